/** Arithmetic on two tensors that broadcast, each operation with its two partial derivatives. */
import { binary } from "./binary.js";

/** A partial derivative that is constant but for jumps. */
const constant = (value: (a: number, b: number) => number) => ({ value, byA: 0, byB: 0 });

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
export const mul = binary({
  name: "mul",
  value: (a, b) => a * b,
  byA: { value: (_, b) => b, byA: 0, byB: 1 },
  byB: { value: (a) => a, byA: 1, byB: 0 },
});

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
  byA: { value: (_, b) => 1 / b, byA: 0, byB: (_, b) => -1 / (b * b) },
  byB: {
    value: (a, b) => -a / (b * b),
    byA: (_, b) => -1 / (b * b),
    byB: (a, b) => (2 * a) / b ** 3,
  },
  floating: true,
});

/** ∂²(a^b) / ∂a ∂b. */
const powMixed = (a: number, b: number) => (a > 0 ? a ** (b - 1) * (1 + b * Math.log(a)) : 0);

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
  byA: {
    value: (a, b) => (b === 0 ? 0 : b * a ** (b - 1)),
    byA: (a, b) => (b === 0 || b === 1 ? 0 : b * (b - 1) * a ** (b - 2)),
    byB: powMixed,
  },
  byB: {
    value: (a, b) => (a > 0 ? a ** b * Math.log(a) : 0),
    byA: powMixed,
    byB: (a, b) => (a > 0 ? a ** b * Math.log(a) ** 2 : 0),
  },
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
  byA: constant((a, b) => (a >= b ? 1 : 0)),
  byB: constant((a, b) => (a < b ? 1 : 0)),
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
  byA: constant((a, b) => (a <= b ? 1 : 0)),
  byB: constant((a, b) => (a > b ? 1 : 0)),
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
  byA: { value: (a, b) => 2 * (a - b), byA: 2, byB: -2 },
  byB: { value: (a, b) => 2 * (b - a), byA: -2, byB: 2 },
});

/**
 * ⌊a / b⌋, of type int32. Its gradient is that of a / b, as in TensorFlow.js.
 * @param left a tensor, or numbers
 * @param right another one, of a shape that broadcasts with the first
 * @example
 * ```ts
 * floorDiv([7, -7], 2).print(); // [3, -4]
 * ```
 */
export const floorDiv = binary({
  name: "floorDiv",
  value: (a, b) => Math.floor(a / b),
  whole: true,
  byA: (_, b) => 1 / b,
  byB: (a, b) => -a / (b * b),
});

/**
 * The remainder a − b ⌊a / b⌋, which has the sign of b.
 * @param left a tensor, or numbers
 * @param right another one, of a shape that broadcasts with the first
 * @example
 * ```ts
 * mod([7, -7], 3).print(); // [1, 2]
 * ```
 */
export const mod = binary({
  name: "mod",
  value: (a, b) => (a < 0 === b < 0 ? a % b : ((a % b) + b) % b),
  byA: 1,
  byB: constant((a, b) => -Math.floor(a / b)),
});

/**
 * a / b, and 0 where b is 0.
 * @param left a tensor, or numbers
 * @param right another one, of a shape that broadcasts with the first
 * @example
 * ```ts
 * divNoNan([1, 2], [0, 4]).print(); // [0, 0.5]
 * ```
 */
export const divNoNan = binary({
  name: "divNoNan",
  value: (a, b) => (b === 0 ? 0 : a / b),
  floating: true,
  byA: (_, b) => (b === 0 ? 0 : 1 / b),
  byB: (a, b) => (b === 0 ? 0 : -a / (b * b)),
});

/**
 * The angle of the point (b, a) in radians, from −π to π.
 * @param left the ordinates a: a tensor, or numbers
 * @param right the abscissas b, of a shape that broadcasts with the first
 * @example
 * ```ts
 * atan2([1], [1]).print(); // [0.785…]
 * ```
 */
export const atan2 = binary({
  name: "atan2",
  value: Math.atan2,
  floating: true,
  byA: (a, b) => b / (a * a + b * b),
  byB: (a, b) => -a / (a * a + b * b),
});
