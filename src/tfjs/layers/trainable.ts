/**
 * `trainable` as TensorFlow.js has it: setting it changes the weights themselves, at once. A compiled model goes
 * on with the weights that it had when it was compiled, without those that are frozen now.
 */
import type { Layer as EngineLayer } from "../../layers/layer.js";
import { Model as EngineModel } from "../../model/model.js";
import type { PreparedModel } from "../../model/training/prepared-model.js";
import type { Variable } from "../../tensor/tensor.js";

/** Whether a weight was made to be trained, whatever was frozen since. */
const madeTrainable = new WeakMap<Variable, boolean>();

function isMadeTrainable(weight: Variable): boolean {
  const known = madeTrainable.get(weight) ?? weight.trainable;
  madeTrainable.set(weight, known);
  return known;
}

/** The weights of a layer; of a model, those of its layers that are no models themselves. */
function ownWeights(layer: EngineLayer): readonly Variable[] {
  if (!(layer instanceof EngineModel)) return layer.weights;
  return layer.built
    ? layer.layers.filter((each) => !(each instanceof EngineModel)).flatMap(({ weights }) => weights)
    : [];
}

/** Makes a change of `trainable` change the weights. */
export function freezable(layer: EngineLayer): void {
  let { trainable } = layer;
  Object.defineProperty(layer, "trainable", {
    configurable: true,
    enumerable: true,
    get: () => trainable,
    set(value: boolean) {
      trainable = value;
      for (const weight of ownWeights(layer)) if (isMadeTrainable(weight)) weight.trainable = value;
    },
  });
}

/** What a model keeps of its compilation. */
interface Compiled {
  prepared: PreparedModel | undefined;
  preparedFor(trainable: readonly Variable[]): PreparedModel;
}

/** The weights that each model trains, as they were when it was compiled. */
const collected = new WeakMap<EngineModel, readonly Variable[]>();

/** Notes the weights that a model which is being compiled trains. */
export function collectWeights(model: EngineModel): void {
  if (model.built) collected.set(model, model.trainableWeights);
  else collected.delete(model);
}

/** Leaves out of the training the weights that were frozen since the model was compiled. */
export function leaveOutFrozen(model: EngineModel): void {
  const weights = collected.get(model)?.filter(({ trainable }) => trainable);
  if (weights === undefined) return;
  const inside = model as unknown as Compiled;
  const before = inside.prepared?.training.trainable ?? [];
  if (weights.length === before.length && weights.every((weight, i) => weight === before[i])) return;
  prepareAnew(model, weights);
}

/** Prepares the training of these weights by the rules of TensorFlow.js. */
export function prepareAnew(model: EngineModel, weights = model.trainableWeights): void {
  const inside = model as unknown as Compiled;
  inside.prepared?.engine.synchronize();
  inside.prepared = inside.preparedFor(weights);
}
