/** Arrays of the parts of a batch as one tensor, and a tensor as arrays of the parts. */
import { sizeOf } from "../tensor/shape.js";
import { Tensor } from "../tensor/tensor.js";
import { numbersAt } from "./memory-layout.js";

/** Where each part has its rows of an array [examples, …], one part after the other. */
export interface Piece {
  readonly at: number;
  readonly rows: number;
}

/** @param shape the shape of an example */
export function gather(
  memory: WebAssembly.Memory,
  pieces: readonly Piece[],
  shape: readonly number[],
): Tensor {
  const size = sizeOf(shape);
  const examples = pieces.reduce((sum, { rows }) => sum + rows, 0);
  const data = new Float32Array(examples * size);
  let from = 0;
  for (const { at, rows } of pieces) {
    data.set(numbersAt(memory, at, rows * size), from);
    from += rows * size;
  }
  return new Tensor(data, [examples, ...shape]);
}

export function scatter(
  { storage, shape }: Tensor,
  memory: WebAssembly.Memory,
  pieces: readonly Piece[],
): void {
  const size = sizeOf(shape.slice(1));
  let from = 0;
  for (const { at, rows } of pieces) {
    numbersAt(memory, at, rows * size).set(storage.subarray(from, from + rows * size));
    from += rows * size;
  }
}
