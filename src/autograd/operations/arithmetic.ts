/** Arithmetic on two tensors that broadcast, each operation with its two partial derivatives. */
import { refuseMore } from "../../errors/extra-arguments.js";
import { asTensor } from "../../tensor/as-tensor.js";
import { floatingType, promote } from "../../tensor/dtype.js";
import * as raw from "../../tensor/operations/operations.js";
import type { Tensor, TensorLike } from "../../tensor/tensor.js";
import { record } from "../tape.js";

/** A partial derivative: a function of the two operands at a position, or the same number everywhere. */
type Partial = number | ((a: number, b: number) => number);

interface Definition {
  readonly name: string;
  readonly value: (a: number, b: number) => number;
  readonly byA: Partial;
  readonly byB: Partial;
  /** True where the result of two integers is not an integer in general. */
  readonly floating?: boolean;
}

/**
 * An operation c = value(a, b) on tensors. By the chain rule ∂L/∂a = ∂L/∂c · byA, summed over the axes along
 * which broadcasting repeated a.
 */
function binary({
  name,
  value,
  byA,
  byB,
  floating = false,
}: Definition): (left: TensorLike, right: TensorLike) => Tensor {
  return (left: TensorLike, right: TensorLike, ...more: readonly unknown[]) => {
    if (more.length > 0) refuseMore([left, right, ...more], 2, name);
    const [a, b] = [asTensor(left, name, "a"), asTensor(right, name, "b")];
    const wide = promote(a.dtype, b.dtype);
    const result = raw.zip(
      a,
      b,
      value,
      name,
      floating ? floatingType(wide) : wide === "uint8" ? "int32" : wide,
    );
    const scaled = (gradient: Tensor, partial: Partial) => {
      if (partial === 1) return gradient;
      if (typeof partial === "number") return raw.map(gradient, (g) => g * partial);
      return raw.zip(gradient, raw.zip(a, b, partial, name, result.dtype), (g, p) => g * p, name);
    };
    return record([a, b], result, (gradient) => [
      raw.sumTo(scaled(gradient, byA), a.shape),
      raw.sumTo(scaled(gradient, byB), b.shape),
    ]);
  };
}

/**
 * a + b.
 * @param left a tensor, or numbers
 * @param right another one, of a shape that broadcasts with the first
 * @example
 * ```ts
 * add([[1], [2]], [10, 20]).print(); // [[11, 21], [12, 22]]
 * ```
 */
export const add = binary({ name: "add", value: (a, b) => a + b, byA: 1, byB: 1 });

/**
 * a − b.
 * @param left a tensor, or numbers
 * @param right another one, of a shape that broadcasts with the first
 * @example
 * ```ts
 * sub([3, 4], [1, 2]).print(); // [2, 2]
 * ```
 */
export const sub = binary({ name: "sub", value: (a, b) => a - b, byA: 1, byB: -1 });

/**
 * a · b, number by number.
 * @param left a tensor, or numbers
 * @param right another one, of a shape that broadcasts with the first
 * @example
 * ```ts
 * mul([1, 2], [3, 4]).print(); // [3, 8]
 * ```
 */
export const mul = binary({ name: "mul", value: (a, b) => a * b, byA: (_, b) => b, byB: (a) => a });

/**
 * a / b.
 * @param left a tensor, or numbers
 * @param right another one, of a shape that broadcasts with the first
 * @example
 * ```ts
 * div([1, 2], 2).print(); // [0.5, 1]
 * ```
 */
export const div = binary({
  name: "div",
  value: (a, b) => a / b,
  byA: (_, b) => 1 / b,
  byB: (a, b) => -a / (b * b),
  floating: true,
});

/**
 * a to the power b; for a ≤ 0 the derivative by b, a^b · ln a, is taken as 0.
 * @param left a tensor, or numbers
 * @param right another one, of a shape that broadcasts with the first
 * @example
 * ```ts
 * pow([1, 2, 3], 2).print(); // [1, 4, 9]
 * ```
 */
export const pow = binary({
  name: "pow",
  value: (a, b) => a ** b,
  floating: true,
  byA: (a, b) => (b === 0 ? 0 : b * a ** (b - 1)),
  byB: (a, b) => (a > 0 ? a ** b * Math.log(a) : 0),
});

