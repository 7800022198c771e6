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
 * @example
 * ```ts
 * const cube = elementwise(
 *   (x) => x ** 3,
 *   (x) => 3 * x ** 2,
 * );
 * cube([1, 2]).print(); // [1, 8]
 * ```
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

/**
 * −x.
 * @param x a tensor, or numbers
 * @example
 * ```ts
 * neg([1, -2]).print(); // [-1, 2]
 * ```
 */
export const neg = unary(
  "neg",
  (x) => -x,
  () => -1,
);

/**
 * e^x.
 * @param x a tensor, or numbers
 * @example
 * ```ts
 * exp([0, 1]).print(); // [1, 2.718…]
 * ```
 */
export const exp = unary("exp", Math.exp, (_, y) => y);

/**
 * ln x.
 * @param x a tensor, or numbers
 * @example
 * ```ts
 * log([1, Math.E]).print(); // [0, 1]
 * ```
 */
export const log = unary("log", Math.log, (x) => 1 / x);

/**
 * ln(1 + x), exact also for small x.
 * @param x a tensor, or numbers
 * @example
 * ```ts
 * log1p([0]).print(); // [0]
 * ```
 */
export const log1p = unary("log1p", Math.log1p, (x) => 1 / (1 + x));

/**
 * √x.
 * @param x a tensor, or numbers
 * @example
 * ```ts
 * sqrt([4, 9]).print(); // [2, 3]
 * ```
 */
export const sqrt = unary("sqrt", Math.sqrt, (_, y) => 0.5 / y);

/**
 * x².
 * @param x a tensor, or numbers
 * @example
 * ```ts
 * square([2, 3]).print(); // [4, 9]
 * ```
 */
export const square = unary(
  "square",
  (x) => x * x,
  (x) => 2 * x,
);

/**
 * 1 / x.
 * @param x a tensor, or numbers
 * @example
 * ```ts
 * reciprocal([2, 4]).print(); // [0.5, 0.25]
 * ```
 */
export const reciprocal = unary(
  "reciprocal",
  (x) => 1 / x,
  (_, y) => -y * y,
);

/**
 * |x|.
 * @param x a tensor, or numbers
 * @example
 * ```ts
 * abs([-1, 2]).print(); // [1, 2]
 * ```
 */
export const abs = unary("abs", Math.abs, Math.sign);

/**
 * sin x, x in radians.
 * @param x a tensor, or numbers
 * @example
 * ```ts
 * sin([0]).print(); // [0]
 * ```
 */
export const sin = unary("sin", Math.sin, (x) => Math.cos(x));

/**
 * cos x, x in radians.
 * @param x a tensor, or numbers
 * @example
 * ```ts
 * cos([0]).print(); // [1]
 * ```
 */
export const cos = unary("cos", Math.cos, (x) => -Math.sin(x));

/**
 * tanh x.
 * @param x a tensor, or numbers
 * @example
 * ```ts
 * tanh([0]).print(); // [0]
 * ```
 */
export const tanh = unary("tanh", Math.tanh, (_, y) => 1 - y * y);

/**
 * max(0, x); its derivative at 0 is taken as 0.
 * @param x a tensor, or numbers
 * @example
 * ```ts
 * relu([-1, 2]).print(); // [0, 2]
 * ```
 */
export const relu = unary(
  "relu",
  (x) => (x > 0 ? x : x === x ? 0 : x),
  (x) => (x > 0 ? 1 : 0),
);
/**
 * σ(x) = 1 / (1 + e^(−x)), with σ′ = σ (1 − σ).
 * @param x a tensor, or numbers
 * @example
 * ```ts
 * sigmoid([0]).print(); // [0.5]
 * ```
 */
export const sigmoid = unary(
  "sigmoid",
  (x) => 1 / (1 + Math.exp(-x)),
  (_, y) => y * (1 - y),
);
/**
 * ln(1 + e^x), in a form in which neither a large nor a very negative x overflows; its derivative is σ.
 * @param x a tensor, or numbers
 * @example
 * ```ts
 * softplus([0]).print(); // [0.693…]
 * ```
 */
export const softplus = unary(
  "softplus",
  (x) => Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x))),
  (x) => 1 / (1 + Math.exp(-x)),
);

/**
 * −1, 0 or 1; the derivative is taken as 0 everywhere.
 * @param x a tensor, or numbers
 * @example
 * ```ts
 * sign([-3, 0, 3]).print(); // [-1, 0, 1]
 * ```
 */
export const sign = unary("sign", Math.sign, () => 0);

/**
 * Every number limited to [low, high]; outside of it the gradient is 0.
 * @param x a tensor, or numbers
 * @param low the lower bound
 * @param high the upper bound
 * @example
 * ```ts
 * clipByValue([-1, 0.5, 2], 0, 1).print(); // [0, 0.5, 1]
 * ```
 */
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
