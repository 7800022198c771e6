/**
 * How an operation on two tensors that broadcast is made of a function of two numbers and of its partial
 * derivatives.
 */
import { refuseMore } from "../../errors/extra-arguments.js";
import { asTensor } from "../../tensor/as-tensor.js";
import { floatingType, promote, type DataType } from "../../tensor/dtype.js";
import * as raw from "../../tensor/operations/operations.js";
import type { Tensor, TensorLike } from "../../tensor/tensor.js";
import { noSecondDerivative, recordComposed } from "../tape.js";
import { sumTo } from "./broadcast.js";

type Pairwise = (a: number, b: number) => number;

/**
 * A partial derivative: the same number everywhere, or a function of the two operands at a position. Where
 * the function is given with partial derivatives of its own, gradients can be differentiated again.
 */
type Partial = number | Pairwise | Differentiable;

interface Differentiable {
  readonly value: Pairwise;
  readonly byA: Partial;
  readonly byB: Partial;
}

interface Definition extends Differentiable {
  readonly name: string;
  /** True where the result of two integers is not an integer in general. */
  readonly floating?: boolean;
  /** True where the result is of type int32 whatever the operands are. */
  readonly whole?: boolean;
}

/**
 * An operation c = value(a, b) on tensors. By the chain rule ∂L/∂a = ∂L/∂c · byA, summed over the axes along
 * which broadcasting repeated a.
 */
export function binary(definition: Definition): (left: TensorLike, right: TensorLike) => Tensor {
  const { name, value, floating = false, whole = false } = definition;
  const [loop, partials] = [raw.ZIPS[name], raw.PARTIALS[name]];
  return (left: TensorLike, right: TensorLike, ...more: readonly unknown[]) => {
    if (more.length > 0) refuseMore([left, right, ...more], 2, name);
    const [a, b] = [asTensor(left, name, "a"), asTensor(right, name, "b")];
    const wide = promote(a.dtype, b.dtype);
    const narrow = whole || wide === "uint8" || wide === "bool";
    const dtype = floating ? floatingType(wide) : narrow ? "int32" : wide;
    return recordComposed([a, b], raw.zip(a, b, value, name, dtype, loop), (gradient) =>
      gradientsOf(definition, gradient, [a, b], whole ? floatingType(wide) : dtype, name, partials),
    );
  };
}

function gradientsOf(
  { byA, byB }: Differentiable,
  gradient: Tensor,
  operands: readonly [Tensor, Tensor],
  dtype: DataType,
  name: string,
  loops: readonly (raw.ZipLoop | undefined)[] = [],
): (Tensor | undefined)[] {
  return [byA, byB].map((partial, which) =>
    partial === 0
      ? undefined
      : sumTo(scaled(gradient, partial, operands, dtype, name, loops[which]), operands[which].shape),
  );
}

/** The gradient times a partial derivative. */
function scaled(
  gradient: Tensor,
  partial: Partial,
  operands: readonly [Tensor, Tensor],
  dtype: DataType,
  name: string,
  loop: raw.ZipLoop | undefined,
): Tensor {
  if (partial === 1) return gradient;
  if (typeof partial === "number") return multiple(gradient, partial);
  const [a, b] = operands;
  const slope = raw.zip(a, b, typeof partial === "function" ? partial : partial.value, name, dtype, loop);
  recordComposed(operands, slope, (second) => {
    if (typeof partial === "function") throw noSecondDerivative(name);
    return gradientsOf(partial, second, operands, dtype, name);
  });
  return times(gradient, slope);
}

/** The product with a number. */
function multiple(x: Tensor, factor: number): Tensor {
  return recordComposed(
    [x],
    raw.map(
      x,
      (value) => value * factor,
      undefined,
      (numbers, result) => {
        for (let i = 0; i < result.length; i++) result[i] = numbers[i] * factor;
      },
    ),
    (gradient) => [multiple(gradient, factor)],
  );
}

/** The product, number by number, of tensors of one shape. */
export function times(a: Tensor, b: Tensor): Tensor {
  return recordComposed(
    [a, b],
    raw.zip(a, b, (x, y) => x * y, "gradient", undefined, raw.ZIPS["mul"]),
    (gradient) => [times(gradient, b), times(gradient, a)],
  );
}
