/**
 * Metrics of predicted numbers: the share of variance that is explained, and the similarity of directions.
 */
import { meanMetric, type Metric } from "./metric.js";
import { checkTargets, outputsOf } from "./targets.js";

/**
 * The sums of an output: of the squared errors, and of the targets and their squares, less the first target.
 */
interface Sums {
  readonly first: number;
  errors: number;
  targets: number;
  squares: number;
}

/**
 * R², the coefficient of determination: 1 − Σ (y − ŷ)² / Σ (y − ȳ)², over all examples. It is 1 for exact
 * predictions, 0 for the mean of the targets, and below 0 for worse ones. With several outputs it is the mean
 * over them, as in Keras and scikit-learn. Where all targets are equal it is 1 for exact predictions, and
 * otherwise 0.
 */
export const r2Score: Metric = {
  name: "r2Score",
  start() {
    const sums: Sums[] = [];
    let count = 0;
    return {
      add(yTrue, yPred) {
        checkTargets(yTrue, yPred, "r2Score", false);
        const outputs = outputsOf(yPred);
        count += yPred.size / outputs;
        for (let i = 0; i < yPred.size; i++) {
          const target = yTrue.storage[i];
          const of = (sums[i % outputs] ??= { first: target, errors: 0, targets: 0, squares: 0 });
          // Sums of differences from a target lose fewer digits where the targets are far from 0.
          of.targets += target - of.first;
          of.squares += (target - of.first) ** 2;
          of.errors += (target - yPred.storage[i]) ** 2;
        }
      },
      get value() {
        return sums.reduce((total, of) => total + explained(of, count), 0) / sums.length;
      },
    };
  },
};

function explained({ errors, targets, squares }: Sums, count: number): number {
  const spread = squares - (targets * targets) / count;
  if (spread > 0) return 1 - errors / spread;
  return errors === 0 ? 1 : 0;
}

/**
 * The mean cosine of the angle between targets and predictions, along the last axis; 1 is best. (The loss of
 * the same name in Keras, `cosineProximity` in TensorFlow.js, is minus this number.)
 */
export const cosineSimilarity: Metric = meanMetric("cosineSimilarity", (yTrue, yPred) => {
  checkTargets(yTrue, yPred, "cosineSimilarity", false);
  const outputs = outputsOf(yPred);
  const count = yPred.size / outputs;
  let sum = 0;
  for (let row = 0; row < count; row++) {
    let [product, ofTargets, ofPredictions] = [0, 0, 0];
    for (let i = row * outputs; i < (row + 1) * outputs; i++) {
      const [y, p] = [yTrue.storage[i], yPred.storage[i]];
      product += y * p;
      ofTargets += y * y;
      ofPredictions += p * p;
    }
    sum += product / Math.sqrt(Math.max(ofTargets, LEAST) * Math.max(ofPredictions, LEAST));
  }
  return { sum, count };
});

/** A squared length below this counts as this, so that a vector of zeros has a cosine of 0. */
const LEAST = 1e-7;
