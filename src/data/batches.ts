/**
 * Batches: the examples that a network learns from between two changes of its weights.
 *
 * The result of `batches` can be iterated again and again. Each iteration is an epoch; with `shuffle`, each
 * epoch has its own order.
 */
import { checkOptions } from "../errors/check-options.js";
import { TRUTH, wholeNumber } from "../errors/kinds.js";
import { RANDOMNESS, streamOf, type Randomness } from "../random/randomness.js";
import { countExamples, takeFromTable, type TableOf, type TakenTable } from "./rows.js";
import { randomOrder } from "./shuffle.js";

/** The options of `batches`. */
export interface BatchOptions extends Randomness {
  /** Examples in a batch; 32 by default. */
  readonly batchSize?: number;
  /** Whether to shuffle the examples in each epoch; false by default. */
  readonly shuffle?: boolean;
  /** Whether to leave out the last batch where it is smaller than the others; false by default. */
  readonly dropLast?: boolean;
}

const KINDS = { batchSize: wholeNumber(1, 32), shuffle: TRUTH, dropLast: TRUTH, ...RANDOMNESS };

/** The batches of a table; each iteration over them is an epoch. */
export interface Batches<Kind> extends Iterable<TakenTable<Kind>> {
  /** How many batches an epoch has. */
  readonly count: number;
}

/**
 * Divides examples into batches.
 * @param data parts that belong together, such as `{ x, y }`
 * @throws ShapeError where the parts differ in their number of rows
 * @param options `batchSize`, `shuffle`, `seed`, …
 * @example
 * ```ts
 * for (const { x, y } of batches({ x: [[1], [2], [3]], y: [1, 2, 3] }, { batchSize: 2 }))
 *   console.log(x, y);
 * ```
 */
export function batches<Kind extends TableOf<Kind>>(data: Kind, options: BatchOptions = {}): Batches<Kind> {
  checkOptions(options, KINDS, "batches");
  const { batchSize = 32, shuffle = false, dropLast = false } = options;
  const examples = countExamples(data, "batches");
  const count = dropLast ? Math.floor(examples / batchSize) : Math.ceil(examples / batchSize);
  const random = streamOf(options);
  return {
    count,
    *[Symbol.iterator]() {
      const order = shuffle
        ? randomOrder(examples, { random })
        : Int32Array.from({ length: examples }, (_, i) => i);
      for (let i = 0; i < count; i++)
        yield takeFromTable(data, order.slice(i * batchSize, (i + 1) * batchSize));
    },
  };
}
