/** The types of the table of beginners' mistakes. */

/** A cell as a beginner writes it, and all the advice that it gets. */
export interface Mistake {
  readonly cell: string;
  /** The advice in the order of reading; there must be no other. */
  readonly advice: readonly string[];
  /** The advice in a browser, where it differs. */
  readonly adviceInPage?: readonly string[];
}

export interface MistakeGroup {
  readonly title: string;
  /** A cell that runs before the cells of this group. */
  readonly before?: string;
  readonly mistakes: readonly Mistake[];
}

/** The definitions that run before the table. */
export const BEFORE = `const v = [1, 2, 3];
const m = [[1, 2], [3, 4]];
let n = 3;`;
