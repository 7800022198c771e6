/** Getting a batch's examples into the program's memory, straight from where the data lie. */
import type { Batch } from "../model/training-engine.js";
import type { Tensor } from "../tensor/tensor.js";
import { sparseRowsOf, type SparseRows } from "./sparse-rows.js";

/**
 * Which rows of which data a batch consists of: `order[first]`, `order[first + 1]`, …, or `first`, `first +
 * 1`, … without an order.
 */
export interface Source {
  readonly x: Tensor;
  readonly count: number;
  readonly first: number;
  readonly order: Int32Array | undefined;
  /** The rows' lists, where the data are mostly zero. */
  readonly sparse: SparseRows | undefined;
}

/** @param maySparse whether lists could be used */
export function sourceOf(batch: Batch, maySparse: boolean): Source {
  if (batch.taken === undefined)
    return {
      x: batch.inputs[0],
      count: batch.inputs[0].shape[0],
      first: 0,
      order: undefined,
      sparse: undefined,
    };
  const {
    from,
    to,
    order,
    inputs: [x],
  } = batch.taken;
  return { x, count: to - from, first: from, order, sparse: maySparse ? sparseRowsOf(x) : undefined };
}

/** Writes the examples from the `from`-th to before the `to`-th. */
export function fetchRows({ x, first, order }: Source, from: number, to: number, target: Float32Array): void {
  const size = x.size / x.shape[0];
  if (order === undefined) {
    target.set(x.data.subarray((first + from) * size, (first + to) * size));
    return;
  }
  for (let i = from; i < to; i++) {
    const start = order[first + i] * size;
    target.set(x.data.subarray(start, start + size), (i - from) * size);
  }
}

/** The same as lists; false where there are none, or they do not fit into the room. */
export function fetchLists(
  { first, order, sparse }: Source,
  from: number,
  to: number,
  room: SparseRows,
): boolean {
  if (sparse === undefined) return false;
  let count = 0;
  for (let i = from; i < to; i++) {
    const row = order === undefined ? first + i : order[first + i];
    const [start, end] = [sparse.starts[row], sparse.starts[row + 1]];
    if (2 * (count + end - start) > room.entries.length) return false;
    room.entries.set(sparse.entries.subarray(2 * start, 2 * end), 2 * count);
    room.starts[i - from] = count;
    count += end - start;
  }
  room.starts[to - from] = count;
  return true;
}