/**
 * The larger of the two; where they are equal the first gets the gradient, as in TensorFlow.js.
 * @param left a tensor, or numbers
 * @param right another one, of a shape that broadcasts with the first
 * @example
 * ```ts
 * maximum([1, 5], [3, 2]).print(); // [3, 5]
 * ```
 */
export const maximum = binary({
  name: "maximum",
  value: (a, b) => Math.max(a, b),
  byA: (a, b) => (a >= b ? 1 : 0),
  byB: (a, b) => (a < b ? 1 : 0),
});
/**
 * The smaller of the two; where they are equal the first gets the gradient.
 * @param left a tensor, or numbers
 * @param right another one, of a shape that broadcasts with the first
 * @example
 * ```ts
 * minimum([1, 5], [3, 2]).print(); // [1, 2]
 * ```
 */
export const minimum = binary({
  name: "minimum",
  value: (a, b) => Math.min(a, b),
  byA: (a, b) => (a <= b ? 1 : 0),
  byB: (a, b) => (a > b ? 1 : 0),
});

/**
 * (a − b)².
 * @param left a tensor, or numbers
 * @param right another one, of a shape that broadcasts with the first
 * @example
 * ```ts
 * squaredDifference([1, 2], [3, 2]).print(); // [4, 0]
 * ```
 */
export const squaredDifference = binary({
  name: "squaredDifference",
  value: (a, b) => (a - b) ** 2,
  byA: (a, b) => 2 * (a - b),
  byB: (a, b) => 2 * (b - a),
});

/** 1 where the comparison holds, 0 elsewhere, of type int32; it has no gradient. */
function comparison(name: string, holds: (a: number, b: number) => boolean) {
  return (a: TensorLike, b: TensorLike): Tensor =>
    raw.zip(
      asTensor(a, name, "a"),
      asTensor(b, name, "b"),
      (left, right) => (holds(left, right) ? 1 : 0),
      name,
      "int32",
    );
}

/**
 * 1 where a > b, else 0; it has no gradient.
 * @param a a tensor, or numbers
 * @param b another one, of a shape that broadcasts with the first
 * @example
 * ```ts
 * greater([1, 2], [1, 1]).print(); // [0, 1]
 * ```
 */
export const greater = comparison("greater", (a, b) => a > b);

/**
 * 1 where a ≥ b, else 0; it has no gradient.
 * @param a a tensor, or numbers
 * @param b another one, of a shape that broadcasts with the first
 * @example
 * ```ts
 * greaterEqual([1, 2], [1, 1]).print(); // [1, 1]
 * ```
 */
export const greaterEqual = comparison("greaterEqual", (a, b) => a >= b);

/**
 * 1 where a < b, else 0; it has no gradient.
 * @param a a tensor, or numbers
 * @param b another one, of a shape that broadcasts with the first
 * @example
 * ```ts
 * less([1, 2], [1, 1]).print(); // [0, 0]
 * ```
 */
export const less = comparison("less", (a, b) => a < b);

/**
 * 1 where a ≤ b, else 0; it has no gradient.
 * @param a a tensor, or numbers
 * @param b another one, of a shape that broadcasts with the first
 * @example
 * ```ts
 * lessEqual([1, 2], [1, 1]).print(); // [1, 0]
 * ```
 */
export const lessEqual = comparison("lessEqual", (a, b) => a <= b);

/**
 * 1 where a = b, else 0; it has no gradient.
 * @param a a tensor, or numbers
 * @param b another one, of a shape that broadcasts with the first
 * @example
 * ```ts
 * equal([1, 2], [1, 1]).print(); // [1, 0]
 * ```
 */
export const equal = comparison("equal", (a, b) => a === b);

/**
 * 1 where a ≠ b, else 0; it has no gradient.
 * @param a a tensor, or numbers
 * @param b another one, of a shape that broadcasts with the first
 * @example
 * ```ts
 * notEqual([1, 2], [1, 1]).print(); // [0, 1]
 * ```
 */
export const notEqual = comparison("notEqual", (a, b) => a !== b);
