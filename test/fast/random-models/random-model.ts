/** Random models that are no chain: branches, merges, shared layers, several inputs and outputs. */
import type { RandomStream } from "../../../src/random/stream.js";
import { Drawing, type Library, type Node } from "./library.js";
import { pictureLayer } from "./pictures.js";
import { attention, sequenceLayer } from "./sequences.js";
import { vectorLayer } from "./vectors.js";

export interface RandomModel<Made> {
  readonly model: Made;
  /** For each input how many words there are, if it consists of words; undefined where it consists of numbers. */
  readonly words: readonly (number | undefined)[];
  readonly outputCount: number;
  /** Whether TensorFlow.js has all of its layers, and computes the same values. */
  readonly isKnownToTensorFlow: boolean;
}

/** How many words an input of words has, and how many numbers a word is given. */
const WORDS = 7;
const WORD_LENGTH = 4;

const INPUTS: readonly { readonly shape: readonly number[]; readonly words?: number }[] = [
  { shape: [5] },
  { shape: [6, 6, 3] },
  { shape: [4, 4, 8] },
  { shape: [8, 7, 8] },
  { shape: [4, 3] },
  { shape: [6], words: WORDS },
  { shape: [3, 4], words: WORDS },
];

/** The same choices give the same model in each library. */
export function randomModel<Symbolic, Made>(
  library: Library<Symbolic, Made>,
  random: RandomStream,
): RandomModel<Made> {
  const drawing = new Drawing(library, random);
  const { layers, below, pick, named } = drawing;
  const chosen = Array.from({ length: 1 + below(2) }, () =>
    // TensorFlow.js cannot distribute an embedding over time.
    pick(
      INPUTS.filter(
        ({ shape, words }) => drawing.beyondTensorFlow || words === undefined || shape.length === 1,
      ),
    ),
  );
  const inputs = chosen.map(({ shape }) => library.input({ shape: [...shape] }));
  const nodes: Node<Symbolic>[] = chosen.map(({ shape, words }, i) => {
    const node = { tensor: inputs[i], shape };
    return words === undefined ? node : embedded(drawing, node);
  });
  const read = [...nodes];
  const shared = {
    layer: layers.dense(named({ units: 5, activation: "tanh" })),
    features: 5,
  };

  const unary = (node: Node<Symbolic>): Node<Symbolic> => {
    const { length } = node.shape;
    if (length === 1) return vectorLayer(drawing, node, shared);
    return length === 2 ? sequenceLayer(drawing, node) : pictureLayer(drawing, node);
  };

  for (let step = 3 + below(8); step > 0; step--)
    nodes.push((below(3) === 0 ? merged(drawing, nodes) : undefined) ?? unary(pick(nodes)));

  const flat = (node: Node<Symbolic>) =>
    node.shape.length === 1
      ? node
      : drawing.put(layers.flatten(named({})), node, [node.shape.reduce((product, n) => product * n)]);
  const ended = (node: Node<Symbolic>) => drawing.put(layers.dense(named({ units: 2 })), flat(node), [2]);
  const outputs = Array.from({ length: 1 + below(2) }, (_, i) => ended(nodes[nodes.length - 1 - i]));
  // Each input must reach an output.
  outputs[0] = drawing.putAll(layers.add(named({})), [outputs[0], ...read.map(ended)], [2]);
  return {
    model: library.model({ inputs, outputs: outputs.map(({ tensor }) => tensor) }),
    words: chosen.map(({ words }) => words),
    outputCount: outputs.length,
    isKnownToTensorFlow: !drawing.beyondTensorFlow,
  };
}

/** Words as vectors; word 0 may be padding. */
function embedded<Symbolic>(drawing: Drawing<Symbolic>, node: Node<Symbolic>): Node<Symbolic> {
  const { layers, below, named, beyondTensorFlow } = drawing;
  const options = { inputDim: WORDS, outputDim: WORD_LENGTH };
  const shape = [...node.shape, WORD_LENGTH];
  if (node.shape.length === 2)
    return drawing.put(layers.timeDistributed(named({ layer: layers.embedding(options) })), node, shape);
  const maskZero = beyondTensorFlow && below(2) === 0;
  return drawing.put(layers.embedding(named({ ...options, ...(maskZero ? { maskZero } : {}) })), node, shape);
}

/** Several values as one; undefined where no others fit the one that was drawn. */
function merged<Symbolic>(
  drawing: Drawing<Symbolic>,
  nodes: readonly Node<Symbolic>[],
): Node<Symbolic> | undefined {
  const { layers, below, pick, named, beyondTensorFlow } = drawing;
  const one = pick(nodes);
  const { shape } = one;
  if (beyondTensorFlow && shape.length === 2 && below(2) === 0)
    return attention(drawing, one, pick(nodes.filter((node) => node.shape.length === 2)));
  const equal = nodes.filter((node) => String(node.shape) === String(shape));
  const others = [one, pick(equal), ...(below(3) === 0 ? [pick(equal)] : [])];
  // TensorFlow.js refuses to merge a tensor with itself.
  const distinct = [...new Set(others)];
  if (distinct.length < 2) return undefined;
  if (below(3) === 0) {
    const last = shape[shape.length - 1] * distinct.length;
    return drawing.putAll(layers.concatenate(named({ axis: -1 })), distinct, [...shape.slice(0, -1), last]);
  }
  const pair = distinct.slice(0, 2);
  if (shape.length === 1 && below(5) === 0) return drawing.putAll(layers.dot(named({ axes: -1 })), pair, [1]);
  if (beyondTensorFlow && below(4) === 0) return drawing.putAll(layers.subtract(named({})), pair, shape);
  const kind = pick([layers.add, layers.multiply, layers.average, layers.maximum, layers.minimum]);
  return drawing.putAll(kind(named({})), distinct, shape);
}
