/** Random layers that read sequences, [steps, features]. */
import type { RNN } from "../../../src/layers/rnn.js";
import { ACTIVATIONS, type Drawing, type Node } from "./library.js";

export function sequenceLayer<Symbolic>(drawing: Drawing<Symbolic>, node: Node<Symbolic>): Node<Symbolic> {
  const { layers, below, pick, named } = drawing;
  const { shape } = node;
  const [steps, features] = shape;
  const activation = pick(ACTIVATIONS);
  if (drawing.beyondTensorFlow && below(3) === 0) return masked(drawing, node);
  switch (below(9)) {
    case 0:
      return drawing.put(layers.permute(named({ dims: [2, 1] })), node, [features, steps]);
    case 1:
      return drawing.put(
        layers.timeDistributed(named({ layer: layers.dense({ units: 3, activation }) })),
        node,
        [steps, 3],
      );
    case 2:
      return convolution(drawing, node);
    case 3:
      if (steps >= 4) {
        const kind = pick([layers.maxPooling1d, layers.averagePooling1d]);
        return drawing.put(kind(named({ poolSize: 2 })), node, [Math.floor(steps / 2), features]);
      }
      break;
    case 4: {
      const kind = pick([layers.globalAveragePooling1d, layers.globalMaxPooling1d]);
      // TensorFlow.js' global layers refuse masks, which only other models have.
      return drawing.put(kind(named({})), node, [features]);
    }
    case 5:
      return drawing.put(layers.layerNormalization(named({})), node, shape);
  }
  return recurrent(drawing, node);
}

/** A convolution over time. */
function convolution<Symbolic>(drawing: Drawing<Symbolic>, node: Node<Symbolic>): Node<Symbolic> {
  const { layers, below, pick, named, beyondTensorFlow } = drawing;
  const [steps] = node.shape;
  const filters = pick([3, 4, 8]);
  const kernelSize = pick([1, 2, 3]);
  const dilationRate = below(3) === 0 ? 2 : 1;
  const strides = dilationRate === 1 ? pick([1, 1, 2]) : 1;
  const padding = beyondTensorFlow && below(2) === 0 ? "causal" : "same";
  const layer = layers.conv1d(
    named({ filters, kernelSize, strides, dilationRate, padding, activation: pick(ACTIVATIONS) } as const),
  );
  return drawing.put(layer, node, [Math.ceil(steps / strides), filters]);
}

/** A recurrent layer, in one direction or in both; where TensorFlow.js is not asked, it may keep its states. */
function recurrent<Symbolic>(drawing: Drawing<Symbolic>, node: Node<Symbolic>): Node<Symbolic> {
  const { layers, below, pick, named } = drawing;
  const [steps] = node.shape;
  const returnSequences = below(2) === 0;
  const stateful = drawing.beyondTensorFlow && below(3) === 0;
  const kind = pick([layers.simpleRNN, layers.lstm, layers.gru]);
  const shapeOf = (units: number) => (returnSequences ? [steps, units] : [units]);
  const options = { returnSequences, ...(stateful ? { stateful } : {}) };
  if (below(2) > 0)
    return drawing.put(kind(named({ units: 5, goBackwards: below(2) === 0, ...options })), node, shapeOf(5));
  const mergeMode = pick(["concat", "sum", "mul", "ave"] as const);
  const layer = kind({ units: 3, ...options }) as RNN;
  return drawing.put(
    layers.bidirectional(named({ layer, mergeMode })),
    node,
    shapeOf(mergeMode === "concat" ? 6 : 3),
  );
}

/** Steps of which some count as padding: those whose rectified numbers are all 0. */
function masked<Symbolic>(drawing: Drawing<Symbolic>, node: Node<Symbolic>): Node<Symbolic> {
  const { layers, named } = drawing;
  const [steps] = node.shape;
  const narrow = drawing.put(layers.dense(named({ units: 2, activation: "relu" })), node, [steps, 2]);
  return drawing.put(layers.masking(named({})), narrow, [steps, 2]);
}

/** What a sequence reads from another one. */
export function attention<Symbolic>(
  drawing: Drawing<Symbolic>,
  query: Node<Symbolic>,
  value: Node<Symbolic>,
): Node<Symbolic> {
  const { layers, pick, named } = drawing;
  const layer = layers.multiHeadAttention(named({ numHeads: pick([1, 2]), keyDim: pick([2, 3]) }));
  return drawing.putAll(layer, [query, value], query.shape);
}
