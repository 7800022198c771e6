/**
 * Losses for regression: functions of the difference between prediction and target, averaged over the
 * outputs.
 */
import { abs, clipByValue, mean, mul, square, sub } from "../autograd/operations/operations.js";
import type { Tensor } from "../tensor/tensor.js";
import { checkSameShape, type Loss } from "./loss.js";

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

/**
 * Huber's loss (1964): ½ e² for |e| ≤ δ, δ (|e| − ½ δ) for larger |e|, with δ = 1: quadratic near 0, linear
 * far away.
 *
 * With c = e clipped to [−δ, δ], both parts are c (e − ½ c); this formula has the right gradient too, since c
 * is either e or constant.
 */
export const huber: Loss = {
  name: "huber",
  named: true,
  values(yTrue, yPred) {
    const error: Tensor = sub(yPred, yTrue);
    const clipped = clipByValue(error, -1, 1);
    return mean(mul(clipped, sub(error, mul(clipped, 0.5))), -1);
  },
  check: checkSameShape,
};
