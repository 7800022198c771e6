/**
 * A model in the format of TensorFlow.js: its topology, the specifications of its weights and their bytes,
 * and where the optimizer is saved too, its settings and what it remembers.
 *
 * What TensorFlow.js does not know (the seed, options of losses, optimizers of this project) stands in
 * `userDefinedMetadata`, which it keeps unread.
 */
import { scalar } from "../../tensor/create.js";
import type { Settings } from "../compile.js";
import { placedWeights, type ModelDescription } from "../description.js";
import { asKeras } from "./key-case.js";
import { trainedWeights } from "./layer-order.js";
import { optimizerForTensorFlow, slotSuffixes } from "./tensorflow-optimizers.js";
import { trainingConfig, type TrainingConfig } from "./training-config.js";
import { withUniqueNames } from "./unique-names.js";
import { scopedName } from "./weight-scopes.js";
import { encodeWeights, type StoredWeight, type WeightSpec } from "./weight-specs.js";

/** What TensorFlow.js saves of a model. */
export interface ModelArtifacts {
  readonly format?: string;
  readonly generatedBy?: string;
  readonly convertedBy?: string | null;
  readonly modelTopology: unknown;
  readonly trainingConfig?: unknown;
  readonly weightSpecs: readonly WeightSpec[];
  readonly weightData: Uint8Array;
  readonly userDefinedMetadata?: unknown;
}

/** The name of the number of steps. */
export const ITERATIONS = "iter";

/** What `userDefinedMetadata` has of this project, under the key `neurones`. */
export interface OwnMetadata {
  readonly seed: number;
  /** The settings of `compile`, with the keys of Keras. */
  readonly trainingConfig?: unknown;
}

export function artifactsOf(
  model: ModelDescription,
  settings: Settings | undefined,
  includeOptimizer: boolean,
): ModelArtifacts {
  const { topology, names } = withUniqueNames({ className: model.className, config: model.getConfig() });
  const weights = placedWeights(model).map(({ layer, owner, variable }): StoredWeight => ({
    name: `${names.get(layer)!}/${scopedName(owner, variable)}`,
    tensor: variable,
  }));
  const all = settings && trainingConfig(model, settings);
  const theirs = includeOptimizer && all !== undefined ? configForTensorFlow(all, settings!) : undefined;
  const slots = theirs === undefined ? [] : optimizerWeights(model, settings!, weights);
  const { specs, data } = encodeWeights([...weights, ...slots]);
  const own: OwnMetadata = {
    seed: model.seed,
    ...(all === undefined ? {} : { trainingConfig: asKeras(all) }),
  };
  return {
    format: "layers-model",
    generatedBy: "neurones",
    convertedBy: null,
    modelTopology: asKeras(topology),
    ...(theirs === undefined ? {} : { trainingConfig: theirs }),
    weightSpecs: specs,
    weightData: data,
    userDefinedMetadata: { neurones: own },
  };
}

/** The names of losses and metrics that TensorFlow.js has. */
const THEIR_LOSSES: ReadonlySet<unknown> = new Set([
  "meanSquaredError",
  "meanAbsoluteError",
  "meanAbsolutePercentageError",
  "meanSquaredLogarithmicError",
  "squaredHinge",
  "hinge",
  "categoricalHinge",
  "logcosh",
  "categoricalCrossentropy",
  "sparseCategoricalCrossentropy",
  "binaryCrossentropy",
  "kullbackLeiblerDivergence",
  "poisson",
  "cosineProximity",
]);
const THEIR_METRICS: ReadonlySet<unknown> = new Set([
  "accuracy",
  "acc",
  "binaryAccuracy",
  "categoricalAccuracy",
  "categoricalCrossentropy",
  "sparseCategoricalCrossentropy",
  "precision",
  "mse",
  "mae",
  "mape",
]);

/**
 * The settings as TensorFlow.js reads them; undefined where it lacks the optimizer, a loss, or weights of
 * losses.
 */
function configForTensorFlow(all: TrainingConfig, { optimizer }: Settings): unknown {
  const theirOptimizer = optimizerForTensorFlow(optimizer);
  const { loss, metrics, lossWeights } = all;
  if (theirOptimizer === undefined || lossWeights !== undefined) return undefined;
  if (!loss.every((each) => THEIR_LOSSES.has(each))) return undefined;
  return {
    optimizer_config: theirOptimizer,
    loss: asKeras(loss.length === 1 ? loss[0] : loss),
    metrics: asKeras(metrics.flat().filter((each) => THEIR_METRICS.has(each))),
  };
}

/**
 * The number of steps, and the slots in the order of TensorFlow.js: the first of all weights, then the second
 * …
 */
function optimizerWeights(
  model: ModelDescription,
  { optimizer }: Settings,
  weights: readonly StoredWeight[],
): StoredWeight[] {
  const suffixes = slotSuffixes(optimizer);
  if (suffixes === undefined) return [];
  const nameOf = new Map(weights.map(({ name, tensor }) => [tensor, name]));
  const trained = trainedWeights(model);
  const slots = trained.map((variable) => optimizer.slotTensors(variable));
  // Before the first step there are no slots.
  const kept = slots.every(({ length }) => length >= suffixes.length) ? suffixes : [];
  return [
    { name: ITERATIONS, tensor: scalar(optimizer.iterations, "int32"), ofOptimizer: true },
    ...kept.flatMap((suffix, slot) =>
      trained.map((variable, i) => ({
        name: `${nameOf.get(variable)!}/${suffix}`,
        tensor: slots[i][slot],
        ofOptimizer: true,
      })),
    ),
  ];
}
