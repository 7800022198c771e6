/**
 * Losses for regression: functions of the difference between prediction and target, averaged over the
 * outputs.
 */
import { checkOptions } from "../errors/check-options.js";
import { numberAbove } from "../errors/kinds.js";
import {
  abs,
  add,
  clipByValue,
  div,
  log1p,
  maximum,
  mean,
  mul,
  softplus,
  square,
  sub,
} from "../autograd/operations/operations.js";
import type { Tensor } from "../tensor/tensor.js";
import { checkSameShape, sameShapeAndValues, type Loss } from "./loss.js";

/** Targets are at least this far from 0 where a loss divides by them or takes their logarithm. */
const LEAST = 1e-7;

/** (ŷ − y)². */
export const meanSquaredError: Loss = {
  name: "meanSquaredError",
  named: true,
  values: (yTrue, yPred) => mean(square(sub(yPred, yTrue)), -1),
  check: checkSameShape,
};

/** |ŷ − y|: an error twice as large counts twice, not four times, so that outliers have less influence. */
export const meanAbsoluteError: Loss = {
  name: "meanAbsoluteError",
  named: true,
  values: (yTrue, yPred) => mean(abs(sub(yPred, yTrue)), -1),
  check: checkSameShape,
};

/** 100 |ŷ − y| / |y|, the error in per cent of the target; |y| is at least 10⁻⁷. */
export const meanAbsolutePercentageError: Loss = {
  name: "meanAbsolutePercentageError",
  named: true,
  values: (yTrue, yPred) => mul(100, mean(abs(div(sub(yTrue, yPred), maximum(abs(yTrue), LEAST))), -1)),
  check: checkSameShape,
};

/** (ln(1 + ŷ) − ln(1 + y))²: compares orders of magnitude; predictions below 0 count as 0. */
export const meanSquaredLogarithmicError: Loss = {
  name: "meanSquaredLogarithmicError",
  named: true,
  values: (yTrue, yPred) => mean(square(sub(log1p(maximum(yTrue, LEAST)), log1p(maximum(yPred, LEAST)))), -1),
  check: sameShapeAndValues(
    (value) => value >= 0,
    { fr: "une valeur ≥ 0", en: "a value ≥ 0" },
    {
      fr: "Cette perte compare des logarithmes : pour des valeurs négatives, utilisez meanSquaredError.",
      en: "This loss compares logarithms: for negative values, use meanSquaredError.",
    },
  ),
};

/**
 * ln cosh(ŷ − y): about ½ e² near 0 and |e| − ln 2 far away, smooth everywhere.
 *
 * ln cosh e = e + ln(1 + e^(−2e)) − ln 2 does not overflow.
 */
export const logcosh: Loss = {
  name: "logcosh",
  named: true,
  values(yTrue, yPred) {
    const error = sub(yPred, yTrue);
    return mean(sub(add(error, softplus(mul(-2, error))), Math.LN2), -1);
  },
  check: checkSameShape,
};

/** The option of Huber's loss. */
export interface HuberOptions {
  /** The error from which on the loss is linear; 1 by default. */
  readonly delta?: number;
}

/**
 * Huber's loss (1964): ½ e² for |e| ≤ δ, δ (|e| − ½ δ) for larger |e|: quadratic near 0, linear far away.
 *
 * With c = e clipped to [−δ, δ], both parts are c (e − ½ c); this formula has the right gradient too, since c
 * is either e or constant.
 */
export function huberWith(options: HuberOptions): Loss {
  checkOptions(options, { delta: numberAbove(0, 1) }, "huber");
  const { delta = 1 } = options;
  return {
    name: "huber",
    named: true,
    ...(delta === 1 ? {} : { config: { delta } }),
    values(yTrue, yPred) {
      const error: Tensor = sub(yPred, yTrue);
      const clipped = clipByValue(error, -delta, delta);
      return mean(mul(clipped, sub(error, mul(clipped, 0.5))), -1);
    },
    check: checkSameShape,
  };
}

export const huber = huberWith({});
