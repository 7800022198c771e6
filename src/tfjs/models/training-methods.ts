/** The methods by which models are trained, evaluated and asked for predictions. */
import { isRecording } from "../../autograd/tape.js";
import type { CompileOptions, Settings } from "../../model/compile.js";
import type { Model as EngineModel } from "../../model/model.js";
import type { Evaluation } from "../../model/training/evaluate.js";
import type { History as EngineHistory } from "../../model/training/history.js";
import type {
  Dataset,
  DatasetOptions,
  EvaluateDatasetOptions,
  EvaluateOptions,
  FitOptions,
} from "../../model/training/options.js";
import type { PreparedModel } from "../../model/training/prepared-model.js";
import { ShapeError } from "../../errors/errors.js";
import type { BatchShape } from "../../tensor/shape.js";
import type { Tensor, Variable } from "../../tensor/tensor.js";
import { isDataset, NothingLeft, trainingBatches } from "../data/training-data.js";
import { applyNamed, contextOf } from "../layers/apply.js";
import { collectWeights, leaveOutFrozen } from "../layers/trainable.js";
import * as tracking from "../memory/tracking.js";
import { given, lenient } from "../options.js";
import { shownHistory, type History } from "../training/history.js";
import { shown } from "../training/optimizers.js";
import { preparedByRules } from "../training/rules.js";
import { compileOptions, given as compiled, rememberCompiled } from "./compile-options.js";
import { engineOf } from "./engine-class.js";
import { batchesOf, batchOf, inputsOf, targetsOf } from "./examples.js";
import { ownOptimizer } from "./own-optimizers.js";
import { shapesThrough } from "./shapes.js";
import { paramsOf, trainingOptions, withoutProgress } from "./training-options.js";

/** The outputs for inputs, recorded for a gradient; the engine itself predicts without recording. */
function applied(model: EngineModel, inputs: unknown): Tensor | Tensor[] {
  const engine = engineOf(model) as { apply(input: unknown, context?: unknown): Tensor | Tensor[] };
  return tracking.within(() => lenient(() => engine.apply.call(model, inputs, contextOf(undefined))));
}

/** One number where there is one, as TensorFlow.js gives it. */
function numbersOf(evaluation: Evaluation): Tensor | Tensor[] {
  const all = [...evaluation];
  return all.length === 1 ? all[0] : all;
}

/** @throws StateError where the model is not compiled */
function settingsOf(model: EngineModel): Settings {
  return (model as unknown as { readonly compiled: Settings }).compiled;
}

/** How many examples are trained. */
function countOf(x: unknown, options: unknown): number | undefined {
  const first: unknown = Array.isArray(x) ? x[0] : x;
  const count = (first as Partial<Tensor> | undefined)?.shape?.[0];
  const { validationSplit = 0 } = given({ ...(options as FitOptions) });
  return count === undefined ? undefined : Math.floor(count * (1 - validationSplit));
}

export const TRAINING = {
  compile(this: EngineModel, args: unknown): void {
    const options = given({ ...(args as Record<string, unknown>) });
    lenient(() => engineOf(this).compile.call(this, compileOptions(options) as unknown as CompileOptions));
    rememberCompiled(this, options);
    shown(this.optimizer);
    ownOptimizer(this, typeof options.optimizer === "string");
    collectWeights(this);
  },
  preparedFor(this: EngineModel, trainable: readonly Variable[]): PreparedModel {
    return preparedByRules(this.graph, settingsOf(this), trainable, this.label);
  },
  fit(this: EngineModel, x: unknown, y: unknown, args?: unknown): Promise<History> {
    leaveOutFrozen(this);
    return tracking.withinLater(async () => {
      const inputs = inputsOf(this, x);
      const { batchSize = 32 } = given({ ...(args as FitOptions) });
      let params = {};
      const options = trainingOptions(this, { verbose: 0, ...(args as object) }, () => {
        params = paramsOf(this, args, { samples: countOf(inputs, args), batchSize });
        return params;
      });
      return shownHistory(
        await lenient(() => engineOf(this).fit.call(this, inputs, targetsOf(this, y), options as FitOptions)),
        params,
      );
    });
  },
  fitDataset(this: EngineModel, dataset: unknown, args?: unknown): Promise<History> {
    leaveOutFrozen(this);
    return tracking.withinLater(async () => {
      const { batchesPerEpoch, ...others } = given({ ...(args as DatasetOptions) });
      const isOfData = isDataset(dataset);
      const params = paramsOf(this, args, {
        steps: batchesPerEpoch ?? (isOfData ? (dataset.size ?? null) : null),
      });
      const options = trainingOptions(
        this,
        { verbose: 0, ...others, ...(isOfData ? {} : { batchesPerEpoch }) },
        () => params,
      ) as DatasetOptions;
      const batches = isOfData
        ? await trainingBatches(
            dataset,
            batchesPerEpoch,
            (batch) => batchOf(this, batch),
            () => (this.stopTraining = true),
          )
        : (dataset as Dataset);
      return shownHistory(await untilNothingLeft(this, batches, options), params);
    });
  },
  async evaluateDataset(this: EngineModel, dataset: unknown, args?: unknown): Promise<Tensor | Tensor[]> {
    const { batches, ...others } = withoutProgress(args) as EvaluateDatasetOptions;
    const source = batchesOf(this, dataset, batches);
    const options = isDataset(dataset) || batches === undefined ? others : { ...others, batches };
    return numbersOf(
      await tracking.withinLater(() =>
        lenient(() => engineOf(this).evaluateDataset.call(this, source, options)),
      ),
    );
  },
  trainOnBatch(this: EngineModel, x: unknown, y: unknown): Promise<number | number[]> {
    leaveOutFrozen(this);
    return tracking.withinLater(() =>
      engineOf(this).trainOnBatch.call(this, inputsOf(this, x), targetsOf(this, y)),
    );
  },
  evaluate(this: EngineModel, x: unknown, y: unknown, args?: unknown): Tensor | Tensor[] {
    const options = withoutProgress(args) as EvaluateOptions;
    return tracking.within(() =>
      numbersOf(
        lenient(() => engineOf(this).evaluate.call(this, inputsOf(this, x), targetsOf(this, y), options)),
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
  /** TensorFlow.js does not ask for the input shape that the model was made with. */
  computeOutputShape(this: EngineModel, inputShape: BatchShape | readonly BatchShape[]): unknown {
    try {
      return engineOf(this).computeOutputShape.call(this, inputShape);
    } catch (error) {
      if (!(error instanceof ShapeError) || !this.built) throw error;
      return shapesThrough(this, inputShape);
    }
  },
  apply(this: EngineModel, input: unknown, kwargs?: Readonly<Record<string, unknown>>): unknown {
    return applyNamed(this, engineOf(this).apply as never, input, kwargs);
  },
  get loss(): unknown {
    return compiled(this as unknown as EngineModel).loss;
  },
  get metrics(): unknown {
    return compiled(this as unknown as EngineModel).metrics;
  },
};

/** Trains until an epoch begins for which the dataset has no batch left. */
async function untilNothingLeft(
  model: EngineModel,
  batches: Dataset,
  options: DatasetOptions,
): Promise<EngineHistory> {
  try {
    return await lenient(() => engineOf(model).fitDataset.call(model, batches, options));
  } catch (error) {
    if (!(error instanceof NothingLeft)) throw error;
    return model.history!;
  }
}
