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

/**
 * The weights by the names under which they are saved: `dense_1/kernel`, or `inner/dense_1/kernel` in a model
 * within the model.
 */
export function namedWeights({ graph }: Pick<ModelDescription, "graph">): Map<string, Variable> {
  const named = new Map<string, Variable>();
  const visit = (layer: Layer, prefix: string) => {
    if ("graph" in layer)
      (layer as Layer & ModelDescription).graph.layers.forEach((inner) =>
        visit(inner, `${prefix}${inner.name}/`),
      );
    else layer.weights.forEach((weight) => named.set(freeName(`${prefix}${weight.name}`, named), weight));
  };
  graph.layers.forEach((layer) => visit(layer, `${layer.name}/`));
  return named;
}

/** This name, numbered if it is taken already: a layer may have several weights of one name. */
function freeName(name: string, taken: ReadonlyMap<string, unknown>): string {
  if (!taken.has(name)) return name;
  let count = 2;
  while (taken.has(`${name}_${count}`)) count++;
  return `${name}_${count}`;
}
