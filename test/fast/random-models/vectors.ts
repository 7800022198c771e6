/** Random layers that read vectors. */
import { ACTIVATIONS, type Drawing, type Node } from "./library.js";

export function vectorLayer<Symbolic>(
  drawing: Drawing<Symbolic>,
  node: Node<Symbolic>,
  shared: { readonly layer: unknown; readonly features: number },
): Node<Symbolic> {
  const { layers, pick, below, named } = drawing;
  const { shape } = node;
  const [features] = shape;
  const activation = pick(ACTIVATIONS);
  const units = pick([3, 5, 5]);
  switch (below(9)) {
    case 0:
      return drawing.put(layers.activation(named({ activation })), node, shape);
    case 1:
      return drawing.put(layers.batchNormalization(named({})), node, shape);
    case 2:
      if (features === shared.features) return drawing.put(shared.layer, node, shape);
      break;
    case 3:
      return drawing.put(layers.layerNormalization(named({})), node, shape);
    case 4:
      return drawing.put(layers.repeatVector(named({ n: 3 })), node, [3, features]);
    case 5:
      return drawing.put(pick([layers.softmax, layers.prelu, layers.elu])(named({})), node, shape);
    case 6:
      if (features % 2 === 0) {
        const targetShape = [2, features / 2];
        return drawing.put(layers.reshape(named({ targetShape })), node, targetShape);
      }
  }
  return drawing.put(layers.dense(named({ units, activation })), node, [units]);
}
