/** Makes the public functions of metrics, and finds the metric that such a function computes. */
import { ArgumentError } from "../errors/errors.js";
import { refuseMore } from "../errors/extra-arguments.js";
import { isPlainObject } from "../errors/known-options.js";
import { written } from "../errors/written.js";
import { asTensor } from "../tensor/as-tensor.js";
import { scalar } from "../tensor/create.js";
import type { Tensor, TensorLike } from "../tensor/tensor.js";
import type { Metric } from "./metric.js";

/** A metric of your own: it gives one number, or one for each example, which are averaged. */
export type MetricFunction = (yTrue: Tensor, yPred: Tensor) => Tensor;

/** A metric of all examples at once. */
export type WholeMetric = (yTrue: TensorLike, yPred: TensorLike, ...more: readonly never[]) => Tensor;

/**
 * A metric with options: called with targets and predictions it gives a number, called with an object of
 * options the metric with these options, for `compile`.
 */
export interface MetricWithOptions<Options> {
  (options: Options): MetricFunction;
  (yTrue: TensorLike, yPred: TensorLike, ...more: readonly never[]): Tensor;
}

/** A metric, and the options that make it again; these are absent where they are the default ones. */
interface Made {
  readonly metric: Metric;
  readonly options?: object;
}

const MADE = new WeakMap<MetricFunction, Made>();

/** The metric that a public function computes; undefined for any other function. */
export function metricOf(f: MetricFunction): Metric | undefined {
  return MADE.get(f)?.metric;
}

/** A metric of all examples at once, as a tensor of a single number. */
export function whole(metric: Metric, options?: object): WholeMetric {
  const f: WholeMetric = (yTrue, yPred, ...more) => {
    refuseMore([yTrue, yPred, ...more], 2, metric.name);
    checkGiven(yTrue, metric.name, "yTrue");
    checkGiven(yPred, metric.name, "yPred");
    const tally = metric.start();
    tally.add(asTensor(yTrue), asTensor(yPred));
    return scalar(tally.value);
  };
  MADE.set(f, { metric, ...(options === undefined ? {} : { options }) });
  return f;
}

/** The same for a metric with options; @param metric the metric with the default ones */
export function withOptions<Options extends object>(
  metric: Metric,
  make: (options: Options) => Metric,
): MetricWithOptions<Options> {
  const plain = whole(metric);
  const f = (first: TensorLike | Options, ...rest: readonly [TensorLike, ...(readonly never[])]) => {
    if (!isPlainObject(first)) return plain(first, ...rest);
    refuseMore([first, ...rest], 1, metric.name);
    return whole(make(first as Options), first);
  };
  MADE.set(f as MetricFunction, { metric });
  return f as MetricWithOptions<Options>;
}

/**
 * A metric as plain data: its name, or its name with its options; undefined for a function of your own, which
 * cannot be saved.
 */
export function savedMetric(
  given: string | MetricFunction,
): string | { readonly className: string; readonly config: object } | undefined {
  if (typeof given === "string") return given;
  const made = MADE.get(given);
  if (made === undefined) return undefined;
  const { metric, options } = made;
  return options === undefined ? metric.name : { className: metric.name, config: options };
}

function checkGiven(value: unknown, where: string, argument: string): void {
  if (typeof value === "object" && value !== null) return;
  throw new ArgumentError({
    where,
    argument,
    received: written(value),
    expected: { fr: "un tenseur, ou un tableau de nombres", en: "a tensor, or an array of numbers" },
    mend: {
      fr: `Écrivez metrics.${where}(y, p) : les vraies valeurs, puis les prédictions.`,
      en: `Write metrics.${where}(y, p): the true values, then the predictions.`,
    },
  });
}
