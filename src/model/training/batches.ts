/** Cuts examples into batches. */
import { allocate } from "../../tensor/dtype.js";
import { sizeOf } from "../../tensor/shape.js";
import { Tensor } from "../../tensor/tensor.js";
import type { Batch, RowSelection } from "./training-engine.js";

/** Examples as tensors, checked against the model: those that a training or an evaluation goes through. */
export interface ExampleSet {
  readonly count: number;
  readonly inputs: readonly Tensor[];
  readonly targets: readonly Tensor[];
  /** How much each example counts, [count] for each output; where absent, all examples count the same. */
  readonly weights?: readonly Tensor[];
}

/** For rows of at least this many numbers one call of `set` is faster than a loop. */
const LONG_ROW = 32;

/** The rows `order[from]` to before `order[to]` (or `from` to before `to`, without an order), as float32. */
export function takeRows(x: Tensor, from: number, to: number, order?: Int32Array): Tensor {
  const row = sizeOf(x.shape.slice(1));
  const shape = [to - from, ...x.shape.slice(1)];
  if (order === undefined && x.dtype === "float32")
    return new Tensor(x.storage.subarray(from * row, to * row), shape);
  const data = allocate("float32", (to - from) * row);
  const all = x.storage;
  for (let i = from, at = 0; i < to; i++, at += row) {
    const place = (order === undefined ? i : order[i]) * row;
    if (row >= LONG_ROW) data.set(all.subarray(place, place + row), at);
    else for (let j = 0; j < row; j++) data[at + j] = all[place + j];
  }
  return new Tensor(data, shape);
}

/** The examples in batches of `size`; the last batch may be smaller. */
export function* batches(all: ExampleSet, size: number, order?: Int32Array): Generator<Batch> {
  for (let from = 0; from < all.count; from += size)
    yield new SelectedBatch(all, from, Math.min(all.count, from + size), order);
}

/**
 * A batch that takes its inputs when they are first read, its targets and weights at once. Without an order,
 * float32 rows are a view of the data, else a copy.
 */
class SelectedBatch implements Batch {
  readonly selection: RowSelection;
  readonly targets: readonly Tensor[];
  readonly weights?: readonly Tensor[];
  private copied: readonly Tensor[] | undefined;

  constructor(
    { inputs, targets, weights }: ExampleSet,
    from: number,
    to: number,
    order: Int32Array | undefined,
  ) {
    this.selection = { inputs, order, from, to };
    this.targets = targets.map((y) => takeRows(y, from, to, order));
    if (weights !== undefined) this.weights = weights.map((each) => takeRows(each, from, to, order));
  }

  get inputs(): readonly Tensor[] {
    const { inputs, order, from, to } = this.selection;
    return (this.copied ??= inputs.map((x) => takeRows(x, from, to, order)));
  }
}
