/** What the kernel tells of the cells (`src/kernel/main/cells.ts`). */
import type { ToldCell } from "../../src/kernel/cells/told.js";
import type { Language } from "../../src/language/language.js";

/** The language of the lesson, and its cells. */
export interface Told {
  readonly language: Language;
  readonly cells: Readonly<Record<string, ToldCell>>;
}

export type Ask = "stale" | "needs" | "dependents";
