/** Random models that are no chain: branches, merges, shared layers, models within models, several inputs. */
import type * as neuronesLayers from "../../src/layers/layers.js";
import type { RNN } from "../../src/layers/rnn.js";
import type { RandomStream } from "../../src/random/stream.js";

/** A library in which a model can be described: this one, or TensorFlow.js. */
export interface Library<Symbolic, Made> {
  readonly layers: Pick<
    typeof neuronesLayers,
    | "dense"
    | "conv2d"
    | "conv2dTranspose"
    | "depthwiseConv2d"
    | "separableConv2d"
    | "upSampling2d"
    | "zeroPadding2d"
    | "maxPooling2d"
    | "averagePooling2d"
    | "globalAveragePooling2d"
    | "flatten"
    | "activation"
    | "batchNormalization"
    | "layerNormalization"
    | "add"
    | "multiply"
    | "average"
    | "maximum"
    | "concatenate"
    | "simpleRNN"
    | "lstm"
    | "gru"
    | "bidirectional"
    | "timeDistributed"
    | "permute"
    | "repeatVector"
  >;
  input(options: { readonly shape: number[] }): Symbolic;
  model(options: { readonly inputs: Symbolic[]; readonly outputs: Symbolic[] }): Made;
  apply(layer: unknown, input: Symbolic | readonly Symbolic[]): Symbolic;
}

/** A symbolic tensor with the shape of an example. */
interface Node<Symbolic> {
  readonly tensor: Symbolic;
  readonly shape: readonly number[];
}

const ACTIVATIONS = ["relu", "tanh", "sigmoid", "linear", "elu", "selu", "swish", "relu6"] as const;

