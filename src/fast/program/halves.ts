/**
 * Whether a batch is divided into halves, which two threads can compute at the same time.
 *
 * Only the program and the number of examples decide, not the number of threads: the sum of the gradients of
 * two halves differs in the last bits from the gradient of the whole batch, and the same seed must give the
 * same numbers everywhere.
 */
import type { OperationSpec } from "../operations/operations.js";

/**
 * With this many multiplications in the forward pass, about half a millisecond, a second thread saves time.
 */
const MIN_WORK = 10_000_000;
/**
 * Wide inputs are assumed to be sparse, and zeros are not multiplied: at most so many columns count as work.
 */
const MAX_WORKING_COLUMNS = 1024;

/** The fewest examples that are divided into halves; Infinity where a batch is never divided. */
export function fewestForHalves(operations: readonly OperationSpec[]): number {
  if (operations.some(({ wholeBatch }) => wholeBatch)) return Infinity;
  const work = operations.reduce(
    (sum, operation, i) => sum + (operation.multiplications ?? 0) * (i === 0 ? workingShare(operation) : 1),
    0,
  );
  return Math.max(2, Math.ceil(MIN_WORK / Math.max(1, work)));
}

/** The share of the first operation's multiplications that is expected to be computed. */
function workingShare(first: OperationSpec): number {
  return first.kind === "dense" ? Math.min(1, MAX_WORKING_COLUMNS / first.inputs) : 1;
}

/** Where a batch is divided: the first example of each part, and the end. */
export function cutBatch(examples: number, fewest: number): readonly number[] {
  return examples < fewest ? [0, examples] : [0, Math.ceil(examples / 2), examples];
}

/** How many examples each part must have memory for, if batches have at most this many. */
export function partCapacities(examples: number, fewest: number): readonly number[] {
  if (examples < fewest) return [examples];
  const half = Math.ceil(examples / 2);
  return [Math.max(half, Math.min(examples, fewest - 1)), half];
}
