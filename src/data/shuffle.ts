/** Shuffles examples; parts that belong together are shuffled alike. */
import { checkOptions } from "../errors/check-options.js";
import { RANDOMNESS, streamOf, type Randomness } from "../random/randomness.js";
import {
  countExamples,
  isRows,
  takeFromTable,
  takeRows,
  type Rows,
  type Table,
  type TableOf,
  type Taken,
  type TakenTable,
} from "./rows.js";

/**
 * A shuffled copy of rows, or of a table such as `{ x, y }`, whose parts are shuffled alike. The order is
 * that of R's `sample(n)`.
 * @throws ShapeError where the parts of a table differ in their number of rows
 * @param rows the rows
 * @param options `seed`, or the stream `random`
 * @example
 * ```ts
 * shuffle({ x: [[1], [2], [3]], y: [1, 2, 3] }, { seed: 69 });
 * ```
 */
export function shuffle<Kind extends Rows>(rows: Kind, options?: Randomness): Taken<Kind>;

/**
 * A shuffled copy of rows, or of a table such as `{ x, y }`, whose parts are shuffled alike. The order
 * is
that of R's `sample(n)`.
 * @param table a table such as `{ x, y }` whose parts have equally many rows
 * @param options `seed`, or the stream `random`
 */
export function shuffle<Kind extends TableOf<Kind>>(table: Kind, options?: Randomness): TakenTable<Kind>;
export function shuffle(data: Rows | Table, options: Randomness = {}): Rows | Table {
  checkOptions(options, RANDOMNESS, "shuffle");
  if (isRows(data)) return takeRows(data, randomOrder(countExamples({ rows: data }, "shuffle"), options));
  return takeFromTable(data, randomOrder(countExamples(data, "shuffle"), options));
}

/** The positions 0 … n − 1 in the order of R's `sample(n)`, which draws 1 … n. */
export function randomOrder(n: number, options: Randomness): Int32Array {
  return Int32Array.from(streamOf(options).sample(n), (position) => position - 1);
}
