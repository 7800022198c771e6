/** How the layers of a model are connected, as plain data in Keras' form. */
import type { BatchShape } from "../../layers/symbolic-tensor.js";
import type { Graph } from "../graph.js";

/** A layer, or a model, as data. */
export interface SavedLayer {
  readonly className: string;
  readonly config: Readonly<Record<string, unknown>>;
}

/** Where a tensor comes from: a layer, which of its uses, which of its outputs. */
export type Source = readonly [layer: string, use: number, output: number, options?: object];

export interface SavedNode extends SavedLayer {
  readonly name: string;
  /** For each use of the layer what it is given. */
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
  const usesOf = (index: number) => graph.steps.filter(({ layer }) => layer === graph.layers[index]);
  const sourceOf = (slot: number): Source => {
    if (slot < graph.inputs.length) return [inputNames[slot], 0, 0];
    const { layer } = graph.steps[slot - graph.inputs.length];
    const use = usesOf(graph.layers.indexOf(layer)).findIndex(({ output }) => output === slot);
    return [layer.name, use + firstUse(layer.className), 0];
  };
  const inputs = graph.inputs.map(({ shape }, i) => inputNode(inputNames[i], shape));
  const layers = graph.layers.map((layer, index): SavedNode => ({
    className: layer.className,
    name: layer.name,
    config: layer.getConfig(),
    inboundNodes: usesOf(index).map((step) =>
      step.inputs.map((slot): Source => [sourceOf(slot)[0], sourceOf(slot)[1], 0, {}]),
    ),
  }));
  return {
    name,
    layers: [...inputs, ...layers],
    inputLayers: graph.inputs.map((_, slot) => sourceOf(slot)),
    outputLayers: graph.outputSlots.map(sourceOf),
  };
}

/** The number of the first use of a layer: in Keras' form a model within a model counts its own making as its use 0. */
export function firstUse(className: string): number {
  return MODELS.has(className) ? 1 : 0;
}

/** The classes of models; newer versions of Keras call the one that is no chain `Functional`. */
export const MODELS: ReadonlySet<string> = new Set(["Sequential", "Model", "Functional"]);

function inputNode(name: string, shape: BatchShape): SavedNode {
  return {
    className: "InputLayer",
    name,
    config: { name, batchInputShape: shape, dtype: "float32", sparse: false },
    inboundNodes: [],
  };
}
