/**
 * Into how many parts a batch is divided, which several threads can compute at the same time.
 *
 * Only the program and the number of examples decide, not the number of threads: a sum of the gradients of
 * several parts differs in the last bits from the gradient of the whole batch, and the same seed must give
 * the same numbers everywhere.
 */
import type { Program } from "./program.js";

/**
 * With this many multiplications in the forward pass, about half a millisecond, a second thread saves time;
 * each part has at least half of them.
 */
const LEAST_WORK = 10_000_000;
/**
 * More than two parts have at least so many multiplications each: what every part does anew, such as adding up its
 * gradients and reading the weights, then takes a few percent. With half of it, two threads lost a tenth.
 */
const LEAST_WORK_OF_MANY = 60_000_000;
/**
 * They also have at least so many for every trained weight: adding the gradients
 * of a part to those of the others takes as long as some tens of them.
 */
const LEAST_WORK_PER_WEIGHT = 64;
const MOST_PARTS = 8;
/**
 * Wide inputs are assumed to be sparse, and zeros are not multiplied: at most so many columns count as work.
 */
const MOST_WORKING_COLUMNS = 1024;

/**
 * The fewest examples that are divided into 2, 4 and 8 parts; fewer make one part.
 */
export type Division = readonly number[];

export function divisionOf({
  steps,
  inputs,
  weights,
}: Pick<Program, "steps" | "inputs" | "weights">): Division {
  const work = steps.reduce((sum, { operation }) => {
    if (operation.kind === "host") return sum;
    const share =
      operation.kind === "dense" && inputs.some((input) => input.mayBeSparse && operation.readsData);
    const columns = operation.kind === "dense" ? operation.inputs : 1;
    return sum + (operation.multiplications ?? 0) * (share ? Math.min(1, MOST_WORKING_COLUMNS / columns) : 1);
  }, 0);
  const trained = weights.reduce((sum, { size, trainable }) => sum + (trainable ? size : 0), 0);
  const fewest: number[] = [];
  for (let parts = 2; parts <= MOST_PARTS; parts *= 2) {
    const each = parts === 2 ? LEAST_WORK / 2 : Math.max(LEAST_WORK_OF_MANY, LEAST_WORK_PER_WEIGHT * trained);
    fewest.push(Math.max(parts, Math.ceil((parts * each) / Math.max(1, work))));
  }
  return fewest;
}

/** How many parts a batch of so many examples has. */
export function partCount(examples: number, division: Division): number {
  return 2 ** division.filter((fewest) => examples >= fewest).length;
}

/** The first example of each part, and the end. */
export function cutBatch(examples: number, division: Division): readonly number[] {
  const parts = partCount(examples, division);
  const size = examples / parts;
  return Array.from({ length: parts + 1 }, (_, part) => Math.ceil(part * size));
}

/** How many examples each part has. */
export function partSizes(examples: number, division: Division): readonly number[] {
  const cuts = cutBatch(examples, division);
  return cuts.slice(1).map((end, part) => end - cuts[part]);
}

/** How many examples each part must have memory for, if batches have at most this many. */
export function partCapacities(examples: number, division: Division): readonly number[] {
  const capacities: number[] = [];
  for (let level = 0; level <= division.length; level++) {
    if (level > 0 && division[level - 1] > examples) break;
    const most = Math.min(examples, (division[level] ?? Infinity) - 1);
    for (let part = 0; part < 2 ** level; part++)
      capacities[part] = Math.max(capacities[part] ?? 0, Math.ceil(most / 2 ** level));
  }
  return capacities;
}
