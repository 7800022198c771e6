/** Makes a model from what TensorFlow.js, or this project for it, has saved. */
import { ArgumentError } from "../../errors/errors.js";
import { notebook } from "../../host/notebook.js";
import { say } from "../../language/language.js";
import type { LossLike } from "../../losses/losses.js";
import { formatShape, sameShape } from "../../tensor/shape.js";
import type { Variable } from "../../tensor/tensor.js";
import type { CompileOptions, MetricLike } from "../compile.js";
import { placedWeights } from "../description.js";
import type { Model } from "../model.js";
import { ITERATIONS, type ModelArtifacts, type OwnMetadata } from "./artifacts.js";
import { fromKeras } from "./key-case.js";
import { trainedWeights } from "./layer-order.js";
import { modelFromSaved } from "./rebuild.js";
import { optimizerFromTensorFlow, slotSuffixes } from "./tensorflow-optimizers.js";
import { savedTopology } from "./topology.js";
import { compileOptions, type TrainingConfig } from "./training-config.js";
import { scopedName } from "./weight-scopes.js";
import { decodeWeights, type Fail, type StoredWeight } from "./weight-specs.js";

/** Makes the error for each of the files. */
export interface FailFor {
  readonly model: Fail;
  readonly weights: Fail;
}

/**
 * The model with its weights, compiled if its settings were saved and exist here.
 * @param keepsInputs whether chains keep their input layers
 * @throws DataError for artifacts that are incomplete or contradict each other; ArgumentError for an unknown
 * layer
 */
export function modelFromArtifacts(artifacts: ModelArtifacts, fail: FailFor, keepsInputs = false): Model {
  const own = ownMetadata(artifacts.userDefinedMetadata);
  const stored = decodeWeights(artifacts.weightSpecs, artifacts.weightData, fail.weights);
  const model = modelFromSaved(savedTopology(artifacts.modelTopology, keepsInputs), own?.seed);
  setStoredWeights(
    model,
    stored.filter(({ ofOptimizer }) => ofOptimizer !== true),
    fail.weights,
  );
  if (compile(model, artifacts.trainingConfig, own))
    setOptimizerState(
      model,
      stored.filter(({ ofOptimizer }) => ofOptimizer === true),
      fail.weights,
    );
  return model;
}

function ownMetadata(given: unknown): OwnMetadata | undefined {
  const own = (given as { readonly neurones?: Partial<OwnMetadata> } | undefined)?.neurones;
  return Number.isSafeInteger(own?.seed) ? (own as OwnMetadata) : undefined;
}

/** Compiles the model with its saved settings; returns whether there are any, and all of them exist here. */
function compile(model: Model, theirs: unknown, own: OwnMetadata | undefined): boolean {
  if (own?.trainingConfig !== undefined) {
    model.compile(compileOptions(fromKeras(own.trainingConfig) as TrainingConfig, "loadLayersModel"));
    return true;
  }
  if (typeof theirs !== "object" || theirs === null) return false;
  try {
    model.compile(settingsOfTensorFlow(theirs as Readonly<Record<string, unknown>>));
    return true;
  } catch (error) {
    if (!(error instanceof ArgumentError)) throw error;
    notebook().warn(
      say({
        fr: `Le modèle est chargé sans ses réglages d’apprentissage, qui n’existent pas tous ici : appelez model.compile(…) avant de l’entraîner. (${error.message})`,
        en: `The model is loaded without its training settings, of which not all exist here: call model.compile(…) before you train it. (${error.message})`,
      }),
    );
    return false;
  }
}

/** @throws ArgumentError for an optimizer that does not exist here */
function settingsOfTensorFlow({
  optimizer_config: optimizer,
  loss,
  metrics,
}: Readonly<Record<string, unknown>>): CompileOptions {
  // TensorFlow.js writes an empty object where there are no metrics.
  const none = metrics === undefined || metrics === null || Object.keys(metrics as object).length === 0;
  return {
    optimizer: optimizerFromTensorFlow(optimizer),
    loss: fromKeras(loss) as LossLike,
    metrics: none ? [] : (fromKeras(metrics) as readonly MetricLike[]),
  };
}

