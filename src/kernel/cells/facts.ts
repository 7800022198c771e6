/**
 * What the compiler finds out about the names of a cell, as plain data: it depends on the cell's text and the types
 * of the names in it, not on values.
 *
 * A name of another cell may be a function or a class; what its code does counts wherever the name is used. The facts
 * of a cell therefore hold what its own code does, and for each name that it declares what naming it can do
 * (`latent`); `resolve.ts` joins the two.
 */

/** The stream of the engine's free random draws, which counts as one more name. */
export const RANDOM_DRAWS = "@random";

/** The place of a piece of code in its cell. */
type Position = number;

/** A name in code that runs. */
export interface Use {
  readonly name: string;
  readonly at: Position;
  /** Whether the code certainly calls the function of this name here. */
  readonly runs: boolean;
}

/** A value given to a name; `at` is where the assignment ends. */
export interface Assignment {
  readonly name: string;
  readonly at: Position;
  /** Whether the code assigns it whichever way it takes. */
  readonly always: boolean;
}

/** A change of the object of a name in place, such as `list.push(3)`. */
export interface Change {
  /** The name; in a function, `#0` is its first parameter, `#this` the object that it is called on. */
  readonly name: string;
  readonly at: Position;
  /** Whether objects inside of it may change, too: `model.fit(…)` changes the layers. */
  readonly deep: boolean;
  /** Whether it happens in a function that is passed on, which may be called after the cell has ended. */
  readonly later: boolean;
}

/** An object that is passed to a function of a cell, which may change it. */
export interface Passing {
  readonly callee: string;
  readonly parameter: string;
  /** The name of the object, or a parameter as in `Change`. */
  readonly name: string;
  readonly at: Position;
}

/** What a piece of code does with names that stand outside of it. */
export interface Effects {
  readonly uses: readonly Use[];
  readonly assigns: readonly Assignment[];
  readonly changes: readonly Change[];
  readonly passes: readonly Passing[];
}

/** What a function or class does once it is called. */
export interface Latent extends Effects {
  /** False for async functions and generators: a call need not run to their end. */
  readonly runsToEnd: boolean;
}

/** A name that a cell declares. */
export interface Declaration {
  readonly name: string;
  readonly form: "value" | "function" | "type" | "import";
  /**
   * What decides the meaning of a function, a class without state, a type or an import: two runs with the same text
   * declare the same. Empty for other values.
   */
  readonly text: string;
  /** The kind of declaration and the type: cells that name it are checked against them. */
  readonly type: string;
}

export interface CellFacts {
  readonly declares: readonly Declaration[];
  /** The names of other cells anywhere in the text, in types and in functions that are not called, too. */
  readonly mentions: readonly string[];
  /** What the cell does when it runs. */
  readonly body: Effects;
  /** What naming a declared function or class does; a method has the name `Counter.increment`. */
  readonly latent: Readonly<Record<string, Latent>>;
  /** Pairs of names that may stand for one object, or for an object and its part. */
  readonly links: readonly (readonly [string, string])[];
}

export const NO_EFFECTS: Effects = { uses: [], assigns: [], changes: [], passes: [] };

export const NO_FACTS: CellFacts = { declares: [], mentions: [], body: NO_EFFECTS, latent: {}, links: [] };
