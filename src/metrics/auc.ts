/**
 * The area under a curve of a binary classifier, over all thresholds above which an output means 1.
 *
 * The ROC curve is the rate of true positives over that of false positives; its area is the probability that
 * an example of class 1 has a higher output than one of class 0. The PR curve is precision over recall. As in
 * Keras, the curve is computed at a fixed number of thresholds, equally spaced from 0 to 1, with one below 0
 * and one above 1 at the ends; between two points of the PR curve the counts, and not the precision, are
 * interpolated (Davis and Goadrich 2006).
 */
import { checkOptions } from "../errors/check-options.js";
import { oneOf, wholeNumber, type Kinds } from "../errors/kinds.js";
import type { Metric } from "./metric.js";
import { checkTargets, THRESHOLD } from "./targets.js";

/** The options of the area under a curve. */
export interface AucOptions {
  /** How many thresholds the curve has; 200 by default. */
  readonly numThresholds?: number;
  /** Which curve: `"ROC"`, the default, or `"PR"`. */
  readonly curve?: "ROC" | "PR";
  /**
   * How a step of the curve is summed up: `"interpolation"`, the default, or with the lower (`"minoring"`) or
   * upper (`"majoring"`) end of each step.
   */
  readonly summationMethod?: "interpolation" | "minoring" | "majoring";
}

const KINDS: Kinds<keyof AucOptions> = {
  numThresholds: wholeNumber(2, 200),
  curve: oneOf("ROC", "PR"),
  summationMethod: oneOf("interpolation", "minoring", "majoring"),
};

/** How many outputs are above a threshold: those with the target 1, and those with the target 0. */
interface Above {
  readonly positives: number;
  readonly negatives: number;
}

const ratio = (part: number, whole: number) => (whole === 0 ? 0 : part / whole);

export function aucWith(options: AucOptions): Metric {
  checkOptions(options, KINDS, "auc");
  const { numThresholds = 200, curve = "ROC", summationMethod = "interpolation" } = options;
  return {
    name: "auc",
    start() {
      // How many outputs lie between each threshold and the next one, by target.
      const [positives, negatives] = [new Float64Array(numThresholds), new Float64Array(numThresholds)];
      let seen = 0;
      return {
        add(yTrue, yPred) {
          checkTargets(yTrue, yPred, "auc", false);
          seen += yPred.size;
          for (let i = 0; i < yPred.size; i++)
            (yTrue.storage[i] > THRESHOLD ? positives : negatives)[
              highestBelow(yPred.storage[i], numThresholds)
            ]++;
        },
        get value() {
          if (seen === 0) return NaN;
          const above = curveOf(positives, negatives);
          return curve === "PR" && summationMethod === "interpolation"
            ? interpolatedPrecision(above)
            : area(above, curve, summationMethod);
        },
      };
    },
  };
}

export const auc = aucWith({});

/**
 * The number of the highest threshold below an output. Threshold 0 is below every output, threshold i is i /
 * (n − 1), and the last one is above every output.
 */
function highestBelow(output: number, thresholds: number): number {
  const place = Math.ceil(output * (thresholds - 1)) - 1;
  return Math.min(thresholds - 2, Math.max(0, place));
}

/** The counts above each threshold, from the lowest one on. */
function curveOf(positives: Float64Array, negatives: Float64Array): readonly Above[] {
  const above: Above[] = [];
  let [positive, negative] = [0, 0];
  for (let i = positives.length - 1; i >= 0; i--) {
    positive += positives[i];
    negative += negatives[i];
    above.push({ positives: positive, negatives: negative });
  }
  return above.reverse();
}

function area(
  above: readonly Above[],
  curve: "ROC" | "PR",
  method: Exclude<AucOptions["summationMethod"], undefined>,
): number {
  const [all] = above;
  const points = above.map(({ positives, negatives }) => {
    const recall = ratio(positives, all.positives);
    return curve === "ROC"
      ? { x: ratio(negatives, all.negatives), y: recall }
      : { x: recall, y: ratio(positives, positives + negatives) };
  });
  const height = (a: number, b: number) =>
    method === "interpolation" ? (a + b) / 2 : method === "minoring" ? Math.min(a, b) : Math.max(a, b);
  return points.slice(1).reduce((sum, { x, y }, i) => sum + (points[i].x - x) * height(points[i].y, y), 0);
}

/** The area under the PR curve, where both counts grow in proportion between two thresholds. */
function interpolatedPrecision(above: readonly Above[]): number {
  const [all] = above;
  return above.slice(1).reduce((sum, high, i) => {
    const low = above[i];
    const [predictedLow, predicted] = [low.positives + low.negatives, high.positives + high.negatives];
    const gained = low.positives - high.positives;
    const slope = ratio(gained, predictedLow - predicted);
    const rest = high.positives - slope * predicted;
    const growth = predictedLow > 0 && predicted > 0 ? predictedLow / predicted : 1;
    return sum + ratio(slope * (gained + rest * Math.log(growth)), all.positives);
  }, 0);
}
