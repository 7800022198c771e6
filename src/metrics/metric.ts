/** What a metric is: a number for people that says how good predictions are, gathered batch after batch. */
import type { Tensor } from "../tensor/tensor.js";

export interface Metric {
  /** Its key in the history, such as `acc`. */
  readonly name: string;
  /** Begins a new count. */
  start(): Tally;
  /** The same for outputs that are each a question of its own, where that makes a difference. */
  readonly ofSeveralLabels?: Metric;
}

/** A count that is under way. */
export interface Tally {
  add(yTrue: Tensor, yPred: Tensor): void;
  /** The metric over everything added so far. */
  readonly value: number;
}

/** A metric that is a mean: over the examples of a sum that each batch gives. */
export function meanMetric(
  name: string,
  total: (yTrue: Tensor, yPred: Tensor) => { readonly sum: number; readonly count: number },
): Metric {
  return {
    name,
    start() {
      let sum = 0;
      let count = 0;
      return {
        add(yTrue, yPred) {
          const batch = total(yTrue, yPred);
          sum += batch.sum;
          count += batch.count;
        },
        get value() {
          return count === 0 ? NaN : sum / count;
        },
      };
    },
  };
}
