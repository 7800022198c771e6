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

export const add = binary({ name: "add", value: (a, b) => a + b, byA: 1, byB: 1 });
export const sub = binary({ name: "sub", value: (a, b) => a - b, byA: 1, byB: -1 });
export const mul = binary({ name: "mul", value: (a, b) => a * b, byA: (_, b) => b, byB: (a) => a });
export const div = binary({
  name: "div",
  value: (a, b) => a / b,
  byA: (_, b) => 1 / b,
  byB: (a, b) => -a / (b * b),
  floating: true,
});

/** a to the power b; for a ≤ 0 the derivative by b, a^b · ln a, is taken as 0. */
export const pow = binary({
  name: "pow",
  value: (a, b) => a ** b,
  floating: true,
  byA: (a, b) => (b === 0 ? 0 : b * a ** (b - 1)),
  byB: (a, b) => (a > 0 ? a ** b * Math.log(a) : 0),
});

/** The larger of the two; where they are equal the first gets the gradient, as in TensorFlow.js. */
export const maximum = binary({
  name: "maximum",
  value: (a, b) => Math.max(a, b),
  byA: (a, b) => (a >= b ? 1 : 0),
  byB: (a, b) => (a < b ? 1 : 0),
});
/** The smaller of the two; where they are equal the first gets the gradient. */
export const minimum = binary({
  name: "minimum",
  value: (a, b) => Math.min(a, b),
  byA: (a, b) => (a <= b ? 1 : 0),
  byB: (a, b) => (a > b ? 1 : 0),
});

/** (a − b)². */
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

export const greater = comparison("greater", (a, b) => a > b);
export const greaterEqual = comparison("greaterEqual", (a, b) => a >= b);
export const less = comparison("less", (a, b) => a < b);
export const lessEqual = comparison("lessEqual", (a, b) => a <= b);
export const equal = comparison("equal", (a, b) => a === b);
export const notEqual = comparison("notEqual", (a, b) => a !== b);
