/** Makes a layer of the engine answer as TensorFlow.js' does, where programs can tell the difference. */
import type { Layer as EngineLayer } from "../../layers/layer.js";
import { SymbolicTensor } from "../../layers/symbolic-tensor.js";
import { RandomStream } from "../../random/stream.js";
import type { Tensor } from "../../tensor/tensor.js";
import { lenient } from "../options.js";
import * as tracking from "../memory/tracking.js";
import { disposeLayer } from "./disposal.js";
import { contextOf } from "./layer.js";
import { nameLayer } from "./names.js";
import { freezable } from "./trainable.js";

/** The layer itself, with methods of its own. */
export function answering<L extends EngineLayer>(layer: L): L {
  nameLayer(layer);
  const { getWeights, setWeights, apply } = layer;
  const own = {
    /** The weights themselves, which follow the training and have gradients; the engine itself takes copies. */
    getWeights(): Tensor[] {
      return tracking.isEngine() ? getWeights.call(layer) : [...layer.weights];
    },
    setWeights(weights: readonly Tensor[]): void {
      tracking.within(() => setWeights.call(layer, weights));
    },
    apply(input: unknown, kwargs?: Readonly<Record<string, unknown>>): unknown {
      const first: unknown = Array.isArray(input) ? input[0] : input;
      if (first instanceof SymbolicTensor || kwargs?.random instanceof RandomStream)
        return apply.call(layer, input as Tensor, kwargs);
      return tracking.within(() => lenient(() => apply.call(layer, input as Tensor, contextOf(kwargs))));
    },
    dispose: () => disposeLayer(layer),
    getClassName: () => layer.className,
  };
  for (const [name, value] of Object.entries(own))
    Object.defineProperty(layer, name, { configurable: true, writable: true, value });
  Object.defineProperty(layer, "outputShape", { configurable: true, get: () => shapesOf(layer.output) });
  freezable(layer);
  return layer;
}

/** The shape of what a layer gave; a list where it gave several tensors. */
function shapesOf(output: SymbolicTensor | readonly SymbolicTensor[]): unknown {
  return output instanceof SymbolicTensor ? output.shape : output.map(({ shape }) => shape);
}
