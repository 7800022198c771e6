/**
 * Precision, recall and F1.
 *
 * Of a class: precision is the share of right answers among the examples taken for it, recall the share of its examples that
 * were recognised, F1 their harmonic mean 2 P R / (P + R). With a single output the class is 1 (above ½). With several, the mean
 * over the classes that occur, each counting the same ("macro"), so that a rare class counts as much as a common one.
 *
 * Where an example can have several labels at once, rows of targets such as [1, 0, 1], each output is a question of its own,
 * answered yes above ½. All answers are counted together ("micro"), as Keras does.
 *
 * Counts are kept over the whole epoch and divided at its end: the mean of the batches' precisions would be something else.
 */
import type { Tensor } from "../tensor/tensor.js";
import { predictedClasses, THRESHOLD, trueClasses } from "./classes.js";
import type { Metric, Tally } from "./metric.js";
import { checkLabels, checkTargets, outputsOf } from "./shapes.js";

/** What is counted of a class. */
interface Counts {
  /** Examples of the class, taken for it. */
  hits: number;
  /** Examples taken for the class. */
  taken: number;
  /** Examples of the class. */
  present: number;
}

const none = (): Counts => ({ hits: 0, taken: 0, present: 0 });
const ratio = (part: number, whole: number) => (whole === 0 ? 0 : part / whole);
const precisionOf = ({ hits, taken }: Counts) => ratio(hits, taken);
const recallOf = ({ hits, present }: Counts) => ratio(hits, present);
/** 2 P R / (P + R), written with the counts themselves. */
const f1Of = ({ hits, taken, present }: Counts) => ratio(2 * hits, taken + present);

/** Counts of each class, where an example has one. */
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
      this.of(predicted[i]).taken++;
      this.of(truth[i]).present++;
      if (predicted[i] === truth[i]) this.of(truth[i]).hits++;
    }
  }
}

/** Adds each output as a question of its own. */
function countAnswers(counts: Counts, yTrue: Tensor, yPred: Tensor): void {
  for (let i = 0; i < yPred.size; i++) {
    const [present, taken] = [yTrue.data[i] > THRESHOLD, yPred.data[i] > THRESHOLD];
    if (present) counts.present++;
    if (taken) counts.taken++;
    if (present && taken) counts.hits++;
  }
}

/** Whether some row of zeros and ones has not exactly one 1, so that it cannot name a single class. */
function hasSeveralLabels({ data, size }: Tensor, outputs: number): boolean {
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

/** Whether an example has one class or several labels is known by the loss, or told by the targets. */
function countingMetric(name: string, of: (counts: Counts) => number): Metric {
  const start = (areQuestions: boolean): Tally => {
    const classes = new ClassCounts();
    const answers = none();
    let [binary, several] = [false, areQuestions];
    return {
      add(yTrue, yPred) {
        checkTargets(yTrue, yPred, name, true);
        const outputs = outputsOf(yPred);
        binary = outputs === 1;
        if (!binary && yTrue.size === yPred.size) {
          several ||= hasSeveralLabels(yTrue, outputs);
          countAnswers(answers, yTrue, yPred);
        }
        // Until a row says otherwise the rows are taken for one class each; both are counted, since that row may be the last.
        if (several && !binary) return;
        const truth = trueClasses(yTrue, yPred);
        checkLabels(truth, outputs, name);
        classes.add(truth, predictedClasses(yPred));
      },
      get value() {
        if (several && !binary) return of(answers);
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
