/** The weights in the order of TensorFlow.js, in which it keeps what an optimizer remembers of them. */
import type { Layer } from "../../layers/layer.js";
import type { Variable } from "../../tensor/tensor.js";
import type { ModelDescription } from "../description.js";
import { layersByDepth } from "../layer-order.js";

/** The trained weights in the order of TensorFlow.js. */
export function trainedWeights(model: Pick<ModelDescription, "graph">): readonly Variable[] {
  return layersByDepth(model.graph).flatMap((layer) =>
    "graph" in layer && layer.trainable
      ? trainedWeights(layer as Layer & ModelDescription)
      : [...layer.trainableWeights],
  );
}
