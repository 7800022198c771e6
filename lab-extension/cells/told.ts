/** What the kernel tells of the cells (`src/kernel/main/cells.ts`). */
export interface Cause {
  readonly name: string;
  readonly by?: string;
  readonly why: "changed" | "stale" | "not run" | "below" | "again" | "gone" | "outside" | "stopped";
}

export interface ToldCell {
  readonly state: "fresh" | "stale" | "edited" | "not run";
  readonly because: readonly Cause[];
  readonly twice?: readonly { readonly name: string; readonly by: readonly string[] }[];
  readonly loop?: readonly string[];
}

export type ToldCells = Readonly<Record<string, ToldCell>>;

/** The language of the lesson, and its cells. */
export interface Told {
  readonly language: "fr" | "en";
  readonly cells: ToldCells;
}

export type Ask = "stale" | "needs" | "dependents";
