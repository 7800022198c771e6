/** The layer that stands for an input of a model: the source of its symbolic tensor, and a layer of the model. */
import { InputLayer } from "../../layers/input-layer.js";
import type { Layer as EngineLayer } from "../../layers/layer.js";
import { SymbolicTensor } from "../../layers/symbolic-tensor.js";
import { nameSymbolic } from "./names.js";

/** The input layer of each symbolic tensor that no other layer makes. */
const layerOf = new WeakMap<SymbolicTensor, EngineLayer>();
/** The symbolic tensor of each input layer. */
const tensorOf = new WeakMap<EngineLayer, SymbolicTensor>();

/** Makes a layer the source of a symbolic tensor. */
export function connectInput(layer: EngineLayer, tensor: SymbolicTensor): void {
  layerOf.set(tensor, layer);
  tensorOf.set(layer, tensor);
  const own = {
    trainable: { value: false, writable: true },
    built: { get: () => true },
    sparse: { value: false, writable: true },
    input: { get: () => tensorOf.get(layer) },
    output: { get: () => tensorOf.get(layer) },
  };
  for (const [name, descriptor] of Object.entries(own))
    Object.defineProperty(layer, name, { configurable: true, ...descriptor });
}

/** The input layer of a symbolic tensor, made at the first call. */
export function inputLayerOf(tensor: SymbolicTensor): EngineLayer {
  const known = layerOf.get(tensor);
  if (known !== undefined) return known;
  const layer = new InputLayer({ name: tensor.name ?? "input", batchInputShape: tensor.shape as never });
  connectInput(layer, tensor);
  return layer;
}

/** Gives an input layer that a program has made the symbolic tensor that it stands for. */
export function withTensor<L extends EngineLayer>(layer: L): L {
  if (!(layer instanceof InputLayer) || tensorOf.has(layer) || layer.batchInputShape === undefined)
    return layer;
  const tensor = new SymbolicTensor(layer.batchInputShape);
  nameSymbolic(tensor, layer.name);
  connectInput(layer, tensor);
  return layer;
}

/** The symbolic tensor of an input layer; undefined for any other layer. */
export function tensorOfInput(layer: EngineLayer): SymbolicTensor | undefined {
  return tensorOf.get(layer);
}

/** The layer that makes a symbolic tensor. */
export function sourceOf(tensor: SymbolicTensor): EngineLayer {
  return tensor.from?.layer ?? inputLayerOf(tensor);
}
