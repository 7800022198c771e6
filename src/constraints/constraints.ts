/**
 * The constraints: what weights must satisfy after each step of training, such as `constraints.maxNorm({
 * maxValue: 2 })` (Srebro and Shraibman 2005; Srivastava et al. 2014, with dropout).
 *
 * A constraint replaces the weights w by the nearest ones that it allows. The norm of weights is √Σ w² along
 * an axis; for the kernel of a dense layer [inputs, units], axis 0 gives one norm for each unit. Weights are
 * scaled by (the norm that is allowed) / (ε + the norm), with ε = 10⁻⁷ as in Keras.
 */
import { add, clipByValue, div, mul, relu, sqrt, square, sum } from "../autograd/operations/operations.js";
import { checkOptions } from "../errors/check-options.js";
import { numberBetween, numberFrom, type Kind } from "../errors/kinds.js";
import type { Tensor } from "../tensor/tensor.js";

/** What weights must satisfy after each step of training. */
export interface Constraint {
  /** The name under which Keras saves it, such as `MaxNorm`. */
  readonly className: string;
  /** Its options, as they are saved. */
  readonly config: Readonly<Record<string, unknown>>;
  /** Weights that satisfy it, of the same shape. */
  apply(weight: Tensor): Tensor;
}

/** A constraint, the name of one, or the data of a saved one. */
export type ConstraintLike =
  Constraint | ConstraintName | { readonly className: string; readonly config: unknown };

/** The names by which layers know the constraints. */
export type ConstraintName = "maxNorm" | "minMaxNorm" | "nonNeg" | "unitNorm";

/** The axis, or the axes, along which weights have a norm. */
export interface NormAxis {
  /** 0 by default; [0, 1, 2] for the filters of a two-dimensional convolution. */
  readonly axis?: number | readonly number[];
}

const EPSILON = 1e-7;
const NORM = numberFrom(0, 2);
const AXIS: Kind = {
  fits: (value) =>
    Number.isInteger(value) || (Array.isArray(value) && value.length > 0 && value.every(Number.isInteger)),
  example: "0",
  expected: { fr: "un axe, ou une liste d’axes", en: "an axis, or a list of axes" },
};

/** Scales the weights along the axis, so that their norms become `allowed(norms)`. */
function scaled(weight: Tensor, axis: NormAxis["axis"], allowed: (norms: Tensor) => Tensor): Tensor {
  const norms = sqrt(sum(square(weight), axis as number | number[], true));
  return mul(weight, div(allowed(norms), add(norms, EPSILON)));
}

/**
 * Norms of at most `maxValue`: weights of a larger norm are scaled down.
 * @param options `maxValue`, 2 by default, and `axis`
 * @example
 * ```ts
 * layers.dense({ units: 4, kernelConstraint: constraints.maxNorm({ maxValue: 3 }) });
 * ```
 */
export function maxNorm(options: { readonly maxValue?: number } & NormAxis = {}): Constraint {
  checkOptions(options, { maxValue: NORM, axis: AXIS }, "maxNorm");
  const { maxValue = 2, axis = 0 } = options;
  return {
    className: "MaxNorm",
    config: { maxValue, axis },
    apply: (weight) => scaled(weight, axis, (norms) => clipByValue(norms, 0, maxValue)),
  };
}

/**
 * Norms from `minValue` to `maxValue`: other weights are scaled, each time by the share `rate` of the way.
 * @param options `minValue` (0 by default), `maxValue` (1), `rate` (1: the whole way at once) and `axis`
 * @example
 * ```ts
 * layers.dense({ units: 4, kernelConstraint: constraints.minMaxNorm({ minValue: 0.5, maxValue: 2 }) });
 * ```
 */
export function minMaxNorm(
  options: { readonly minValue?: number; readonly maxValue?: number; readonly rate?: number } & NormAxis = {},
): Constraint {
  checkOptions(
    options,
    { minValue: NORM, maxValue: NORM, rate: numberBetween(0, 1, 1), axis: AXIS },
    "minMaxNorm",
  );
  const { minValue = 0, maxValue = 1, rate = 1, axis = 0 } = options;
  return {
    className: "MinMaxNorm",
    config: { minValue, maxValue, rate, axis },
    apply: (weight) =>
      scaled(weight, axis, (norms) =>
        add(mul(clipByValue(norms, minValue, maxValue), rate), mul(norms, 1 - rate)),
      ),
  };
}

/**
 * No weight below 0: negative ones become 0.
 * @example
 * ```ts
 * layers.dense({ units: 4, kernelConstraint: constraints.nonNeg() });
 * ```
 */
export function nonNeg(): Constraint {
  return { className: "NonNeg", config: {}, apply: relu };
}

/**
 * Norms of 1.
 * @param options `axis`
 * @example
 * ```ts
 * layers.dense({ units: 4, kernelConstraint: constraints.unitNorm() });
 * ```
 */
export function unitNorm(options: NormAxis = {}): Constraint {
  checkOptions(options, { axis: AXIS }, "unitNorm");
  const { axis = 0 } = options;
  return {
    className: "UnitNorm",
    config: { axis },
    apply: (weight) => scaled(weight, axis, () => sum(1)),
  };
}
