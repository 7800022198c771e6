/** Functions of one number, applied to each of a tensor's, every one beside its derivative. */
import { asTensor } from "../../tensor/create.js";
import * as raw from "../../tensor/operations/operations.js";
import type { Tensor, TensorLike } from "../../tensor/tensor.js";
import { record } from "../tape.js";

/**
 * An operation y = f(x) on every number.
 * @param f           the function
 * @param derivative  f′ from x and from y = f(x), whichever is simpler
 */
export function elementwise(f: (x: number) => number, derivative: (x: number, y: number) => number): (x: TensorLike) => Tensor {
  return (input) => {
    const x = asTensor(input);
    const y = raw.map(x, f);
    return record([x], y, (gradient) => [raw.zip(gradient, raw.zip(x, y, derivative, "gradient", y.dtype), (g, slope) => g * slope, "gradient")]);
  };
}

export const neg = elementwise((x) => -x, () => -1);
export const exp = elementwise(Math.exp, (_, y) => y);
export const log = elementwise(Math.log, (x) => 1 / x);
export const log1p = elementwise(Math.log1p, (x) => 1 / (1 + x));
export const sqrt = elementwise(Math.sqrt, (_, y) => 0.5 / y);
export const square = elementwise((x) => x * x, (x) => 2 * x);
export const reciprocal = elementwise((x) => 1 / x, (_, y) => -y * y);
export const abs = elementwise(Math.abs, Math.sign);
export const sin = elementwise(Math.sin, (x) => Math.cos(x));
export const cos = elementwise(Math.cos, (x) => -Math.sin(x));
export const tanh = elementwise(Math.tanh, (_, y) => 1 - y * y);
export const relu = elementwise((x) => (x > 0 ? x : x === x ? 0 : x), (x) => (x > 0 ? 1 : 0));
/** σ(x) = 1 / (1 + e^(−x)), with σ′ = σ (1 − σ). */
export const sigmoid = elementwise((x) => 1 / (1 + Math.exp(-x)), (_, y) => y * (1 - y));
/** ln(1 + e^x), written so that neither a large nor a very negative x overflows; its derivative is σ. */
export const softplus = elementwise((x) => Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x))), (x) => 1 / (1 + Math.exp(-x)));
export const sign = elementwise(Math.sign, () => 0);

/** Every number brought into [low, high]; outside of it nothing flows back. */
export function clipByValue(x: TensorLike, low: number, high: number): Tensor {
  return elementwise((value) => Math.min(high, Math.max(low, value)), (value) => (value >= low && value <= high ? 1 : 0))(x);
}
