/** Functions of one number, applied to each number of a tensor, with their derivatives. */
import { checkKind } from "../../errors/check-options.js";
import { ArgumentError } from "../../errors/errors.js";
import { refuseMore } from "../../errors/extra-arguments.js";
import { functionLike } from "../../errors/kinds.js";
import { written } from "../../errors/written.js";
import { asTensor } from "../../tensor/as-tensor.js";
import * as raw from "../../tensor/operations/operations.js";
import type { Tensor, TensorLike } from "../../tensor/tensor.js";
import { record } from "../tape.js";

/**
 * An operation y = f(x) on every number.
 * @param f           the function
 * @param derivative  f′ from x and from y = f(x), whichever is simpler
 */
export function elementwise(
  f: (x: number) => number,
  derivative: (x: number, y: number) => number,
): (x: TensorLike) => Tensor {
  checkKind(f, functionLike("elementwise((x) => x * x, (x) => 2 * x)"), "elementwise", "f");
  checkKind(derivative, functionLike("elementwise((x) => x * x, (x) => 2 * x)"), "elementwise", "derivative");
  return unary("elementwise", f, derivative);
}

/** `elementwise` with the name of the operation for errors. */
function unary(
  name: string,
  f: (x: number) => number,
  derivative: (x: number, y: number) => number,
): (x: TensorLike) => Tensor {
  return (input: TensorLike, ...more: readonly unknown[]) => {
    if (more.length > 0) refuseMore([input, ...more], 1, name);
    const x = asTensor(input, name, "x");
    const y = raw.map(x, f);
    return record([x], y, (gradient) => [
      raw.zip(gradient, raw.zip(x, y, derivative, "gradient", y.dtype), (g, slope) => g * slope, "gradient"),
    ]);
  };
}

export const neg = unary(
  "neg",
  (x) => -x,
  () => -1,
);
export const exp = unary("exp", Math.exp, (_, y) => y);
export const log = unary("log", Math.log, (x) => 1 / x);
export const log1p = unary("log1p", Math.log1p, (x) => 1 / (1 + x));
export const sqrt = unary("sqrt", Math.sqrt, (_, y) => 0.5 / y);
export const square = unary(
  "square",
  (x) => x * x,
  (x) => 2 * x,
);
export const reciprocal = unary(
  "reciprocal",
  (x) => 1 / x,
  (_, y) => -y * y,
);
export const abs = unary("abs", Math.abs, Math.sign);
export const sin = unary("sin", Math.sin, (x) => Math.cos(x));
export const cos = unary("cos", Math.cos, (x) => -Math.sin(x));
export const tanh = unary("tanh", Math.tanh, (_, y) => 1 - y * y);
export const relu = unary(
  "relu",
  (x) => (x > 0 ? x : x === x ? 0 : x),
  (x) => (x > 0 ? 1 : 0),
);
/** σ(x) = 1 / (1 + e^(−x)), with σ′ = σ (1 − σ). */
export const sigmoid = unary(
  "sigmoid",
  (x) => 1 / (1 + Math.exp(-x)),
  (_, y) => y * (1 - y),
);
/** ln(1 + e^x), in a form in which neither a large nor a very negative x overflows; its derivative is σ. */
export const softplus = unary(
  "softplus",
  (x) => Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x))),
  (x) => 1 / (1 + Math.exp(-x)),
);
export const sign = unary("sign", Math.sign, () => 0);

/** Every number limited to [low, high]; outside of it the gradient is 0. */
export function clipByValue(x: TensorLike, low: number, high: number): Tensor {
  if (!(typeof low === "number" && typeof high === "number" && low <= high)) {
    throw new ArgumentError({
      where: "clipByValue",
      argument: "low, high",
      received: `${written(low)}, ${written(high)}`,
      expected: { fr: "deux nombres, low ≤ high", en: "two numbers, low ≤ high" },
      mend: { fr: "Par exemple clipByValue(x, 0, 1).", en: "For example clipByValue(x, 0, 1)." },
    });
  }
  return unary(
    "clipByValue",
    (value) => Math.min(high, Math.max(low, value)),
    (value) => (value >= low && value <= high ? 1 : 0),
  )(x);
}
