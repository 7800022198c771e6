/**
 * Examples in batches: what a network learns from between two changes of its weights.
 *
 * What `batches` returns can be gone through again and again; each time is an epoch, and with `shuffle` each has an order of
 * its own.
 */
import { ArgumentError } from "../errors/errors.js";
import { streamOf, type Randomness } from "../random/randomness.js";
import { countExamples, takeFromTable, type TableOf, type TakenTable } from "./rows.js";
import { randomOrder } from "./shuffle.js";

export interface BatchOptions extends Randomness {
  /** Examples in a batch; 32 by default. */
  readonly batchSize?: number;
  /** Whether each epoch has another order; false by default. */
  readonly shuffle?: boolean;
  /** Whether to leave out the last batch where it is smaller than the others; false by default. */
  readonly dropLast?: boolean;
}

export interface Batches<Kind> extends Iterable<TakenTable<Kind>> {
  /** How many batches an epoch has. */
  readonly count: number;
}

/**
 * @param data what belongs together, such as `{ x, y }`
 * @throws ShapeError where its parts have not as many rows each
 */
export function batches<Kind extends TableOf<Kind>>(data: Kind, options: BatchOptions = {}): Batches<Kind> {
  const { batchSize = 32, shuffle = false, dropLast = false } = options;
  const examples = countExamples(data, "batches");
  if (!Number.isInteger(batchSize) || batchSize < 1) {
    throw new ArgumentError({
      where: "batches", argument: "batchSize", received: String(batchSize), expected: { fr: "un entier positif", en: "a positive integer" },
      mend: { fr: "Par exemple batchSize: 32.", en: "For example batchSize: 32." },
    });
  }
  const count = dropLast ? Math.floor(examples / batchSize) : Math.ceil(examples / batchSize);
  const random = streamOf(options);
  return {
    count,
    *[Symbol.iterator]() {
      const order = shuffle ? randomOrder(examples, { random }) : Int32Array.from({ length: examples }, (_, i) => i);
      for (let i = 0; i < count; i++) yield takeFromTable(data, order.slice(i * batchSize, (i + 1) * batchSize));
    },
  };
}
