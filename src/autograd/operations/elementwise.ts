/** Functions of one number, applied to each number of a tensor, with their derivatives. */
import { ArgumentError } from "../../errors/errors.js";
import { written } from "../../errors/written.js";
import type { Tensor, TensorLike } from "../../tensor/tensor.js";
import { erf as errorFunction } from "./error-function.js";
import { looped, unary } from "./unary.js";

const zero = () => 0;

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
  zero,
);

/**
 * e^x.
 * @param x a tensor, or numbers
 * @example
 * ```ts
 * exp([0, 1]).print(); // [1, 2.718…]
 * ```
 */
export const exp = unary(
  "exp",
  Math.exp,
  (_, y) => y,
  (_, y) => y,
  (_, y) => y,
);

/**
 * ln x.
 * @param x a tensor, or numbers
 * @example
 * ```ts
 * log([1, Math.E]).print(); // [0, 1]
 * ```
 */
export const log = unary(
  "log",
  Math.log,
  (x) => 1 / x,
  (x) => -1 / (x * x),
  (x) => 2 / x ** 3,
);

/**
 * ln(1 + x), exact also for small x.
 * @param x a tensor, or numbers
 * @example
 * ```ts
 * log1p([0]).print(); // [0]
 * ```
 */
export const log1p = unary(
  "log1p",
  Math.log1p,
  (x) => 1 / (1 + x),
  (x) => -1 / (1 + x) ** 2,
);

/**
 * √x.
 * @param x a tensor, or numbers
 * @example
 * ```ts
 * sqrt([4, 9]).print(); // [2, 3]
 * ```
 */
export const sqrt = unary(
  "sqrt",
  Math.sqrt,
  (_, y) => 0.5 / y,
  (_, y) => -0.25 / y ** 3,
);

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
  () => 2,
  zero,
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
  (_, y) => 2 * y ** 3,
);

/**
 * |x|.
 * @param x a tensor, or numbers
 * @example
 * ```ts
 * abs([-1, 2]).print(); // [1, 2]
 * ```
 */
export const abs = unary("abs", Math.abs, Math.sign, zero);

/**
 * sin x, x in radians.
 * @param x a tensor, or numbers
 * @example
 * ```ts
 * sin([0]).print(); // [0]
 * ```
 */
export const sin = unary(
  "sin",
  Math.sin,
  (x) => Math.cos(x),
  (_, y) => -y,
);

/**
 * cos x, x in radians.
 * @param x a tensor, or numbers
 * @example
 * ```ts
 * cos([0]).print(); // [1]
 * ```
 */
export const cos = unary(
  "cos",
  Math.cos,
  (x) => -Math.sin(x),
  (_, y) => -y,
);

/**
 * tanh x.
 * @param x a tensor, or numbers
 * @example
 * ```ts
 * tanh([0]).print(); // [0]
 * ```
 */
export const tanh = unary(
  "tanh",
  Math.tanh,
  (_, y) => 1 - y * y,
  (_, y) => -2 * y * (1 - y * y),
);

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
  zero,
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
  (_, y) => y * (1 - y) * (1 - 2 * y),
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
  (x) => 1 / ((1 + Math.exp(-x)) * (1 + Math.exp(x))),
);

/**
 * −1, 0 or 1; the derivative is taken as 0 everywhere.
 * @param x a tensor, or numbers
 * @example
 * ```ts
 * sign([-3, 0, 3]).print(); // [-1, 0, 1]
 * ```
 */
export const sign = unary("sign", Math.sign, zero, zero);

/**
 * e^x − 1, exact also for small x.
 * @param x a tensor, or numbers
 * @example
 * ```ts
 * expm1([0]).print(); // [0]
 * ```
 */
export const expm1 = unary(
  "expm1",
  Math.expm1,
  (_, y) => y + 1,
  (_, y) => y + 1,
);

/**
 * 1 / √x.
 * @param x a tensor, or numbers
 * @example
 * ```ts
 * rsqrt([4]).print(); // [0.5]
 * ```
 */
export const rsqrt = unary(
  "rsqrt",
  (x) => 1 / Math.sqrt(x),
  (_, y) => -0.5 * y ** 3,
  (_, y) => 0.75 * y ** 5,
);

/**
 * The error function 2/√π ∫₀ˣ e^(−t²) dt.
 * @param x a tensor, or numbers
 * @example
 * ```ts
 * erf([0, 1]).print(); // [0, 0.843…]
 * ```
 */
export const erf = unary(
  "erf",
  errorFunction,
  (x) => (2 / Math.sqrt(Math.PI)) * Math.exp(-x * x),
  (x) => (-4 / Math.sqrt(Math.PI)) * x * Math.exp(-x * x),
);

/**
 * ln σ(x), in a form in which no x overflows.
 * @param x a tensor, or numbers
 * @example
 * ```ts
 * logSigmoid([0]).print(); // [-0.693…]
 * ```
 */
export const logSigmoid = unary(
  "logSigmoid",
  (x) => Math.min(x, 0) - Math.log1p(Math.exp(-Math.abs(x))),
  (x) => 1 / (1 + Math.exp(x)),
  (x) => -1 / ((1 + Math.exp(-x)) * (1 + Math.exp(x))),
);

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
  return looped(
    "clipByValue",
    {
      value: (numbers, result) => {
        for (let i = 0; i < result.length; i++) result[i] = Math.min(high, Math.max(low, numbers[i]));
      },
      slope: (numbers, _, result) => {
        for (let i = 0; i < result.length; i++) result[i] = numbers[i] >= low && numbers[i] <= high ? 1 : 0;
      },
    },
    (value) => Math.min(high, Math.max(low, value)),
    (value) => (value >= low && value <= high ? 1 : 0),
    zero,
  )(x);
}
