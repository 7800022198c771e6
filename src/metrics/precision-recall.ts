/**
 * Precision, recall and F1.
 *
 * For one class, precision is the share of its true examples among those predicted as this class, recall the
 * share of its examples that were predicted as this class, and F1 their harmonic mean 2 P R / (P + R). With a
 * single output the class is 1 (above ½). With several outputs the metric is the mean over the classes that
 * occur, with equal weights ("macro"), so that a rare class counts as much as a common one.
 *
 * Where an example can have several labels, with rows of targets such as [1, 0, 1], each output above ½
 * predicts its label. All labels are counted together ("micro"), as in Keras.
 *
 * The counts are summed over the whole epoch and divided at its end, since the mean of the batches'
 * precisions is not the precision.
 */
import type { Tensor } from "../tensor/tensor.js";
import type { Metric, Tally } from "./metric.js";
import { checkLabels, checkTargets, outputsOf, predictedClasses, THRESHOLD, trueClasses } from "./targets.js";

/** The counts of a class or label. */
interface Counts {
  /** Examples of the class that were predicted as this class. */
  hits: number;
  /** Examples that were predicted as this class. */
  predicted: number;
  /** Examples of the class. */
  present: number;
}

const none = (): Counts => ({ hits: 0, predicted: 0, present: 0 });
const ratio = (part: number, whole: number) => (whole === 0 ? 0 : part / whole);
const precisionOf = ({ hits, predicted }: Counts) => ratio(hits, predicted);
const recallOf = ({ hits, present }: Counts) => ratio(hits, present);
/** 2 P R / (P + R), simplified to a formula of the counts. */
const f1Of = ({ hits, predicted, present }: Counts) => ratio(2 * hits, predicted + present);

/** The counts of each class, for examples that have one class each. */
class ClassCounts {
  private readonly counts: Counts[] = [];

  of(label: number): Counts {
    return (this.counts[label] ??= none());
  }

  get occurring(): readonly Counts[] {
    return this.counts.filter((each) => each !== undefined);
  }

  add(truth: ArrayLike<number>, predicted: ArrayLike<number>): void {
    for (let i = 0; i < predicted.length; i++) {
      this.of(predicted[i]).predicted++;
      this.of(truth[i]).present++;
      if (predicted[i] === truth[i]) this.of(truth[i]).hits++;
    }
  }
}

/** Adds the labels of a batch to the counts; each output is a label. */
function countLabels(counts: Counts, yTrue: Tensor, yPred: Tensor): void {
  for (let i = 0; i < yPred.size; i++) {
    const [present, predicted] = [yTrue.storage[i] > THRESHOLD, yPred.storage[i] > THRESHOLD];
    if (present) counts.present++;
    if (predicted) counts.predicted++;
    if (present && predicted) counts.hits++;
  }
}

/**
 * Whether the targets are rows of zeros and ones of which some row does not have exactly one 1, and so is not
 * one-hot.
 */
function hasSeveralLabels({ storage: data, size }: Tensor, outputs: number): boolean {
  let several = false;
  for (let from = 0; from < size; from += outputs) {
    let ones = 0;
    for (let i = from; i < from + outputs; i++) {
      if (data[i] !== 0 && data[i] !== 1) return false;
      ones += data[i];
    }
    several ||= ones !== 1;
  }
  return several;
}

/**
 * The loss determines whether examples have one class or several labels (`ofSeveralLabels`); otherwise the
 * targets do.
 */
function countingMetric(name: string, of: (counts: Counts) => number): Metric {
  const start = (areLabels: boolean): Tally => {
    const classes = new ClassCounts();
    const labels = none();
    let [binary, several] = [false, areLabels];
    return {
      add(yTrue, yPred) {
        checkTargets(yTrue, yPred, name, true);
        const outputs = outputsOf(yPred);
        binary = outputs === 1;
        if (!binary && yTrue.size === yPred.size) {
          several ||= hasSeveralLabels(yTrue, outputs);
          countLabels(labels, yTrue, yPred);
        }
        // Rows are read as one class each until a row has another number of labels. It may be the last row,
        // so both are counted.
        if (several && !binary) return;
        const truth = trueClasses(yTrue, yPred);
        checkLabels(truth, outputs, name);
        classes.add(truth, predictedClasses(yPred));
      },
      get value() {
        if (several && !binary) return of(labels);
        const counted = binary ? [classes.of(1)] : classes.occurring;
        return ratio(
          counted.reduce((sum, each) => sum + of(each), 0),
          counted.length,
        );
      },
    };
  };
  return { name, start: () => start(false), ofSeveralLabels: { name, start: () => start(true) } };
}

export const precision = countingMetric("precision", precisionOf);
export const recall = countingMetric("recall", recallOf);
export const f1 = countingMetric("f1", f1Of);
