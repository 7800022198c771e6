/**
 * The layers of a model in the order in which TensorFlow.js and Keras list them, and so their weights.
 *
 * The depth of a layer is the number of layers on the longest path from it to an output. The deepest layers
 * stand first; layers of the same depth stand in the order in which a search from the outputs meets them. In a
 * chain this is the order in which they run; with branches it may be another.
 */
import type { Layer } from "../layers/layer.js";
import type { SymbolicTensor } from "../layers/symbolic-tensor.js";
import type { Graph, GraphNode } from "./graph.js";

type Node = Pick<GraphNode, "layer" | "inputs">;

/** @param layerOf the layer that stands for an input of the model; by default none does */
export function layersByDepth(graph: Graph, layerOf?: (input: SymbolicTensor) => Layer): Layer[] {
  const met = new Map<Layer, number>();
  /** Each node after those that it reads from. */
  const nodes = new Set<Node>();
  const starts = graph.inputs.map((input) => layerOf && { layer: layerOf(input), inputs: [] });
  const writer = (slot: number) => graph.writerOf(slot)?.node ?? starts[slot] ?? [];
  const sources = ({ inputs }: Node): readonly Node[] => inputs.flatMap(writer);
  const visit = (node: Node): void => {
    if (nodes.has(node)) return;
    if (!met.has(node.layer)) met.set(node.layer, met.size);
    sources(node).forEach(visit);
    nodes.add(node);
  };
  graph.outputSlots.flatMap(writer).forEach(visit);
  const ofNode = new Map<Node, number>();
  const ofLayer = new Map<Layer, number>();
  for (const node of [...nodes].reverse()) {
    const depth = Math.max(ofNode.get(node) ?? 0, ofLayer.get(node.layer) ?? 0);
    ofLayer.set(node.layer, depth);
    for (const source of sources(node)) ofNode.set(source, Math.max(ofNode.get(source) ?? 0, depth + 1));
  }
  return [...met.keys()].sort((a, b) => ofLayer.get(b)! - ofLayer.get(a)! || met.get(a)! - met.get(b)!);
}
