/**
 * Names of weights as TensorFlow.js gives them, with the name of the layer in front: `dense_Dense1/kernel`. The
 * engine goes on calling the weight `kernel` in its layer.
 */
import type { Layer as EngineLayer } from "../../layers/layer.js";
import { scopedName as nameInLayer } from "../../model/saving/weight-scopes.js";
import { isNamed, nameVariable } from "../tensors/variables.js";
import { inNameScopeOnce, placeOf } from "./name-scopes.js";

/** The layers that are being built, the innermost last. */
const builders: EngineLayer[] = [];
/** Layers whose weights are named when the layer around them is built: it may name them itself. */
let waiting: (() => void)[] = [];

/** Names the weights of a layer that have no such name yet. */
export function nameWeights(layer: EngineLayer, place = placeOf(layer.name)): void {
  for (const weight of layer.weights)
    if (!isNamed(weight))
      nameVariable(weight, [place, nameInLayer(layer, weight)].filter((part) => part !== "").join("/"));
}

/** Whether this layer is the one that is being built. */
export function isBuilding(layer: EngineLayer): boolean {
  return builders.at(-1) === layer;
}

/**
 * Builds a layer, and names its weights.
 * @param place what stands before the name of each weight
 */
export function buildNamed(layer: EngineLayer, build: () => void, place = placeOf(layer.name)): void {
  builders.push(layer);
  try {
    inNameScopeOnce(layer.name, build);
  } finally {
    builders.pop();
  }
  const name = () => nameWeights(layer, place);
  if (builders.length > 0) {
    waiting.push(name);
    return;
  }
  name();
  const late = waiting;
  waiting = [];
  late.forEach((each) => each());
}
