/** Rounding, and the step function: constant but for jumps, so that their gradients are 0. */
import { checkKind } from "../../errors/check-options.js";
import { areAdded, refuseMore } from "../../errors/extra-arguments.js";
import { NUMBER } from "../../errors/kinds.js";
import { asTensor } from "../../tensor/as-tensor.js";
import * as raw from "../../tensor/operations/operations.js";
import type { Tensor, TensorLike } from "../../tensor/tensor.js";
import { recordComposed } from "../tape.js";

/** f of every number, in the type of the tensor. */
function stepwise(x: Tensor, f: (x: number) => number): Tensor {
  return recordComposed([x], raw.map(x, f, x.dtype), () => [undefined]);
}

function rounding(name: string, f: (x: number) => number): (x: TensorLike) => Tensor {
  return (x: TensorLike, ...more: readonly unknown[]) => {
    if (more.length > 0) refuseMore([x, ...more], 1, name);
    return stepwise(asTensor(x, name, "x"), f);
  };
}

/**
 * The largest whole number ≤ x; its derivative is 0.
 * @param x a tensor, or numbers
 * @example
 * ```ts
 * floor([1.5, -1.5]).print(); // [1, -2]
 * ```
 */
export const floor = rounding("floor", Math.floor);

/**
 * The smallest whole number ≥ x; its derivative is 0.
 * @param x a tensor, or numbers
 * @example
 * ```ts
 * ceil([1.5, -1.5]).print(); // [2, -1]
 * ```
 */
export const ceil = rounding("ceil", Math.ceil);

/**
 * The nearest whole number, the even one of two that are equally near; its derivative is 0.
 * @param x a tensor, or numbers
 * @example
 * ```ts
 * round([0.5, 1.5, 1.6]).print(); // [0, 2, 2]
 * ```
 */
export const round = rounding("round", toEven);

function toEven(x: number): number {
  const below = Math.floor(x);
  if (x - below !== 0.5) return Math.round(x);
  return below % 2 === 0 ? below : below + 1;
}

/**
 * 1 for x > 0, α elsewhere; its derivative is 0.
 * @param given a tensor, or numbers, and α, 0 by default
 * @example
 * ```ts
 * step([-1, 2]).print(); // [0, 1]
 * ```
 */
export function step(...given: readonly [x: TensorLike, alpha?: number]): Tensor {
  refuseMore(given, 2, "step");
  const [x, alpha = 0] = areAdded(given) ? [given[0]] : given;
  checkKind(alpha, NUMBER, "step", "alpha");
  return stepwise(asTensor(x, "step", "x"), (value) => (value > 0 ? 1 : value <= 0 ? alpha : NaN));
}
