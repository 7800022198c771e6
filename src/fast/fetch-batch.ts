/** Copies the examples of a batch from the whole data directly into the memory of the program. */
import type { Batch } from "../model/training/training-engine.js";
import type { Tensor } from "../tensor/tensor.js";
import { sparseRowsOf, type SparseRows } from "./sparse-rows.js";

/**
 * The rows of a batch: `order[first]`, `order[first + 1]`, …, or `first`, `first + 1`, … without an order.
 */
export interface Source {
  readonly x: Tensor;
  readonly count: number;
  readonly first: number;
  readonly order: Int32Array | undefined;
  /**
   * How zeros may be left out: by compressed rows of the whole data, which later batches read too; by compressing
   * this batch, where it is all data; or not.
   */
  readonly zeros: "listed" | "compressed" | "kept";
}

/** One source for each input of the model. */
export function sourcesOf(batch: Batch): readonly Source[] {
  const { selection } = batch;
  if (selection === undefined)
    return batch.inputs.map((x) => ({ x, count: x.shape[0], first: 0, order: undefined, zeros: "kept" }));
  const { from, to, order, inputs } = selection;
  return inputs.map((x) => ({
    x,
    count: to - from,
    first: from,
    order,
    zeros: order === undefined && to - from === x.shape[0] ? "compressed" : "listed",
  }));
}

/** The compressed rows of sparse data; undefined for other data, and for data that are only one batch. */
export function compressedRowsOf({ x, zeros }: Source): SparseRows | undefined {
  return zeros === "listed" ? sparseRowsOf(x) : undefined;
}

/** Writes the batch's examples from `from` to before `to`. */
export function fetchRows({ x, first, order }: Source, from: number, to: number, target: Float32Array): void {
  const size = x.size / x.shape[0];
  if (order === undefined) {
    target.set(x.storage.subarray((first + from) * size, (first + to) * size));
    return;
  }
  for (let i = from; i < to; i++) {
    const start = order[first + i] * size;
    target.set(x.storage.subarray(start, start + size), (i - from) * size);
  }
}

/**
 * Writes the same examples as compressed rows; returns false where the data are not sparse, or the rows do
 * not fit into `target`.
 */
export function fetchCompressedRows(
  { first, order }: Source,
  sparse: SparseRows | undefined,
  from: number,
  to: number,
  target: SparseRows,
): boolean {
  if (sparse === undefined) return false;
  let count = 0;
  for (let i = from; i < to; i++) {
    const row = order === undefined ? first + i : order[first + i];
    const [start, end] = [sparse.starts[row], sparse.starts[row + 1]];
    if (2 * (count + end - start) > target.entries.length) return false;
    target.entries.set(sparse.entries.subarray(2 * start, 2 * end), 2 * count);
    target.starts[i - from] = count;
    count += end - start;
  }
  target.starts[to - from] = count;
  return true;
}
