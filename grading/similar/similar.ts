/**
 * Pairs of submissions of which the code is nearly the same, but for names: for the eye of the instructor, never for a mark.
 *
 * A text is compared by its runs of tokens (k-grams, as in Schleimer, Wilkerson and Aiken, “Winnowing”, SIGMOD 2003). Runs that
 * the lesson itself contains do not count (given cells, stubs, model answers), nor do those that many submissions share:
 * so many found them by themselves, or in the same book.
 */
import { tokensOf } from "./tokens.js";

/** The code of a submission, by cell: the name of an exercise, or "" for cells of the student's own. */
export interface Program {
  readonly student: string;
  readonly cells: readonly { readonly name: string; readonly source: string }[];
}

export interface Pair {
  readonly students: readonly [string, string];
  /** The share of the smaller program's runs that the other one has, too. */
  readonly share: number;
  /** The number of runs that both have. */
  readonly common: number;
  /** The cells of the first program in which they stand. */
  readonly cells: readonly string[];
}

/** The number of tokens of a run. */
const RUN = 8;
/** A pair shares at least so many runs, and this part of the smaller program's. */
const LEAST_COMMON = 12;
const LEAST_SHARE = 0.6;
/** Runs of more than this part of the submissions say nothing, if these are also more than so many. */
const WIDESPREAD_SHARE = 0.2;
const WIDESPREAD_COUNT = 5;

/**
 * The similar pairs, the most similar first.
 * @param own  all code cells of the lesson, with and without solutions, in all languages
 */
export function similarPairs(programs: readonly Program[], own: readonly string[]): Pair[] {
  const known = new Set(own.flatMap((source) => runsOf(source)));
  const holders = new Map<string, number[]>();
  const cellsOfRuns = programs.map(({ cells }, i) => {
    const names = new Map<string, string>();
    for (const { name, source } of cells)
      for (const run of runsOf(source)) if (!known.has(run) && !names.has(run)) names.set(run, name);
    for (const run of names.keys()) holders.set(run, [...(holders.get(run) ?? []), i]);
    return names;
  });
  const most = Math.max(WIDESPREAD_COUNT, WIDESPREAD_SHARE * programs.length);
  const sizes = programs.map(() => 0);
  const shared = new Map<string, { readonly pair: readonly [number, number]; readonly runs: string[] }>();
  for (const [run, all] of holders) {
    if (all.length > most) continue;
    for (const i of all) sizes[i]++;
    for (const [at, i] of all.entries())
      for (const j of all.slice(at + 1)) {
        const entry = shared.get(`${i}/${j}`) ?? { pair: [i, j] as const, runs: [] };
        entry.runs.push(run);
        shared.set(`${i}/${j}`, entry);
      }
  }
  return [...shared.values()]
    .map(({ pair: [i, j], runs }): Pair => ({
      students: [programs[i].student, programs[j].student],
      share: runs.length / Math.min(sizes[i], sizes[j]),
      common: runs.length,
      cells: [...new Set(runs.map((run) => cellsOfRuns[i].get(run) ?? ""))],
    }))
    .filter(({ share, common }) => common >= LEAST_COMMON && share >= LEAST_SHARE)
    .sort((a, b) => b.share - a.share || b.common - a.common);
}

/** The runs of tokens of a text, without repetition. */
function runsOf(source: string): string[] {
  const tokens = tokensOf(source);
  const runs = new Set<string>();
  for (let i = 0; i + RUN <= tokens.length; i++) runs.add(tokens.slice(i, i + RUN).join(" "));
  return [...runs];
}
