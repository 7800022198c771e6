/** What the hints look at, and what they give. */
import type { Sentence } from "../../../language/language.js";
import type ts from "../typescript.js";

export interface HintContext {
  readonly checker: ts.TypeChecker;
  /** The names that `"neurones"` exports. */
  readonly exported: ReadonlySet<string>;
  /** For each name that a cell should have defined and did not, since it failed: that cell's name. */
  readonly failed: ReadonlyMap<string, string>;
  /** The names that the cell sees: its own and those of the cells that ran. */
  names(): readonly string[];
}

/** A finding of the checker as the hints look at it. */
export interface Finding {
  /** The source text it is about. */
  readonly word: string;
  /** The source text around it, the whole cell. */
  readonly source: string;
  /** Where the finding begins in it. */
  readonly start: number;
  /** All that the checker says, on lines of their own. */
  readonly message: string;
  /** The syntax it is about. */
  node(): ts.Node | undefined;
  /** The type of what it is about, as TypeScript writes it; of what stands before the dot where it is about a property. */
  type(): string;
  readonly context: HintContext;
}

export type Hint = (finding: Finding) => Sentence | undefined;

/** A sentence about a place in a cell, found without the checker's help. */
export interface Advice {
  readonly start: number;
  readonly end: number;
  readonly sentence: Sentence;
  /** Findings that begin in this span only echo what the advice says: they are not told beside it. */
  readonly covers?: readonly [start: number, end: number];
}
