/** The weights of a model under the names that they are saved by: `dense_1/kernel`, in a model within it `inner/dense_1/kernel`. */
import type { Layer } from "../../layers/layer.js";
import type { Variable } from "../../tensor/tensor.js";
import type { Model } from "../model.js";

/** A layer that has layers itself. */
function isModel(layer: Layer): layer is Model {
  return "graph" in layer;
}

export function namedWeights(model: Model): Map<string, Variable> {
  const named = new Map<string, Variable>();
  const visit = (layer: Layer, prefix: string) => {
    if (isModel(layer)) layer.graph.layers.forEach((inner) => visit(inner, `${prefix}${inner.name}/`));
    else layer.weights.forEach((weight) => named.set(free(`${prefix}${weight.name}`, named), weight));
  };
  visit(model, "");
  return named;
}

/** A name that is not taken: a layer may have several weights of one name. */
function free(name: string, taken: ReadonlyMap<string, unknown>): string {
  if (!taken.has(name)) return name;
  let count = 2;
  while (taken.has(`${name}_${count}`)) count++;
  return `${name}_${count}`;
}
