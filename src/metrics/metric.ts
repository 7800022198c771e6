/**
 * The interface of a metric: a number that tells a reader how good predictions are, computed batch by batch.
 */
import type { Tensor } from "../tensor/tensor.js";

export interface Metric {
  /** Its name in the history, such as `acc`. */
  readonly name: string;
  /** Begins a new count. */
  start(): Tally;
  /**
   * The variant for examples with several labels, one for each output; absent where there is no difference.
   */
  readonly ofSeveralLabels?: Metric;
}

/** A running count. */
export interface Tally {
  add(yTrue: Tensor, yPred: Tensor): void;
  /** The metric over all batches added so far. */
  readonly value: number;
}

/** A metric that is a mean: `total` gives the sum and the count of a batch. */
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
