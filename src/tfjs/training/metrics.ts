/** `tf.metrics`: functions of targets and predictions that give one number for each example. */
import { tidy } from "../memory/memory.js";
import * as op from "../operations/exports.js";
import type { Tensor } from "../tensors/types.js";

/** Below it, a denominator or a probability counts as 0. */
const EPSILON = 1e-7;

function last(values: Tensor): Tensor {
  return op.mean(values, -1);
}

export function binaryAccuracy(yTrue: Tensor, yPred: Tensor): Tensor {
  return tidy(() => last(op.equal(yTrue, op.greater(yPred, 0.5).cast(yTrue.dtype)).toFloat()));
}

export function binaryCrossentropy(yTrue: Tensor, yPred: Tensor): Tensor {
  return tidy(() => {
    const p = op.clipByValue(yPred, EPSILON, 1 - EPSILON);
    const ofZeros = op.mul(op.sub(1, yTrue), op.log(op.sub(1, p)));
    return last(op.neg(op.add(op.mul(yTrue, op.log(p)), ofZeros)));
  });
}

export function categoricalAccuracy(yTrue: Tensor, yPred: Tensor): Tensor {
  return tidy(() => op.equal(op.argMax(yTrue, -1), op.argMax(yPred, -1)).toFloat());
}

export function sparseCategoricalAccuracy(yTrue: Tensor, yPred: Tensor): Tensor {
  return tidy(() => {
    const labels = yTrue.rank === yPred.rank ? op.squeeze(yTrue, [yTrue.rank - 1]) : yTrue;
    return op.equal(labels, op.argMax(yPred, -1).cast(labels.dtype)).toFloat();
  });
}

export function categoricalCrossentropy(yTrue: Tensor, yPred: Tensor): Tensor {
  return tidy(() => {
    const shares = op.div(yPred, op.sum(yPred, -1, true));
    return op.neg(op.sum(op.mul(yTrue, op.log(op.clipByValue(shares, EPSILON, 1 - EPSILON))), -1));
  });
}

/** How many examples have this target and this prediction. */
function count(yTrue: Tensor, yPred: Tensor, target: number, prediction: number): Tensor {
  return op.sum(op.mul(op.equal(yTrue, target).toFloat(), op.equal(yPred, prediction).toFloat()));
}

function share(part: Tensor, rest: Tensor): Tensor {
  const whole = op.add(part, rest);
  return op.where(op.greater(whole, 0), op.div(part, op.maximum(whole, 1)), 0);
}

export function precision(yTrue: Tensor, yPred: Tensor): Tensor {
  return tidy(() => share(count(yTrue, yPred, 1, 1), count(yTrue, yPred, 0, 1)));
}

export function recall(yTrue: Tensor, yPred: Tensor): Tensor {
  return tidy(() => share(count(yTrue, yPred, 1, 1), count(yTrue, yPred, 1, 0)));
}

export function cosineProximity(yTrue: Tensor, yPred: Tensor): Tensor {
  return tidy(() => {
    const unit = (x: Tensor) => op.div(x, op.sqrt(op.maximum(op.sum(op.square(x), -1, true), EPSILON)));
    return op.neg(op.sum(op.mul(unit(yTrue), unit(yPred)), -1));
  });
}

export function meanAbsoluteError(yTrue: Tensor, yPred: Tensor): Tensor {
  return tidy(() => last(op.abs(op.sub(yPred, yTrue))));
}

export function meanAbsolutePercentageError(yTrue: Tensor, yPred: Tensor): Tensor {
  return tidy(() => {
    const size = op.clipByValue(op.abs(yTrue), EPSILON, Number.MAX_VALUE);
    return op.mul(100, last(op.abs(op.div(op.sub(yTrue, yPred), size))));
  });
}

export function meanSquaredError(yTrue: Tensor, yPred: Tensor): Tensor {
  return tidy(() => last(op.squaredDifference(yPred, yTrue)));
}

export function r2Score(yTrue: Tensor, yPred: Tensor): Tensor {
  return tidy(() => {
    const left = op.sum(op.squaredDifference(yTrue, yPred));
    return op.sub(1, op.div(left, op.sum(op.squaredDifference(yTrue, op.mean(yTrue)))));
  });
}

export {
  meanAbsolutePercentageError as MAPE,
  meanAbsolutePercentageError as mape,
  meanSquaredError as MSE,
  meanSquaredError as mse,
};
