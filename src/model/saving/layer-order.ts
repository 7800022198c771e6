/**
 * The order of a model's layers in TensorFlow.js, in which it keeps what an optimizer remembers of the
 * weights.
 *
 * A layer's depth is the longest way from it to an output, in layers; deeper layers come first, and layers of
 * the same depth in the order in which a search from the outputs meets them.
 */
import type { Layer } from "../../layers/layer.js";
import type { Variable } from "../../tensor/tensor.js";
import type { ModelDescription } from "../description.js";
import type { Graph, GraphNode } from "../graph.js";

export function layersOfTensorFlow(graph: Graph): readonly Layer[] {
  const { nodes, inputs, outputSlots } = graph;
  const met: Layer[] = [];
  const nodeAt = (slot: number) =>
    slot < inputs.length ? undefined : nodes.find(({ outputs }) => outputs.includes(slot));
  const visited = new Set<GraphNode>();
  const meet = (slot: number): void => {
    const node = nodeAt(slot);
    if (node === undefined || visited.has(node)) return;
    visited.add(node);
    if (!met.includes(node.layer)) met.push(node.layer);
    node.inputs.forEach(meet);
  };
  outputSlots.forEach(meet);

  const depths = new Map<Layer, number>();
  const depthOfSlot = new Map<number, number>();
  // From the outputs back: the nodes are in topological order.
  for (const { layer, inputs: read, outputs } of [...nodes].reverse()) {
    const depth = Math.max(depths.get(layer) ?? 0, ...outputs.map((slot) => depthOfSlot.get(slot) ?? 0));
    depths.set(layer, depth);
    for (const slot of read) depthOfSlot.set(slot, Math.max(depthOfSlot.get(slot) ?? 0, depth + 1));
  }
  return [...met].sort((a, b) => depths.get(b)! - depths.get(a)!);
}

/** The trained weights in the order of TensorFlow.js. */
export function trainedWeights(model: Pick<ModelDescription, "graph">): readonly Variable[] {
  return layersOfTensorFlow(model.graph).flatMap((layer) =>
    "graph" in layer && layer.trainable
      ? trainedWeights(layer as Layer & ModelDescription)
      : [...layer.trainableWeights],
  );
}
