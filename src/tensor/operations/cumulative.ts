/** Sums and products up to each position along the last axis. */
import { allocate, isInteger } from "../dtype.js";
import { Tensor } from "../tensor.js";

/** The sum up to each position along the last axis, which is included. */
export function cumsum(x: Tensor): Tensor {
  const { storage } = x;
  const result = allocate(isInteger(x.dtype) ? "int32" : x.dtype, x.size);
  const length = x.shape.at(-1) ?? 1;
  for (let row = 0; row < result.length; row += length) {
    let total = 0;
    for (let i = row; i < row + length; i++) result[i] = total += storage[i];
  }
  return new Tensor(result, x.shape);
}

/** The product up to each position along the last axis, which is included. */
export function cumprod(x: Tensor): Tensor {
  const { storage } = x;
  const result = allocate(isInteger(x.dtype) ? "int32" : x.dtype, x.size);
  const length = x.shape.at(-1) ?? 1;
  for (let row = 0; row < result.length; row += length) {
    let total = 1;
    for (let i = row; i < row + length; i++) result[i] = total *= storage[i];
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
