/** The uses of layers in graphs as TensorFlow.js shows them: `layer.inboundNodes`, `layer.outboundNodes`. */
import type { Layer as EngineLayer } from "../../layers/layer.js";
import type { LayerCall, SymbolicTensor } from "../../layers/symbolic-tensor.js";
import { Model as EngineModel } from "../../model/model.js";
import { sourceOf, tensorOfInput } from "./input-layers.js";

/** One use of a layer. */
export interface Node {
  readonly outboundLayer: EngineLayer;
  readonly inboundLayers: readonly EngineLayer[];
  readonly nodeIndices: readonly number[];
  readonly tensorIndices: readonly number[];
  readonly inputTensors: readonly SymbolicTensor[];
  readonly outputTensors: readonly SymbolicTensor[];
  readonly inputMasks: readonly null[];
  readonly outputMasks: readonly null[];
  readonly inputShapes: unknown;
  readonly outputShapes: unknown;
  readonly callArgs: Readonly<Record<string, unknown>>;
}

const nodes = new WeakMap<object, Node>();
/** The uses of what a layer gives. */
const readers = new WeakMap<EngineLayer, Set<LayerCall>>();

/** Notes that a use of a layer reads what others give. */
export function noteReaders(call: LayerCall): void {
  for (const input of call.inputs) {
    const source = sourceOf(input);
    readers.set(source, (readers.get(source) ?? new Set<LayerCall>()).add(call));
  }
}

const shapesOf = (tensors: readonly SymbolicTensor[]): unknown =>
  tensors.length === 1 ? tensors[0].shape : tensors.map(({ shape }) => shape);

/** The number of the use of its layer that a symbolic tensor comes from. */
export function nodeIndexOf({ from }: SymbolicTensor): number {
  return from === undefined
    ? 0
    : from.layer.calls.indexOf(from) + (from.layer instanceof EngineModel ? 1 : 0);
}

function made(key: object, layer: EngineLayer, call: Omit<LayerCall, "layer">, isStart: boolean): Node {
  const { inputs, outputs, options } = call;
  const sources = isStart ? [] : inputs;
  const node: Node = nodes.get(key) ?? {
    outboundLayer: layer,
    inboundLayers: sources.map(sourceOf),
    nodeIndices: sources.map(nodeIndexOf),
    tensorIndices: sources.map(({ position }) => position),
    inputTensors: inputs,
    outputTensors: outputs,
    inputMasks: inputs.map(() => null),
    outputMasks: outputs.map(() => null),
    inputShapes: shapesOf(inputs),
    outputShapes: shapesOf(outputs),
    callArgs: options,
  };
  nodes.set(key, node);
  return node;
}

/** The use of an input layer, or of a model: its construction. */
function start(layer: EngineLayer): readonly Node[] {
  const tensor = tensorOfInput(layer);
  if (tensor !== undefined)
    return [made(tensor, layer, { inputs: [tensor], outputs: [tensor], options: {} }, true)];
  if (!(layer instanceof EngineModel) || !layer.built) return [];
  return [made(layer.graph, layer, { inputs: layer.inputs, outputs: layer.outputs, options: {} }, true)];
}

const ofCall = (call: LayerCall) => made(call, call.layer, call, false);

/** The uses of a layer. */
export function inboundNodes(layer: EngineLayer): Node[] {
  const first = start(layer);
  return tensorOfInput(layer) === undefined ? [...first, ...layer.calls.map(ofCall)] : [...first];
}

/** The uses of what a layer gives. */
export function outboundNodes(layer: EngineLayer): Node[] {
  return [...(readers.get(layer) ?? [])].map(ofCall);
}
