/**
 * The regularizers: penalties on weights that are added to the loss, such as `regularizers.l2({ l2: 0.001
 * })`.
 *
 * A penalty is the sum of the absolute values of the weights (L1), of their squares (L2), or of both.
 */
import { abs, add, mul, square, sum } from "../autograd/operations/operations.js";
import { checkOptions } from "../errors/check-options.js";
import { numberFrom } from "../errors/kinds.js";
import type { Tensor } from "../tensor/tensor.js";

/** A penalty on weights, which is added to the loss. */
export interface Regularizer {
  /** The name under which Keras saves it, such as `L1L2`. */
  readonly className: string;
  /** Its options, as they are saved. */
  readonly config: Readonly<Record<string, unknown>>;
  /** The penalty, a single number. */
  apply(weight: Tensor): Tensor;
}

/** A regularizer, the name of one, or the data of a saved one. */
export type RegularizerLike =
  Regularizer | RegularizerName | { readonly className: string; readonly config: unknown };

/** The names by which layers know the regularizers. */
export type RegularizerName = "l1" | "l2" | "l1l2";

/** The factor of a penalty. */
const FACTOR = numberFrom(0, 0.01);

/**
 * l1 · Σ|w| + l2 · Σ w².
 * @param options the factors `l1` and `l2`; 0.01 by default
 * @example
 * ```ts
 * layers.dense({ units: 4, kernelRegularizer: regularizers.l1l2({ l1: 0.001, l2: 0.001 }) });
 * ```
 */
export function l1l2(options: { readonly l1?: number; readonly l2?: number } = {}): Regularizer {
  checkOptions(options, { l1: FACTOR, l2: FACTOR }, "l1l2");
  const { l1: first = 0.01, l2: second = 0.01 } = options;
  return {
    className: "L1L2",
    config: { l1: first, l2: second },
    apply: (weight) => add(mul(sum(abs(weight)), first), mul(sum(square(weight)), second)),
  };
}

/**
 * l1 · Σ|w|: makes weights exactly 0.
 * @param options `l1`, the factor; 0.01 by default
 * @example
 * ```ts
 * layers.dense({ units: 4, kernelRegularizer: regularizers.l1({ l1: 0.001 }) });
 * ```
 */
export function l1(options: { readonly l1?: number } = {}): Regularizer {
  checkOptions(options, { l1: FACTOR }, "l1");
  return l1l2({ l1: options.l1, l2: 0 });
}

/**
 * l2 · Σ w²: keeps weights small.
 * @param options `l2`, the factor; 0.01 by default
 * @example
 * ```ts
 * layers.dense({ units: 4, kernelRegularizer: regularizers.l2({ l2: 0.001 }) });
 * ```
 */
export function l2(options: { readonly l2?: number } = {}): Regularizer {
  checkOptions(options, { l2: FACTOR }, "l2");
  return l1l2({ l1: 0, l2: options.l2 });
}
