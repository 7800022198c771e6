/** The methods of models in which TensorFlow.js differs from the engine. */
import { isPlainObject } from "../../errors/known-options.js";
import { isRecording } from "../../autograd/tape.js";
import { Model as EngineModel } from "../../model/model.js";
import { Sequential as EngineSequential } from "../../model/sequential.js";
import { asKeras } from "../../model/saving/key-case.js";
import type { CompileOptions } from "../../model/compile.js";
import type { Evaluation } from "../../model/training/evaluate.js";
import type { Examples } from "../../model/training/examples.js";
import type {
  BatchLike,
  Dataset,
  DatasetOptions,
  EvaluateDatasetOptions,
  EvaluateOptions,
  FitOptions,
} from "../../model/training/options.js";
import type { Tensor, Variable } from "../../tensor/tensor.js";
import { SymbolicTensor } from "../../layers/symbolic-tensor.js";
import { RandomStream } from "../../random/stream.js";
import { evaluationBatches, isDataset, trainingBatches } from "../data/training-data.js";
import { disposeLayer, type DisposeResult } from "../layers/disposal.js";
import { collectWeights, leaveOutFrozen } from "../layers/trainable.js";
import { contextOf } from "../layers/layer.js";
import { execute, loadWeights } from "./by-name.js";
import type { SaveConfig } from "../io/types.js";
import * as tracking from "../memory/tracking.js";
import { given, lenient } from "../options.js";
import { countScalars, type Optimizer } from "../training/optimizers.js";
import { engineCallbacks } from "../training/callbacks.js";
import { saveModel } from "./save.js";

/** The outputs for inputs, recorded for a gradient; the engine itself predicts without recording. */
function applied(model: EngineModel, inputs: unknown): Tensor | Tensor[] {
  const engine = engineOf(model) as { apply(input: unknown, context?: unknown): Tensor | Tensor[] };
  return tracking.within(() => lenient(() => engine.apply.call(model, inputs, contextOf(undefined))));
}

/** The class of the engine whose methods a model has. */
function engineOf(model: EngineModel): EngineModel {
  return model instanceof EngineSequential ? EngineSequential.prototype : EngineModel.prototype;
}

/** Examples by the names of inputs or outputs, as a list in the order of the model. */
function listed(examples: unknown, names: () => readonly string[]): Examples {
  if (!isPlainObject(examples)) return examples as Examples;
  const named = examples as Readonly<Record<string, Tensor>>;
  const list = names().map((name) => named[name]);
  return list.length === 1 ? list[0] : list;
}

function inputNames({ graph }: EngineModel): string[] {
  return graph.inputs.map(({ name, from }, i) => name ?? from?.layer.name ?? `input_${i + 1}`);
}

function outputNames({ graph }: EngineModel): string[] {
  return graph.outputs.map(({ from }, i) => from?.layer.name ?? `output_${i + 1}`);
}

const inputsOf = (model: EngineModel, x: unknown) => listed(x, () => inputNames(model));
const targetsOf = (model: EngineModel, y: unknown) => listed(y, () => outputNames(model));

/** Options that show progress, which is not shown while nothing is trained. */
function withoutProgress(options: unknown): Record<string, unknown> {
  const { verbose, steps, ...others } = given({ ...(options as Record<string, unknown>) });
  void verbose;
  void steps;
  return others;
}

/** The options of a training. */
function trainingOptions(model: EngineModel, options: unknown): Record<string, unknown> {
  const { callbacks, validationData, shuffle, ...others } = given({
    ...(options as Record<string, unknown>),
  });
  return {
    ...others,
    ...(callbacks === undefined ? {} : { callbacks: engineCallbacks(callbacks) }),
    ...(shuffle === undefined ? {} : { shuffle: shuffle !== false }),
    ...(Array.isArray(validationData)
      ? {
          validationData: [
            inputsOf(model, validationData[0]),
            targetsOf(model, validationData[1]),
            ...(validationData as unknown[]).slice(2),
          ],
        }
      : validationData === undefined
        ? {}
        : { validationData: batchesOf(model, validationData) }),
  };
}

