/** Sums and products up to each position along the last axis. */
import { allocate, isInteger } from "../dtype.js";
import { Tensor } from "../tensor.js";

/** The sum up to each position along the last axis, which is included. */
export function cumsum(x: Tensor): Tensor {
  return accumulate(x, 0, (total, value) => total + value);
}

/** The product up to each position along the last axis, which is included. */
export function cumprod(x: Tensor): Tensor {
  return accumulate(x, 1, (total, value) => total * value);
}

function accumulate(x: Tensor, start: number, add: (total: number, value: number) => number): Tensor {
  const { storage } = x;
  const result = allocate(isInteger(x.dtype) ? "int32" : x.dtype, x.size);
  const length = x.shape.at(-1) ?? 1;
  let total = start;
  for (let i = 0; i < result.length; i++) {
    total = add(i % length === 0 ? start : total, storage[i]);
    result[i] = total;
  }
  return new Tensor(result, x.shape);
}

/**
 * The gradient of `cumprod`: ∂L/∂x_j = Σ_{i ≥ j} G_i Π_{k ≤ i, k ≠ j} x_k, without a division, so that numbers
 * may be 0.
 */
export function cumprodByInput(x: Tensor, gradient: Tensor): Tensor {
  const result = allocate(gradient.dtype, x.size);
  const length = x.shape.at(-1) ?? 1;
  for (let row = 0; row < x.size; row += length) {
    let before = 1;
    for (let j = row; j < row + length; j++) {
      let product = before;
      let total = 0;
      for (let i = j; i < row + length; i++) {
        if (i > j) product *= x.storage[i];
        total += gradient.storage[i] * product;
      }
      result[j] = total;
      before *= x.storage[j];
    }
  }
  return new Tensor(result, x.shape);
}
