/** Constraints hold where a program sets weights, as in TensorFlow.js, not after each step of a training. */
import type { Layer } from "../../layers/layer.js";

/** Applies the constraints of a layer to its weights, which a program has set. */
export function constrain(layer: Layer): void {
  for (const { variable, constraint } of layer.constrainedWeights)
    variable.assign(constraint!.apply(variable));
}