/** A batch whose inputs and targets are in the order of the model. */
function batchOf(model: EngineModel, batch: unknown): BatchLike {
  if (!isPlainObject(batch) || !("xs" in batch && "ys" in batch)) return batch as BatchLike;
  return { xs: inputsOf(model, batch.xs), ys: targetsOf(model, batch.ys) };
}

/** The batches of a dataset, to evaluate. */
function batchesOf(model: EngineModel, dataset: unknown): Dataset {
  return isDataset(dataset)
    ? evaluationBatches(dataset, (batch) => batchOf(model, batch))
    : (dataset as Dataset);
}

/** One number where there is one, as TensorFlow.js gives it. */
function numbersOf(evaluation: Evaluation): Tensor | Tensor[] {
  const all = [...evaluation];
  return all.length === 1 ? all[0] : all;
}

/** Optimizers that models made from a name, and that nobody else uses. */
const ownOptimizers = new WeakMap<EngineModel, Optimizer>();

export const METHODS = {
  compile(this: EngineModel, args: unknown): void {
    const { optimizer, ...others } = given({ ...(args as Record<string, unknown>) });
    lenient(() => engineOf(this).compile.call(this, { optimizer, ...others } as unknown as CompileOptions));
    countScalars(this.optimizer);
    if (typeof optimizer === "string") ownOptimizers.set(this, this.optimizer as unknown as Optimizer);
    else ownOptimizers.delete(this);
    collectWeights(this);
  },
  fit(this: EngineModel, x: unknown, y: unknown, args?: unknown): Promise<unknown> {
    leaveOutFrozen(this);
    return tracking.withinLater(() =>
      lenient(() =>
        engineOf(this).fit.call(
          this,
          inputsOf(this, x),
          targetsOf(this, y),
          trainingOptions(this, { verbose: 0, ...(args as object) }) as FitOptions,
        ),
      ),
    );
  },
  fitDataset(this: EngineModel, dataset: unknown, args?: unknown): Promise<unknown> {
    leaveOutFrozen(this);
    return tracking.withinLater(async () => {
      const options = trainingOptions(this, { verbose: 0, ...(args as object) }) as DatasetOptions;
      const batches = isDataset(dataset)
        ? await trainingBatches(dataset, options.batchesPerEpoch, (batch) => batchOf(this, batch))
        : (dataset as Dataset);
      return lenient(() => engineOf(this).fitDataset.call(this, batches, options));
    });
  },
  async evaluateDataset(this: EngineModel, dataset: unknown, args?: unknown): Promise<Tensor | Tensor[]> {
    const options = withoutProgress(args) as EvaluateDatasetOptions;
    return numbersOf(
      await tracking.withinLater(() =>
        lenient(() => engineOf(this).evaluateDataset.call(this, batchesOf(this, dataset), options)),
      ),
    );
  },
  trainOnBatch(this: EngineModel, x: unknown, y: unknown): Promise<unknown> {
    leaveOutFrozen(this);
    return tracking.withinLater(() =>
      engineOf(this).trainOnBatch.call(this, inputsOf(this, x), targetsOf(this, y)),
    );
  },
  evaluate(this: EngineModel, x: unknown, y: unknown, args?: unknown): Tensor | Tensor[] {
    return tracking.within(() =>
      numbersOf(
        lenient(() =>
          engineOf(this).evaluate.call(
            this,
            inputsOf(this, x),
            targetsOf(this, y),
            withoutProgress(args) as EvaluateOptions,
          ),
        ),
      ),
    );
  },
  predict(this: EngineModel, x: unknown, args?: unknown): Tensor | Tensor[] {
    if (isRecording()) return applied(this, inputsOf(this, x));
    return tracking.within(() =>
      lenient(() => engineOf(this).predict.call(this, inputsOf(this, x), withoutProgress(args))),
    );
  },
  predictOnBatch(this: EngineModel, x: unknown): Tensor | Tensor[] {
    if (isRecording()) return applied(this, inputsOf(this, x));
    return tracking.within(() => engineOf(this).predictOnBatch.call(this, inputsOf(this, x)));
  },
  apply(this: EngineModel, input: unknown, kwargs?: Readonly<Record<string, unknown>>): unknown {
    const engine = engineOf(this) as { apply(input: unknown, context?: unknown): unknown };
    const first: unknown = Array.isArray(input) ? input[0] : input;
    if (first instanceof SymbolicTensor || kwargs?.random instanceof RandomStream)
      return engine.apply.call(this, input, kwargs);
    return tracking.within(() => lenient(() => engine.apply.call(this, input, contextOf(kwargs))));
  },
  /** The weights themselves, which follow the training and have gradients; the engine itself takes copies. */
  getWeights(this: EngineModel, trainableOnly = false): Tensor[] {
    if (tracking.isEngine()) return engineOf(this).getWeights.call(this);
    return [...(trainableOnly ? this.trainableWeights : this.weights)];
  },
  /** Those that training changes come first, as TensorFlow.js orders the weights of a model. */
  get weights(): readonly Variable[] {
    const { layers } = this as unknown as EngineModel;
    const trainable = layers.flatMap((layer) => layer.trainableWeights);
    return [
      ...trainable,
      ...layers.flatMap(({ weights }) => weights.filter((weight) => !trainable.includes(weight))),
    ];
  },
  get nonTrainableWeights(): readonly Variable[] {
    const { weights, trainableWeights } = this as unknown as EngineModel;
    return weights.filter((weight) => !trainableWeights.includes(weight));
  },
  getLayer(this: EngineModel, nameOrIndex: string | number | null, index?: number): unknown {
    return engineOf(this).getLayer.call(this, nameOrIndex ?? index ?? "");
  },
  /** The shape of the output; a list where there are several. */
  get outputShape(): unknown {
    const shapes = (this as unknown as EngineModel).outputs.map(({ shape }) => shape);
    return shapes.length === 1 ? shapes[0] : shapes;
  },
  get inputNames(): string[] {
    return inputNames(this as unknown as EngineModel);
  },
  get outputNames(): string[] {
    return outputNames(this as unknown as EngineModel);
  },
  save(this: EngineModel, handlerOrURL: unknown, config?: SaveConfig | null): Promise<unknown> {
    return saveModel(this, handlerOrURL, config);
  },
  getClassName(this: EngineModel): string {
    return this.className;
  },
  toJSON(this: EngineModel, unused?: unknown, returnString = true): unknown {
    void unused;
    const saved = asKeras({ className: this.className, config: this.getConfig() });
    return returnString ? JSON.stringify(saved) : saved;
  },
  summary(
    this: EngineModel,
    lineLength?: number | null,
    positions?: unknown,
    printFn?: ((line: string) => void) | null,
  ): void {
    void positions;
    engineOf(this).summary.call(this, lineLength, null, printFn);
  },
  setWeights(this: EngineModel, weights: readonly Tensor[]): void {
    tracking.within(() => engineOf(this).setWeights.call(this, weights));
  },
  dispose(this: EngineModel): DisposeResult {
    const result = disposeLayer(this);
    if (result.refCountAfterDispose === 0) ownOptimizers.get(this)?.dispose();
    return result;
  },
  execute(this: EngineModel, inputs: unknown, outputs: unknown): Tensor | Tensor[] {
    return tracking.within(() => execute(this, inputsOf(this, inputs), outputs));
  },
  loadWeights(this: EngineModel, weights: Readonly<Record<string, Tensor>>, strict = true): void {
    loadWeights(this, weights, strict);
  },
};
