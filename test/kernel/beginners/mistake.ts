/** The form of the table of beginners' mistakes. */

/** A cell as a beginner writes it, and all the advice it gets. */
export interface Mistake {
  readonly cell: string;
  /** In the order in which it is read; nothing else is said. */
  readonly advice: readonly string[];
}

export interface MistakeGroup {
  readonly title: string;
  /** A cell that runs before this group's. */
  readonly before?: string;
  readonly mistakes: readonly Mistake[];
}

/** What every cell of the table finds defined. */
export const BEFORE = `const v = [1, 2, 3];
const m = [[1, 2], [3, 4]];
let n = 3;`;