/** The same choices give the same model in each library. */
export function randomModel<Symbolic, Made>(
  { layers, input, model, apply }: Library<Symbolic, Made>,
  random: RandomStream,
): {
  readonly model: Made;
  readonly inputShapes: readonly (readonly number[])[];
  readonly outputCount: number;
} {
  const below = (bound: number) => Math.floor(random.uniform() * bound);
  const pick = <Value>(list: readonly Value[]): Value => list[below(list.length)];
  const inputShapes = Array.from({ length: 1 + below(2) }, () => pick([[5], [6, 6, 3], [4, 4, 8], [4, 3]]));
  const inputs = inputShapes.map((shape) => ({ tensor: input({ shape: [...shape] }), shape }));
  const nodes: Node<Symbolic>[] = [...inputs];
  const put = (tensor: Symbolic, shape: readonly number[]) => nodes.push({ tensor, shape });
  let count = 0;
  const named = <Options extends object>(options: Options) => ({ name: `layer${++count}`, ...options });
  const shared = layers.dense(named({ units: 5, activation: "tanh" as const }));

  const sequence = (
    tensor: Symbolic,
    [steps, features]: readonly number[],
  ): [tensor: Symbolic, shape: readonly number[]] => {
    switch (below(4)) {
      case 0:
        return [apply(layers.permute(named({ dims: [2, 1] })), tensor), [features, steps]];
      case 1:
        return [
          apply(layers.timeDistributed(named({ layer: layers.dense({ units: 3 }) })), tensor),
          [steps, 3],
        ];
    }
    const returnSequences = below(2) === 0;
    const goBackwards = below(2) === 0;
    const kind = pick([layers.simpleRNN, layers.lstm, layers.gru]);
    const output = (units: number) => (returnSequences ? [steps, units] : [units]);
    if (below(3) > 0)
      return [apply(kind(named({ units: 5, returnSequences, goBackwards })), tensor), output(5)];
    const mergeMode = pick(["concat", "sum", "mul", "ave"] as const);
    const layer = kind({ units: 3, returnSequences }) as RNN;
    return [
      apply(layers.bidirectional(named({ layer, mergeMode })), tensor),
      output(mergeMode === "concat" ? 6 : 3),
    ];
  };

  const unary = ({ tensor, shape }: Node<Symbolic>) => {
    const activation = pick(ACTIVATIONS);
    if (shape.length === 1) {
      const units = pick([3, 5, 5]);
      switch (below(6)) {
        case 4:
          return put(apply(layers.repeatVector(named({ n: 3 })), tensor), [3, shape[0]]);
        case 0:
          return put(apply(layers.activation(named({ activation })), tensor), shape);
        case 1:
          return put(apply(layers.batchNormalization(named({})), tensor), shape);
        case 2:
          if (shape[0] === 5) return put(apply(shared, tensor), [5]);
          break;
        case 3:
          return put(apply(layers.layerNormalization(named({})), tensor), shape);
      }
      return put(apply(layers.dense(named({ units, activation })), tensor), [units]);
    }
    if (shape.length === 2) return put(...sequence(tensor, shape));
    const [height, width, channels] = shape;
    switch (below(12)) {
      case 0:
        if (height >= 4)
          return put(
            apply(pick([layers.maxPooling2d, layers.averagePooling2d])(named({ poolSize: 2 })), tensor),
            [height / 2, width / 2, channels],
          );
        break;
      case 1:
        return put(apply(layers.batchNormalization(named({})), tensor), shape);
      case 2:
        return put(apply(layers.globalAveragePooling2d(named({})), tensor), [channels]);
      case 3:
        return put(apply(layers.flatten(named({})), tensor), [height * width * channels]);
      case 4: {
        const options = named({
          filters: 4,
          kernelSize: 3,
          strides: 2,
          padding: "same" as const,
          activation,
        });
        if (height <= 4)
          return put(apply(layers.conv2dTranspose(options), tensor), [2 * height, 2 * width, 4]);
        return put(apply(layers.conv2d(options), tensor), [Math.ceil(height / 2), Math.ceil(width / 2), 4]);
      }
      case 5:
        return put(
          apply(
            layers.depthwiseConv2d(named({ kernelSize: 3, padding: "same" as const, activation })),
            tensor,
          ),
          shape,
        );
      case 6:
        return put(
          apply(
            layers.separableConv2d(named({ filters: 4, kernelSize: 2, padding: "same" as const })),
            tensor,
          ),
          [height, width, 4],
        );
      case 7:
        if (height <= 4)
          return put(apply(layers.upSampling2d(named({ size: [2, 2] as [number, number] })), tensor), [
            2 * height,
            2 * width,
            channels,
          ]);
        break;
      case 8:
        // Once only: where a filter sees nothing but zeros, relu has no derivative that rounding leaves alone.
        if (height === 6)
          return put(apply(layers.zeroPadding2d(named({ padding: 1 })), tensor), [
            height + 2,
            width + 2,
            channels,
          ]);
    }
    const filters = pick([4, 8]);
    const kernelSize = pick([1, 3, 3]);
    const conv = layers.conv2d(named({ filters, kernelSize, padding: "same" as const, activation }));
    return put(apply(conv, tensor), [height, width, filters]);
  };

  const merge = () => {
    const one = pick(nodes);
    const equal = nodes.filter(({ shape }) => String(shape) === String(one.shape));
    const others = [one, pick(equal), ...(below(3) === 0 ? [pick(equal)] : [])];
    // TensorFlow.js refuses to merge a tensor with itself.
    const distinct = [...new Set(others)];
    if (distinct.length < 2) return unary(one);
    const tensors = distinct.map(({ tensor }) => tensor);
    if (below(3) === 0) {
      const last = one.shape[one.shape.length - 1] * distinct.length;
      return put(apply(layers.concatenate(named({ axis: -1 })), tensors), [...one.shape.slice(0, -1), last]);
    }
    const kind = pick([layers.add, layers.multiply, layers.average, layers.maximum]);
    return put(apply(kind(named({})), tensors), one.shape);
  };

  for (let step = 3 + below(8); step > 0; step--)
    if (below(3) === 0) merge();
    else unary(pick(nodes));
  const outputs = Array.from({ length: 1 + below(2) }, (_, i): Symbolic => {
    const { tensor, shape } = nodes[nodes.length - 1 - i];
    const flat = shape.length === 1 ? tensor : apply(layers.flatten(named({})), tensor);
    return apply(layers.dense(named({ units: 2 })), flat);
  });
  // Each input must reach an output.
  const joined = inputs.map(({ tensor, shape }) =>
    apply(
      layers.dense(named({ units: 2 })),
      shape.length === 1 ? tensor : apply(layers.flatten(named({})), tensor),
    ),
  );
  outputs[0] = apply(layers.add(named({})), [outputs[0], ...joined]);
  return {
    model: model({ inputs: inputs.map(({ tensor }) => tensor), outputs }),
    inputShapes,
    outputCount: outputs.length,
  };
}
