/** Trigonometric and hyperbolic functions, and their inverses; angles are in radians. */
import { unary } from "./unary.js";

/**
 * tan x, x in radians.
 * @param x a tensor, or numbers
 * @example
 * ```ts
 * tan([0]).print(); // [0]
 * ```
 */
export const tan = unary(
  "tan",
  Math.tan,
  (_, y) => 1 + y * y,
  (_, y) => 2 * y * (1 + y * y),
);

/**
 * The angle from −π/2 to π/2 whose sine is x.
 * @param x a tensor, or numbers
 * @example
 * ```ts
 * asin([0, 1]).print(); // [0, 1.570…]
 * ```
 */
export const asin = unary(
  "asin",
  Math.asin,
  (x) => 1 / Math.sqrt(1 - x * x),
  (x) => x / (1 - x * x) ** 1.5,
);

/**
 * The angle from 0 to π whose cosine is x.
 * @param x a tensor, or numbers
 * @example
 * ```ts
 * acos([1, 0]).print(); // [0, 1.570…]
 * ```
 */
export const acos = unary(
  "acos",
  Math.acos,
  (x) => -1 / Math.sqrt(1 - x * x),
  (x) => -x / (1 - x * x) ** 1.5,
);

/**
 * The angle from −π/2 to π/2 whose tangent is x.
 * @param x a tensor, or numbers
 * @example
 * ```ts
 * atan([0, 1]).print(); // [0, 0.785…]
 * ```
 */
export const atan = unary(
  "atan",
  Math.atan,
  (x) => 1 / (1 + x * x),
  (x) => (-2 * x) / (1 + x * x) ** 2,
);

/**
 * (e^x − e^(−x)) / 2.
 * @param x a tensor, or numbers
 * @example
 * ```ts
 * sinh([0]).print(); // [0]
 * ```
 */
export const sinh = unary(
  "sinh",
  Math.sinh,
  (x) => Math.cosh(x),
  (_, y) => y,
);

/**
 * (e^x + e^(−x)) / 2.
 * @param x a tensor, or numbers
 * @example
 * ```ts
 * cosh([0]).print(); // [1]
 * ```
 */
export const cosh = unary(
  "cosh",
  Math.cosh,
  (x) => Math.sinh(x),
  (_, y) => y,
);

/**
 * The inverse of sinh.
 * @param x a tensor, or numbers
 * @example
 * ```ts
 * asinh([0]).print(); // [0]
 * ```
 */
export const asinh = unary(
  "asinh",
  Math.asinh,
  (x) => 1 / Math.sqrt(1 + x * x),
  (x) => -x / (1 + x * x) ** 1.5,
);

/**
 * The inverse of cosh, for x ≥ 1.
 * @param x a tensor, or numbers
 * @example
 * ```ts
 * acosh([1]).print(); // [0]
 * ```
 */
export const acosh = unary(
  "acosh",
  Math.acosh,
  (x) => 1 / Math.sqrt(x * x - 1),
  (x) => -x / (x * x - 1) ** 1.5,
);

/**
 * The inverse of tanh, for −1 < x < 1.
 * @param x a tensor, or numbers
 * @example
 * ```ts
 * atanh([0]).print(); // [0]
 * ```
 */
export const atanh = unary(
  "atanh",
  Math.atanh,
  (x) => 1 / (1 - x * x),
  (x) => (2 * x) / (1 - x * x) ** 2,
);
