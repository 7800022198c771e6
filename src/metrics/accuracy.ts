/** Accuracy, the share of right answers, for each of the forms that targets can have. */
import type { Tensor } from "../tensor/tensor.js";
import { meanMetric, type Metric } from "./metric.js";
import { checkTargets, predictedClasses, THRESHOLD, trueClasses } from "./targets.js";

/**
 * The share of outputs that are above ½ for targets 1 and not above ½ for targets 0; each of several outputs
 * counts by itself.
 */
export const binaryAccuracy: Metric = meanMetric("binaryAccuracy", (yTrue, yPred) => {
  checkTargets(yTrue, yPred, "binaryAccuracy", false);
  let sum = 0;
  for (let i = 0; i < yPred.size; i++) if (yTrue.storage[i] === (yPred.storage[i] > THRESHOLD ? 1 : 0)) sum++;
  return { sum, count: yPred.size };
});

const rightClasses =
  (name: string) =>
  (yTrue: Tensor, yPred: Tensor): { sum: number; count: number } => {
    checkTargets(yTrue, yPred, name, true);
    const [truth, predicted] = [trueClasses(yTrue, yPred), predictedClasses(yPred)];
    let sum = 0;
    for (let i = 0; i < predicted.length; i++) if (truth[i] === predicted[i]) sum++;
    return { sum, count: predicted.length };
  };

/** The share of examples whose most probable class is that of the one-hot target. */
export const categoricalAccuracy: Metric = meanMetric(
  "categoricalAccuracy",
  rightClasses("categoricalAccuracy"),
);
/** Categorical accuracy for targets that are class numbers. */
export const sparseCategoricalAccuracy: Metric = meanMetric(
  "sparseCategoricalAccuracy",
  rightClasses("sparseCategoricalAccuracy"),
);

/** The share of outputs of the right sign, for the targets −1 and 1 of the hinge loss. */
const signAccuracy: Metric = meanMetric("signAccuracy", (yTrue, yPred) => {
  checkTargets(yTrue, yPred, "accuracy", false);
  let sum = 0;
  for (let i = 0; i < yPred.size; i++) if (yTrue.storage[i] > 0 === yPred.storage[i] > 0) sum++;
  return { sum, count: yPred.size };
});

/**
 * The kind of accuracy that fits a loss and an output, under the name `acc`.
 * @param loss    the name of the loss
 * @param outputs the number of outputs of an example
 */
export function accuracyFor(loss: string, outputs: number | null): Metric {
  const binary = outputs === 1 || loss === "binaryCrossentropy";
  const form =
    loss === "hinge"
      ? signAccuracy
      : binary
        ? binaryAccuracy
        : loss === "sparseCategoricalCrossentropy"
          ? sparseCategoricalAccuracy
          : categoricalAccuracy;
  return { name: "acc", start: () => form.start() };
}
