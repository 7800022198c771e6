/** Dates from one form to another: an encoder, a decoder that begins with its state, and attention between them. */
import * as tf from "neurones/tfjs";
import { draws, weightsOf, type Results } from "./draws.js";

const [INPUTS, OUTPUTS] = [6, 5];
const [SYMBOLS, ANSWERS] = [9, 8];
const UNITS = 6;

class LastStep extends tf.layers.Layer {
  static readonly className = "LastStep";

  override computeOutputShape(inputShape: tf.Shape): tf.Shape {
    const shape = inputShape.slice();
    shape.splice(shape.length - 2, 1);
    return shape;
  }

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    const input = Array.isArray(inputs) ? inputs[0] : inputs;
    tf.util.assert(input.shape.length === 3, () => `rank ${input.shape.length}`);
    return input.gather([input.shape[1]! - 1], 1).squeeze([1]);
  }
}
tf.serialization.registerClass(LastStep);

function build(): tf.LayersModel {
  const apply = (layer: tf.layers.Layer, x: tf.SymbolicTensor | tf.SymbolicTensor[], options?: object) =>
    layer.apply(x, options) as tf.SymbolicTensor;
  const encoderInput = tf.input({ shape: [INPUTS] });
  const decoderInput = tf.input({ shape: [OUTPUTS] });
  const words = (inputDim: number, inputLength: number) =>
    tf.layers.embedding({ inputDim, outputDim: UNITS, inputLength, maskZero: true });
  const encoder = apply(
    tf.layers.lstm({ units: UNITS, returnSequences: true }),
    apply(words(SYMBOLS, INPUTS), encoderInput),
  );
  const last = apply(new LastStep({ name: "encoderLast" }), encoder);
  const decoder = apply(
    tf.layers.lstm({ units: UNITS, returnSequences: true }),
    apply(words(ANSWERS, OUTPUTS), decoderInput),
    { initialState: [last, last] },
  );
  const scores = apply(tf.layers.dot({ axes: [2, 2] }), [decoder, encoder]);
  const attention = apply(tf.layers.activation({ activation: "softmax", name: "attention" }), scores);
  const context = apply(tf.layers.dot({ axes: [2, 1], name: "context" }), [attention, encoder]);
  const combined = apply(tf.layers.concatenate(), [context, decoder]);
  const hidden = tf.layers.dense({ units: UNITS, activation: "tanh" });
  const answer = tf.layers.dense({ units: ANSWERS, activation: "softmax" });
  return tf.model({
    inputs: [encoderInput, decoderInput],
    outputs: apply(
      tf.layers.timeDistributed({ layer: answer }),
      apply(tf.layers.timeDistributed({ layer: hidden }), combined),
    ),
  });
}

export async function main(): Promise<Results> {
  const model = build();
  model.setWeights(model.getWeights().map((w, i) => tf.tensor(weightsOf(w.size, 3 + i), w.shape)));
  model.compile({ loss: "categoricalCrossentropy", optimizer: "adam" });
  const draw = draws(4);
  const symbols = (columns: number, count: number) =>
    tf.tensor2d(
      Array.from({ length: 8 * columns }, () => 1 + Math.floor(draw() * (count - 1))),
      [8, columns],
    );
  const xs = [symbols(INPUTS, SYMBOLS), symbols(OUTPUTS, ANSWERS)];
  const ys = tf.oneHot(symbols(OUTPUTS, ANSWERS).toInt(), ANSWERS);
  const { history } = await model.fit(xs, ys, {
    epochs: 3,
    batchSize: 4,
    shuffle: false,
    validationData: [xs, ys],
  });

  const [answer, weights] = tf.tidy(() => {
    const source = xs[0].slice([0, 0], [1, INPUTS]);
    const written = tf.buffer<tf.Rank.R2>([1, OUTPUTS]);
    written.set(1, 0, 0);
    for (let i = 1; i < OUTPUTS; i++) {
      const prediction = model.predict([source, written.toTensor()]) as tf.Tensor;
      written.set(prediction.argMax(2).dataSync()[i - 1], 0, i);
    }
    const shown = tf.model({
      inputs: model.inputs,
      outputs: model.outputs.concat([model.getLayer("attention").output as tf.SymbolicTensor]),
    });
    const [probabilities, attended] = shown.predict([source, written.toTensor()]) as tf.Tensor[];
    return [[...written.values, ...probabilities.dataSync()], attended.dataSync()];
  });
  return {
    loss: history.loss as number[],
    validated: history.val_loss as number[],
    answer,
    weights,
    counts: [model.layers.length, model.countParams(), model.getWeights().length],
  };
}
