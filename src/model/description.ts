/**
 * What a model tells about itself to those that show or save it: its graph, its names, its configuration and
 * its weights.
 */
import type { Layer } from "../layers/layer.js";
import type { Variable } from "../tensor/tensor.js";
import type { Graph } from "./graph.js";

export interface ModelDescription {
  readonly graph: Graph;
  /** The model's name, or its class name where it has none. */
  readonly label: string;
  /** The name of its class in Keras' format: `Model` or `Sequential`. */
  readonly className: string;
  readonly seed: number;
  readonly weights: readonly Variable[];
  readonly trainableWeights: readonly Variable[];
  /** The options that make this model again, in Keras' format. */
  getConfig(): Record<string, unknown>;
}

/** A weight, with its place in a model. */
export interface PlacedWeight {
  /** The name of its layer, after those of the models around it: `inner/dense_1`. */
  readonly layer: string;
  /** Its name in the layer, such as `kernel`; numbered where the layer has several of this name. */
  readonly name: string;
  readonly variable: Variable;
  /** The layer itself, and the graph that it is a part of. */
  readonly owner: Layer;
  readonly graph: Graph;
}

/** All weights of a model and of the models within it. */
export function placedWeights({ graph: whole }: Pick<ModelDescription, "graph">): readonly PlacedWeight[] {
  const visit = (layer: Layer, path: string, graph: Graph): PlacedWeight[] => {
    if ("graph" in layer) {
      const { graph: own } = layer as Layer & ModelDescription;
      return own.layers.flatMap((inner) => visit(inner, `${path}/${inner.name}`, own));
    }
    const taken = new Set<string>();
    return layer.weights.map((variable) => {
      const name = freeName(layer.nameOfWeight(variable), taken);
      taken.add(name);
      return { layer: path, name, variable, owner: layer, graph };
    });
  };
  return whole.layers.flatMap((layer) => visit(layer, layer.name, whole));
}

/**
 * The weights by the names under which they are saved: `dense_1/kernel`, or `inner/dense_1/kernel` in a model
 * within the model.
 */
export function namedWeights(model: Pick<ModelDescription, "graph">): Map<string, Variable> {
  return new Map(placedWeights(model).map(({ layer, name, variable }) => [`${layer}/${name}`, variable]));
}

/** This name, numbered if it is taken already: a layer may have several weights of one name. */
function freeName(name: string, taken: ReadonlySet<string>): string {
  if (!taken.has(name)) return name;
  let count = 2;
  while (taken.has(`${name}_${count}`)) count++;
  return `${name}_${count}`;
}
