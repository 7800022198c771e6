/** Comparisons of tensors, and logic on their results. None has a gradient. */
import { refuseMore } from "../../errors/extra-arguments.js";
import { asTensor } from "../../tensor/as-tensor.js";
import * as raw from "../../tensor/operations/operations.js";
import type { Tensor, TensorLike } from "../../tensor/tensor.js";

/** 1 where the comparison holds, 0 elsewhere, of type int32; it has no gradient. */
function comparison(name: string, holds: (a: number, b: number) => boolean) {
  return (a: TensorLike, b: TensorLike): Tensor =>
    raw.zip(
      asTensor(a, name, "a"),
      asTensor(b, name, "b"),
      (left, right) => (holds(left, right) ? 1 : 0),
      name,
      "int32",
      raw.COMPARISONS[name],
    );
}

/** 1 where the condition on a number holds, 0 elsewhere, of type int32; it has no gradient. */
function condition(name: string, holds: (x: number) => boolean): (x: TensorLike) => Tensor {
  return (x: TensorLike, ...more: readonly unknown[]): Tensor => {
    if (more.length > 0) refuseMore([x, ...more], 1, name);
    return raw.map(asTensor(x, name, "x"), (value) => (holds(value) ? 1 : 0), "int32");
  };
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

/**
 * 1 where both are true, else 0.
 * @param a a tensor, or numbers; not 0 stands for true
 * @param b another one, of a shape that broadcasts with the first
 * @example
 * ```ts
 * logicalAnd([1, 1], [1, 0]).print(); // [1, 0]
 * ```
 */
export const logicalAnd = comparison("logicalAnd", (a, b) => a !== 0 && b !== 0);

/**
 * 1 where one of the two is true, or both, else 0.
 * @param a a tensor, or numbers; not 0 stands for true
 * @param b another one, of a shape that broadcasts with the first
 * @example
 * ```ts
 * logicalOr([1, 0], [0, 0]).print(); // [1, 0]
 * ```
 */
export const logicalOr = comparison("logicalOr", (a, b) => a !== 0 || b !== 0);

/**
 * 1 where exactly one of the two is true, else 0.
 * @param a a tensor, or numbers; not 0 stands for true
 * @param b another one, of a shape that broadcasts with the first
 * @example
 * ```ts
 * logicalXor([1, 1], [1, 0]).print(); // [0, 1]
 * ```
 */
export const logicalXor = comparison("logicalXor", (a, b) => (a !== 0) !== (b !== 0));

/**
 * 1 where x is 0, else 0.
 * @param x a tensor, or numbers
 * @example
 * ```ts
 * logicalNot([1, 0]).print(); // [0, 1]
 * ```
 */
export const logicalNot = condition("logicalNot", (x) => x === 0);

/**
 * 1 where x is not a number, else 0.
 * @param x a tensor, or numbers
 * @example
 * ```ts
 * isNaN([1, NaN]).print(); // [0, 1]
 * ```
 */
export const isNaN = condition("isNaN", Number.isNaN);

/**
 * 1 where x is infinite, else 0.
 * @param x a tensor, or numbers
 * @example
 * ```ts
 * isInf([1, -Infinity]).print(); // [0, 1]
 * ```
 */
export const isInf = condition("isInf", (x) => Math.abs(x) === Infinity);

/**
 * 1 where x is neither infinite nor NaN, else 0.
 * @param x a tensor, or numbers
 * @example
 * ```ts
 * isFinite([1, NaN, Infinity]).print(); // [1, 0, 0]
 * ```
 */
export const isFinite = condition("isFinite", Number.isFinite);
