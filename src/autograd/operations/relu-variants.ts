/**
 * Variants of relu as operations on tensors.
 *
 * Sources: leaky relu, Maas et al. 2013; prelu, He et al. 2015; elu, Clevert et al. 2016; selu, Klambauer et
 * al. 2017, whose two constants keep the mean at 0 and the variance at 1.
 */
import { checkKind } from "../../errors/check-options.js";
import { areAdded, refuseMore } from "../../errors/extra-arguments.js";
import { FINITE_NUMBER } from "../../errors/kinds.js";
import type { Tensor, TensorLike } from "../../tensor/tensor.js";
import { binary } from "./binary.js";
import { unary } from "./unary.js";

const zero = () => 0;

/**
 * min(6, max(0, x)).
 * @param x a tensor, or numbers
 * @example
 * ```ts
 * relu6([-1, 2, 9]).print(); // [0, 2, 6]
 * ```
 */
export const relu6 = unary(
  "relu6",
  (x) => Math.min(6, Math.max(0, x)),
  (x) => (x > 0 && x < 6 ? 1 : 0),
  zero,
);

/**
 * x for x > 0, α x elsewhere.
 * @param given a tensor, or numbers, and α, 0.2 by default
 * @example
 * ```ts
 * leakyRelu([-1, 2], 0.1).print(); // [-0.1, 2]
 * ```
 */
export function leakyRelu(...given: readonly [x: TensorLike, alpha?: number]): Tensor {
  const [x, alpha] = withAlpha(given, 0.2, "leakyRelu");
  return unary(
    "leakyRelu",
    (value) => (value > 0 ? value : alpha * value),
    (value) => (value > 0 ? 1 : alpha),
    zero,
  )(x);
}

/**
 * x for x > 0, α x elsewhere, with an α for each number, which has a gradient too.
 * @param left x: a tensor, or numbers
 * @param right α, of a shape that broadcasts with that of x
 * @example
 * ```ts
 * prelu([-1, 2], [0.1, 0.1]).print(); // [-0.1, 2]
 * ```
 */
export const prelu = binary({
  name: "prelu",
  value: (x, alpha) => (x > 0 ? x : alpha * x),
  floating: true,
  byA: { value: (x, alpha) => (x > 0 ? 1 : alpha), byA: 0, byB: (x) => (x > 0 ? 0 : 1) },
  byB: { value: (x) => (x > 0 ? 0 : x), byA: (x) => (x > 0 ? 0 : 1), byB: 0 },
});

/**
 * x for x > 0, α (e^x − 1) elsewhere.
 * @param given a tensor, or numbers, and α, 1 by default
 * @example
 * ```ts
 * elu([-1, 2]).print(); // [-0.632…, 2]
 * ```
 */
export function elu(...given: readonly [x: TensorLike, alpha?: number]): Tensor {
  const [x, alpha] = withAlpha(given, 1, "elu");
  return unary(
    "elu",
    (value) => (value > 0 ? value : alpha * Math.expm1(value)),
    (value, y) => (value > 0 ? 1 : y + alpha),
    (value, y) => (value > 0 ? 0 : y + alpha),
  )(x);
}

const SELU_ALPHA = 1.6732632423543772;
const SELU_SCALE = 1.0507009873554805;

/**
 * λ x for x > 0, λ α (e^x − 1) elsewhere, with λ = 1.0507… and α = 1.6732….
 * @param x a tensor, or numbers
 * @example
 * ```ts
 * selu([-1, 2]).print(); // [-1.111…, 2.101…]
 * ```
 */
export const selu = unary(
  "selu",
  (x) => SELU_SCALE * (x > 0 ? x : SELU_ALPHA * Math.expm1(x)),
  (x) => SELU_SCALE * (x > 0 ? 1 : SELU_ALPHA * Math.exp(x)),
  (x) => (x > 0 ? 0 : SELU_SCALE * SELU_ALPHA * Math.exp(x)),
);

/** The arguments; those that `map` of an array added are ignored. */
function withAlpha(
  given: readonly [x: TensorLike, alpha?: number],
  usual: number,
  where: string,
): [x: TensorLike, alpha: number] {
  refuseMore(given, 2, where);
  const [x, alpha = usual] = areAdded(given) ? [given[0]] : given;
  checkKind(alpha, FINITE_NUMBER, where, "alpha");
  return [x, alpha];
}
