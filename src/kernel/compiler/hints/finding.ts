/** The input and output of hints. */
import type { Sentence } from "../../../language/language.js";
import type { Checks } from "../../checks.js";
import type ts from "../typescript.js";
import type { BoundFile } from "../typescript.js";

export interface HintContext {
  readonly checker: ts.TypeChecker;
  readonly checks: Checks;
  /** Whether the project names the libraries of the language by its option `lib`. */
  readonly hasOwnLibrary: boolean;
  /** The names that `"neurones"` exports. */
  readonly exported: ReadonlySet<string>;
  /** The module from which a name could be imported; undefined if none is known. */
  moduleOf(name: string): string | undefined;
  /** For each name that a failed cell was to define: the name of that cell. */
  readonly failed: ReadonlyMap<string, string>;
  /** The names that the cell sees: its own and those of the cells that ran. */
  names(): readonly string[];
}

/** A diagnostic of the checker, with all that a hint may need. */
export interface Finding {
  /** The source text at the place of the diagnostic. */
  readonly word: string;
  /** The source text of the whole cell. */
  readonly source: string;
  /** The offset of the place in the source. */
  readonly start: number;
  /** The checker's messages, one per line. */
  readonly message: string;
  /** The syntax node at the place. */
  node(): ts.Node | undefined;
  /**
   * The type of the expression at the place, as TypeScript writes it; for a property, the type of the object.
   */
  type(): string;
  readonly context: HintContext;
}

export type Hint = (finding: Finding) => Sentence | undefined;

/** Advice about a place in a cell that the checker did not report. */
export interface Advice {
  readonly start: number;
  readonly end: number;
  readonly sentence: Sentence;
  /** Diagnostics of the checker that begin in this span have the same cause; they are not shown. */
  readonly covers?: readonly [start: number, end: number];
}

/** Examines a syntax node of a cell; returns advice if the node is a mistake. */
export type Rule = (node: ts.Node, file: BoundFile, checker: ts.TypeChecker) => Advice | undefined;

/** Advice about a whole node. */
export function advise(node: ts.Node, fr: string, en: string): Advice {
  return { start: node.getStart(), end: node.end, sentence: { fr, en } };
}