/** Each weight under all names by which a file may call it; undefined for a name of several weights. */
function weightsByName(model: Model): ReadonlyMap<string, Variable | undefined> {
  const byName = new Map<string, Variable | undefined>();
  const counts = new Map<string, number>();
  for (const { layer, name, variable, owner } of placedWeights(model)) {
    const scoped = scopedName(owner, variable);
    const own = layer.slice(layer.lastIndexOf("/") + 1);
    const position = counts.get(layer) ?? 0;
    counts.set(layer, position + 1);
    // Files of newer versions of Keras number the weights of a layer.
    for (const each of new Set([
      `${layer}/${name}`,
      `${own}/${name}`,
      `${layer}/${scoped}`,
      `${own}/${scoped}`,
      `${layer}/${position}`,
      `${own}/${position}`,
    ]))
      byName.set(each, byName.has(each) ? undefined : variable);
  }
  return byName;
}

/**
 * A name without the part before its last one, where TensorFlow puts the name of a recurrent layer's cell.
 */
function withoutCell(name: string): string {
  const parts = name.split("/");
  return [...parts.slice(0, -2), parts[parts.length - 1]].join("/");
}

/** @throws DataError unless the file has each weight of the model, of its shape, and no other */
export function setStoredWeights(model: Model, stored: readonly StoredWeight[], fail: Fail): void {
  const byName = weightsByName(model);
  const values = new Map<Variable, StoredWeight>();
  for (const weight of stored) {
    const variable = byName.get(weight.name) ?? byName.get(withoutCell(weight.name));
    if (variable === undefined || values.has(variable))
      throw fail({
        fr: `« ${weight.name} », qui n’est pas le nom d’un poids du modèle`,
        en: `“${weight.name}”, which is not the name of a weight of the model`,
      });
    values.set(variable, weight);
  }
  for (const { layer, name, variable } of placedWeights(model)) {
    const found = values.get(variable);
    if (found !== undefined && sameShape(found.tensor.shape, variable.shape)) continue;
    const shape = found === undefined ? "–" : formatShape(found.tensor.shape);
    throw fail({
      fr: `${shape} pour « ${layer}/${name} » de forme ${formatShape(variable.shape)}`,
      en: `${shape} for “${layer}/${name}” of shape ${formatShape(variable.shape)}`,
    });
  }
  for (const [variable, { tensor }] of values) variable.assign(tensor);
}

/**
 * Gives the optimizer the number of its steps and its slots: by the names of the weights where the file has
 * these, else in the order of TensorFlow.js.
 */
function setOptimizerState(model: Model, stored: readonly StoredWeight[], fail: Fail): void {
  const { optimizer } = model;
  const suffixes = slotSuffixes(optimizer) ?? [];
  const [steps, ...slots] = stored;
  if (steps === undefined) return;
  const trained = trainedWeights(model);
  if (
    steps.name !== ITERATIONS ||
    steps.tensor.size !== 1 ||
    slots.length % Math.max(1, suffixes.length) !== 0
  )
    throw fail({ fr: "un état d’optimiseur incomplet", en: "an incomplete state of an optimizer" });
  optimizer.iterations = steps.tensor.storage[0];
  if (slots.length === 0) return;
  const byName = weightsByName(model);
  const count = slots.length / suffixes.length;
  const named = slots.map(({ name }) => byName.get(name.slice(0, name.lastIndexOf("/"))));
  const inOrder = named.includes(undefined);
  slots.forEach((slot, position) => {
    const variable = inOrder ? trained[position % count] : named[position];
    if (count !== trained.length || variable === undefined || !sameShape(slot.tensor.shape, variable.shape))
      throw fail({
        fr: `« ${slot.name} », qui ne va avec aucun poids de l’optimiseur`,
        en: `“${slot.name}”, which belongs to no weight of the optimizer`,
      });
    optimizer.slotsOf(variable)[Math.floor(position / count)].set(slot.tensor.storage);
  });
}
