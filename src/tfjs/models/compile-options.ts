/**
 * The options of `compile` as the engine takes them: losses and metrics whose rules differ in TensorFlow.js, and
 * names that only TensorFlow.js has.
 */
import { averaged, type AveragedLoss } from "../../losses/averaged.js";
import * as hinges from "../../losses/hinge.js";
import { checkSameShape } from "../../losses/loss.js";
import { meanMetric, type Metric } from "../../metrics/metric.js";
import { whole } from "../../metrics/whole.js";
import type { Model as EngineModel } from "../../model/model.js";
import { sum } from "../../tensor/operations/operations.js";
import type { Tensor } from "../../tensor/tensor.js";
import type { Tensor as ProgramTensor } from "../tensors/types.js";
import { oneHot } from "../operations/differing.js";
import * as metrics from "../training/metrics.js";

type Options = Readonly<Record<string, unknown>>;
type Rule = (yTrue: ProgramTensor, yPred: ProgramTensor) => ProgramTensor;

/** The hinge losses, which take any targets. */
const HINGES: Readonly<Record<string, AveragedLoss>> = Object.fromEntries(
  Object.entries(hinges).map(([name, loss]) => [name, averaged({ ...loss, check: checkSameShape })]),
);

/** The mean over the examples of what a rule gives for each batch, under a name in the logs. */
function metric(name: string, rule: Rule): Metric {
  return meanMetric(name, (yTrue, yPred) => {
    const values = rule(
      yTrue as unknown as ProgramTensor,
      yPred as unknown as ProgramTensor,
    ) as unknown as Tensor;
    return { sum: (sum(values).item() / values.size) * yPred.shape[0], count: yPred.shape[0] };
  });
}

/** Whether the last axis of a prediction has one number. */
const isSingle = (yPred: ProgramTensor) => yPred.shape[yPred.rank - 1] === 1;

/** Accuracy for the hinge losses, by the shape alone. */
const accuracy: Rule = (y, p) =>
  isSingle(p) ? metrics.binaryAccuracy(y, p) : metrics.categoricalAccuracy(y, p);

/** The cross-entropy that fits a loss and an output. */
function crossentropy(loss: unknown): Rule {
  return (y, p) => {
    if (isSingle(p) || loss === "binaryCrossentropy") return metrics.binaryCrossentropy(y, p);
    const classes = p.shape[p.rank - 1]!;
    const isOfNumbers = loss === "sparseCategoricalCrossentropy";
    return metrics.categoricalCrossentropy(
      isOfNumbers ? oneHot(y.flatten(), classes).reshape(p.shape) : y,
      p,
    );
  };
}

/** The metrics whose rules or names are TensorFlow.js' own. */
const RULES: Readonly<Record<string, (loss: unknown) => Metric>> = {
  precision: () => metric("precision", metrics.precision),
  recall: () => metric("recall", metrics.recall),
  MSE: () => metric("MSE", metrics.meanSquaredError),
  MAE: () => metric("MAE", metrics.meanAbsoluteError),
  MAPE: () => metric("MAPE", metrics.meanAbsolutePercentageError),
  cosine: () => metric("cosine", metrics.cosineProximity),
  crossentropy: (loss) => metric("ce", crossentropy(loss)),
  ce: (loss) => metric("ce", crossentropy(loss)),
};

/** Applies a change to each text in a text, a list, or an object by names. */
function changed(given: unknown, change: (name: string) => unknown): unknown {
  if (typeof given === "string") return change(given);
  if (Array.isArray(given)) return given.map((each) => changed(each, change));
  if (typeof given !== "object" || given === null) return given;
  return Object.fromEntries(Object.entries(given).map(([name, each]) => [name, changed(each, change)]));
}

function metricOf(name: string, loss: unknown): unknown {
  const isAccuracy = name === "accuracy" || name === "acc";
  if (isAccuracy && typeof loss === "string" && loss in HINGES) return whole(metric("acc", accuracy));
  return Object.hasOwn(RULES, name) ? whole(RULES[name](loss)) : name;
}

/** The options of the engine. */
export function compileOptions(options: Options): Options {
  const { loss } = options;
  return {
    ...options,
    ...(loss === undefined ? {} : { loss: changed(loss, (name) => HINGES[name] ?? name) }),
    ...(options.metrics === undefined
      ? {}
      : { metrics: changed(options.metrics, (name) => metricOf(name, loss)) }),
  };
}

const remembered = new WeakMap<EngineModel, Options>();

/** Notes what a program gave to `compile`. */
export function rememberCompiled(model: EngineModel, options: Options): void {
  remembered.set(model, options);
}

/** What a program gave to `compile`. */
export function given(model: EngineModel): Options {
  return remembered.get(model) ?? {};
}
