/**
 * The names that TensorFlow.js puts between the name of a layer and that of a weight, where the layer has
 * others within it: `bidirectional_1/forward_gru_1/kernel`, `rnn_1/RNNCell_0/kernel`.
 */
import { Bidirectional } from "../../layers/bidirectional.js";
import type { Layer } from "../../layers/layer.js";
import { RNN } from "../../layers/rnn.js";
import { StackedRNNCells } from "../../layers/stacked-rnn-cells.js";
import { TimeDistributed } from "../../layers/time-distributed.js";
import type { Variable } from "../../tensor/tensor.js";
import type { ModelDescription } from "../description.js";

/** The name of a weight in its layer, with those of the layers within that layer: `forward_gru_1/kernel`. */
export function scopedName(layer: Layer, weight: Variable): string {
  const inner = innerLayer(layer, weight);
  return inner === undefined
    ? layer.nameOfWeight(weight)
    : `${inner.scope}${scopedName(inner.layer, weight)}`;
}

/**
 * The layer within a layer that a weight belongs to, and what TensorFlow.js calls it; undefined where there
 * is none.
 */
function innerLayer(
  layer: Layer,
  weight: Variable,
): { readonly layer: Layer; readonly scope: string } | undefined {
  const owns = (each: Layer) => each.weights.includes(weight);
  if (layer instanceof Bidirectional) {
    const direction = [layer.forwardLayer, layer.backwardLayer].find(owns);
    return direction && { layer: direction, scope: `${direction.name}/` };
  }
  if (layer instanceof StackedRNNCells) {
    const position = layer.cells.findIndex(owns);
    return position < 0 ? undefined : { layer: layer.cells[position], scope: `RNNCell_${position}/` };
  }
  if ("graph" in layer) {
    const inner = (layer as Layer & ModelDescription).graph.layers.find(owns);
    return inner && { layer: inner, scope: `${inner.name}/` };
  }
  const [only] = layer instanceof TimeDistributed ? [layer.layer] : layer instanceof RNN ? [layer.cell] : [];
  return only && { layer: only, scope: "" };
}
