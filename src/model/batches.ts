/** Examples cut into batches. */
import { allocate } from "../tensor/dtype.js";
import { sizeOf } from "../tensor/shape.js";
import { Tensor } from "../tensor/tensor.js";
import type { Batch, Taken } from "./training-engine.js";

/** Everything that a training or an evaluation goes through. */
export interface Examined {
  readonly inputs: readonly Tensor[];
  readonly targets: readonly Tensor[];
  /** How much each example counts, [count] for each output. */
  readonly weights?: readonly Tensor[];
}

/** From how many numbers on copying them at once is sooner done than one after the other. */
const LONG_ROW = 32;

/** How many examples there are. */
export function countOf({ inputs: [first] }: Examined): number {
  return first.shape[0];
}

/** The examples at these places (all, in order, where there is no order), from the `from`-th to before the `to`-th, as float32. */
export function takeRows(x: Tensor, from: number, to: number, order?: Int32Array): Tensor {
  const row = sizeOf(x.shape.slice(1));
  const shape = [to - from, ...x.shape.slice(1)];
  if (order === undefined && x.dtype === "float32")
    return new Tensor(x.data.subarray(from * row, to * row), shape);
  const data = allocate("float32", (to - from) * row);
  const all = x.data;
  for (let i = from, at = 0; i < to; i++, at += row) {
    const place = (order === undefined ? i : order[i]) * row;
    if (row >= LONG_ROW) data.set(all.subarray(place, place + row), at);
    else for (let j = 0; j < row; j++) data[at + j] = all[place + j];
  }
  return new Tensor(data, shape);
}

/** The examples from `from` to before `to`, of the type they have and without a copy. */
export function part({ inputs, targets, weights }: Examined, from: number, to: number): Examined {
  const cut = (x: Tensor) => {
    const row = sizeOf(x.shape.slice(1));
    return new Tensor(x.data.subarray(from * row, to * row), [to - from, ...x.shape.slice(1)]);
  };
  return {
    inputs: inputs.map(cut),
    targets: targets.map(cut),
    ...(weights === undefined ? {} : { weights: weights.map(cut) }),
  };
}

/** Batch after batch; the last one may be smaller. */
export function* batches(all: Examined, size: number, order?: Int32Array): Generator<Batch> {
  const count = countOf(all);
  for (let from = 0; from < count; from += size)
    yield new TakenBatch(all, from, Math.min(count, from + size), order);
}

/** A batch whose inputs are copied together only if someone asks for them. */
class TakenBatch implements Batch {
  readonly taken: Taken;
  readonly targets: readonly Tensor[];
  readonly weights?: readonly Tensor[];
  private made: readonly Tensor[] | undefined;

  constructor(
    { inputs, targets, weights }: Examined,
    from: number,
    to: number,
    order: Int32Array | undefined,
  ) {
    this.taken = { inputs, order, from, to };
    this.targets = targets.map((y) => takeRows(y, from, to, order));
    if (weights !== undefined) this.weights = weights.map((each) => takeRows(each, from, to, order));
  }

  get inputs(): readonly Tensor[] {
    const { inputs, order, from, to } = this.taken;
    return (this.made ??= inputs.map((x) => takeRows(x, from, to, order)));
  }
}
