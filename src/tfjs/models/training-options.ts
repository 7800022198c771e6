/** The options of trainings as TensorFlow.js takes them, and what it tells callbacks of a training. */
import type { Model as EngineModel } from "../../model/model.js";
import type { CallbackMethods } from "../../model/training/callback-list.js";
import { isDataset } from "../data/training-data.js";
import { given } from "../options.js";
import type { Params } from "../training/base-callback.js";
import { engineCallbacks } from "../training/callbacks.js";
import { batchesOf, inputsOf, targetsOf } from "./examples.js";

type Options = Readonly<Record<string, unknown>>;

/** Options that show progress, which is not shown while nothing is trained. */
export function withoutProgress(options: unknown): Record<string, unknown> {
  const { verbose, steps, ...others } = given({ ...(options as Options) });
  void verbose;
  void steps;
  return others;
}

/** What the callbacks of a training are told. */
export function paramsOf(
  model: EngineModel,
  options: unknown,
  size: Partial<Record<"samples" | "steps" | "batchSize", unknown>>,
): Params {
  const { epochs, initialEpoch, verbose, validationData, validationSplit } = given({
    ...(options as Options),
  });
  const doValidation = validationData !== undefined || validationSplit !== undefined;
  const names = model.built ? model.metricsNames : [];
  return {
    epochs,
    initialEpoch: initialEpoch ?? 0,
    samples: null,
    steps: null,
    batchSize: null,
    ...size,
    verbose: verbose ?? 1,
    doValidation,
    metrics: doValidation ? [...names, ...names.map((name) => `val_${name}`)] : [...names],
  };
}

/** The options of a training as the engine takes them. */
export function trainingOptions(model: EngineModel, options: unknown, params: () => Params): Options {
  const { callbacks, validationData, shuffle, yieldEvery, ...others } = given({ ...(options as Options) });
  const { validationBatches, ...rest } = others;
  // A number that is no count of batches is left to the engine, which refuses it.
  const isOfBatches = isDataset(validationData) && Number(validationBatches) > 0;
  const made: readonly CallbackMethods[] | undefined =
    callbacks === undefined ? undefined : engineCallbacks(callbacks, params(), yieldEvery);
  return {
    ...(isOfBatches ? rest : others),
    ...(made === undefined ? {} : { callbacks: made }),
    ...(shuffle === undefined ? {} : { shuffle: shuffle !== false }),
    ...(validationData === undefined
      ? {}
      : {
          validationData: validationOf(
            model,
            validationData,
            isOfBatches ? (validationBatches as number) : undefined,
          ),
        }),
  };
}

/** The examples of a validation, in the order of the model. */
function validationOf(model: EngineModel, given: unknown, batches: number | undefined): unknown {
  if (!Array.isArray(given)) return batchesOf(model, given, batches);
  const [x, y, ...weights] = given as readonly unknown[];
  return [inputsOf(model, x), targetsOf(model, y), ...weights];
}
