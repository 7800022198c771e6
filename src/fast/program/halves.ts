/**
 * Whether a batch is cut into halves, which two threads may compute at the same time.
 *
 * That depends on the program and the number of examples alone, not on how many threads there are: the gradients of halves,
 * added up, are not the same to the last bit as those of the whole, and the same seed is to give the same numbers
 * everywhere.
 */
import type { OperationSpec } from "../operations/operation.js";

/** From how many multiplications forward on a second thread is worth the meeting: about half a millisecond's. */
const LEAST_WORK = 10_000_000;
/** Of a wide input mostly zeros are expected, which are not multiplied. */
const MOST_INPUTS = 1024;

/** The fewest examples that are cut into halves; Infinity where none are. */
export function fewestForHalves(operations: readonly OperationSpec[]): number {
  if (operations.some(({ wholeBatch }) => wholeBatch)) return Infinity;
  const work = operations.reduce(
    (sum, operation, i) => sum + (operation.multiplications ?? 0) * (i === 0 ? expectedShare(operation) : 1),
    0,
  );
  return Math.max(2, Math.ceil(LEAST_WORK / Math.max(1, work)));
}

function expectedShare(first: OperationSpec): number {
  return "inputs" in first ? Math.min(1, MOST_INPUTS / (first.inputs as number)) : 1;
}

/** Where a batch is cut: the first example of each part, and the end. */
export function cutBatch(examples: number, fewest: number): readonly number[] {
  return examples < fewest ? [0, examples] : [0, Math.ceil(examples / 2), examples];
}

/** How many examples each part must have room for, where a batch has up to so many. */
export function roomForParts(examples: number, fewest: number): readonly number[] {
  if (examples < fewest) return [examples];
  const half = Math.ceil(examples / 2);
  return [Math.max(half, Math.min(examples, fewest - 1)), half];
}
