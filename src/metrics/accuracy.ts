/** Accuracy, the share of right answers, for each of the forms that targets can have. */
import { checkOptions } from "../errors/check-options.js";
import { wholeNumber } from "../errors/kinds.js";
import type { Tensor } from "../tensor/tensor.js";
import { meanMetric, type Metric } from "./metric.js";
import { checkLabels, checkTargets, outputsOf, predictedClasses, THRESHOLD, trueClasses } from "./targets.js";

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

/**
 * The share of outputs of the right sign: for the targets −1 and 1 of the hinge loss, and for logits, which
 * are above 0 where the probability is above ½.
 */
const signAccuracy: Metric = meanMetric("signAccuracy", (yTrue, yPred) => {
  checkTargets(yTrue, yPred, "accuracy", false);
  let sum = 0;
  for (let i = 0; i < yPred.size; i++) if (yTrue.storage[i] > 0 === yPred.storage[i] > 0) sum++;
  return { sum, count: yPred.size };
});

/** The options of the top-k accuracies. */
export interface TopKOptions {
  /** How many classes a prediction may name; 5 by default. */
  readonly k?: number;
}

/**
 * The share of examples whose true class is among the k most probable ones; equal probabilities count as
 * before.
 */
const topK =
  (name: string) =>
  (options: TopKOptions): Metric => {
    checkOptions(options, { k: wholeNumber(1, 3) }, name);
    const { k = 5 } = options;
    return meanMetric(name, (yTrue, yPred) => {
      checkTargets(yTrue, yPred, name, true);
      const outputs = outputsOf(yPred);
      const truth = trueClasses(yTrue, yPred);
      checkLabels(truth, outputs, name);
      const count = yPred.size / outputs;
      let sum = 0;
      for (let row = 0; row < count; row++) {
        const scores = yPred.storage.subarray(row * outputs, (row + 1) * outputs);
        const own = scores[truth[row]];
        let before = 0;
        for (let i = 0; i < outputs; i++) if (scores[i] > own) before++;
        if (before < k) sum++;
      }
      return { sum, count };
    });
  };

export const topKCategoricalAccuracyWith = topK("topKCategoricalAccuracy");
export const topKCategoricalAccuracy = topKCategoricalAccuracyWith({});
/** Top-k accuracy for targets that are class numbers. */
export const sparseTopKCategoricalAccuracyWith = topK("sparseTopKCategoricalAccuracy");
export const sparseTopKCategoricalAccuracy = sparseTopKCategoricalAccuracyWith({});

/**
 * The kind of accuracy that fits a loss and an output, under the name `acc`.
 * @param loss    the name of the loss
 * @param outputs the number of outputs of an example
 * @param fromLogits whether the outputs are logits
 */
export function accuracyFor(loss: string, outputs: number | null, fromLogits = false): Metric {
  const binary = outputs === 1 || loss === "binaryCrossentropy";
  const form =
    loss === "hinge" || loss === "squaredHinge" || (binary && fromLogits)
      ? signAccuracy
      : binary
        ? binaryAccuracy
        : loss === "sparseCategoricalCrossentropy"
          ? sparseCategoricalAccuracy
          : categoricalAccuracy;
  return { name: "acc", start: () => form.start() };
}
