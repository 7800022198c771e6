/** The layers of a model and their connections as plain data, in Keras' format. */
import type { SavedLayer } from "../../layers/saved-layer.js";
import type { BatchShape } from "../../tensor/shape.js";
import type { Graph } from "../graph.js";

/** The origin of a tensor: the name of a layer, the number of its use, the number of its output. */
export type Source = readonly [layer: string, use: number, output: number, options?: object];

export interface SavedNode extends SavedLayer {
  readonly name: string;
  /** The inputs of each use of the layer. */
  readonly inboundNodes: readonly (readonly Source[])[];
}

export interface GraphConfig {
  readonly name: string;
  readonly layers: readonly SavedNode[];
  readonly inputLayers: readonly Source[];
  readonly outputLayers: readonly Source[];
}

export function graphConfig(graph: Graph, name: string): GraphConfig {
  const inputNames = graph.inputs.map((each, i) => each.name ?? `input_${i + 1}`);
  const usesOf = (index: number) => graph.nodes.filter(({ layer }) => layer === graph.layers[index]);
  const sourceOf = (slot: number): Source => {
    const writer = graph.writerOf(slot);
    if (writer === undefined) return [inputNames[slot], 0, 0];
    const { layer } = writer.node;
    const use = usesOf(graph.layers.indexOf(layer)).indexOf(writer.node);
    return [layer.name, use + firstUse(layer.className), writer.output];
  };
  const inputs = graph.inputs.map(({ shape }, i) => inputNode(inputNames[i], shape));
  const layers = graph.layers.map((layer, index): SavedNode => ({
    className: layer.className,
    name: layer.name,
    config: layer.getConfig(),
    inboundNodes: usesOf(index).map((node) =>
      node.inputs.map((slot): Source => {
        const [name, use, output] = sourceOf(slot);
        return [name, use, output, node.options];
      }),
    ),
  }));
  return {
    name,
    layers: [...inputs, ...layers],
    inputLayers: graph.inputs.map((_, slot) => sourceOf(slot)),
    outputLayers: graph.outputSlots.map(sourceOf),
  };
}

/**
 * The number of a layer's first use: in Keras' format, use 0 of a model within a model is its construction.
 */
export function firstUse(className: string): number {
  return MODELS.has(className) ? 1 : 0;
}

/** The class names of models; newer versions of Keras write `Functional` in place of `Model`. */
export const MODELS: ReadonlySet<string> = new Set(["Sequential", "Model", "Functional"]);

function inputNode(name: string, shape: BatchShape): SavedNode {
  return {
    className: "InputLayer",
    name,
    config: { name, batchInputShape: shape, dtype: "float32", sparse: false },
    inboundNodes: [],
  };
}
