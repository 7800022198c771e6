/** Makes a layer of the engine answer as TensorFlow.js' does, where programs can tell the difference. */
import { BatchNormalization } from "../../layers/batch-normalization.js";
import type { Layer as EngineLayer } from "../../layers/layer.js";
import type { Tensor } from "../../tensor/tensor.js";
import * as tracking from "../memory/tracking.js";
import { applyNamed } from "./apply.js";
import { buildForUse, buildMethods } from "./building.js";
import { constrain } from "./constrain.js";
import { nameLayer } from "./names.js";
import { freezable } from "./trainable.js";
import { nameWeights } from "./weight-names.js";

/** Members that need the weights of the layer. */
const OF_WEIGHTS = ["weights", "trainableWeights"] as const;

/** The layer itself, with methods of its own. */
export function answering<L extends EngineLayer>(layer: L): L {
  nameLayer(layer);
  const { getWeights, setWeights, countParams, apply, ensureBuilt, build } = layer;
  const own = {
    /** The weights themselves, which follow the training and have gradients; the engine itself takes copies. */
    getWeights(trainableOnly = false): Tensor[] {
      return tracking.isEngine() ? getWeights.call(layer) : weightsOf(layer, trainableOnly);
    },
    setWeights(weights: readonly Tensor[]): void {
      buildForUse(layer);
      tracking.within(() => {
        setWeights.call(layer, weights);
        constrain(layer);
      });
    },
    countParams(): number {
      buildForUse(layer);
      return countParams.call(layer);
    },
    apply(input: unknown, kwargs?: Readonly<Record<string, unknown>>): unknown {
      return applyNamed(layer, apply, input, kwargs);
    },
    ...buildMethods(layer, { ensureBuilt, build }),
  };
  for (const [name, value] of Object.entries(own))
    Object.defineProperty(layer, name, { configurable: true, writable: true, value });
  for (const name of OF_WEIGHTS)
    Object.defineProperty(layer, name, {
      configurable: true,
      get() {
        buildForUse(layer);
        return Reflect.get(Object.getPrototypeOf(layer) as object, name, layer) as unknown;
      },
    });
  // A frozen layer goes on normalizing by the batch, as in TensorFlow.js.
  if (layer instanceof BatchNormalization)
    Object.defineProperty(layer, "usesBatch", { configurable: true, value: true });
  freezable(layer);
  if (layer.built) nameWeights(layer);
  return layer;
}

/** The weights of a layer, or those alone that training changes. */
export function weightsOf(layer: EngineLayer, trainableOnly = false): Tensor[] {
  return [...(trainableOnly ? layer.trainableWeights : layer.weights)];
}
