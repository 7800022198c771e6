/**
 * Precision, recall and F1.
 *
 * Of a class: precision is the share of right answers among the examples taken for it, recall the share of its examples that
 * were recognised, F1 their harmonic mean 2 P R / (P + R). With a single output the class is 1 (above ½). With several, the mean
 * over the classes that occur, each counting the same ("macro"), so that a rare class counts as much as a common one.
 *
 * Counts are kept over the whole epoch and divided at its end: the mean of the batches' precisions would be something else.
 */
import { predictedClasses, trueClasses } from "./classes.js";
import type { Metric } from "./metric.js";

/** What is counted of a class. */
interface Counts {
  /** Examples of the class, taken for it. */
  hits: number;
  /** Examples taken for the class. */
  taken: number;
  /** Examples of the class. */
  present: number;
}

const ratio = (part: number, whole: number) => (whole === 0 ? 0 : part / whole);
const precisionOf = ({ hits, taken }: Counts) => ratio(hits, taken);
const recallOf = ({ hits, present }: Counts) => ratio(hits, present);
/** 2 P R / (P + R), written with the counts themselves. */
const f1Of = ({ hits, taken, present }: Counts) => ratio(2 * hits, taken + present);

function countingMetric(name: string, of: (counts: Counts) => number): Metric {
  return {
    name,
    start() {
      const counts: Counts[] = [];
      let binary = false;
      const at = (label: number) => (counts[label] ??= { hits: 0, taken: 0, present: 0 });
      return {
        add(yTrue, yPred) {
          binary = yPred.shape[yPred.rank - 1] === 1;
          const [truth, predicted] = [trueClasses(yTrue, yPred), predictedClasses(yPred)];
          for (let i = 0; i < predicted.length; i++) {
            at(predicted[i]).taken++;
            at(truth[i]).present++;
            if (predicted[i] === truth[i]) at(truth[i]).hits++;
          }
        },
        get value() {
          const counted = binary ? [at(1)] : counts.filter((each) => each !== undefined);
          return ratio(counted.reduce((sum, each) => sum + of(each), 0), counted.length);
        },
      };
    },
  };
}

export const precision: Metric = countingMetric("precision", precisionOf);
export const recall: Metric = countingMetric("recall", recallOf);
export const f1: Metric = countingMetric("f1", f1Of);
