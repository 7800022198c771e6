/** Sequence to sequence: a trained pair of LSTMs is taken apart, and answers step by step from its states. */
import * as tf from "neurones/tfjs";
import { draws, weightsOf, type Results } from "./draws.js";

const [LETTERS, UNITS] = [6, 4];

export async function main(): Promise<Results> {
  const source = tf.input({ shape: [null, LETTERS] });
  const encoder = tf.layers.lstm({ units: UNITS, returnState: true, name: "encoder" });
  const [, ...states] = encoder.apply(source) as tf.SymbolicTensor[];
  const target = tf.input({ shape: [null, LETTERS] });
  const decoder = tf.layers.lstm({ units: UNITS, returnSequences: true, returnState: true, name: "decoder" });
  const [decoded] = decoder.apply(target, { initialState: states }) as tf.SymbolicTensor[];
  const answer = tf.layers.dense({ units: LETTERS, activation: "softmax" });
  const model = tf.model({
    inputs: [source, target],
    outputs: answer.apply(decoded) as tf.SymbolicTensor,
  });
  model.setWeights(model.getWeights().map((w, i) => tf.tensor(weightsOf(w.size, 3 + i), w.shape)));
  model.compile({ optimizer: "rmsprop", loss: "categoricalCrossentropy" });

  const draw = draws(4);
  const letters = (count: number, steps: number) => {
    const places = Array.from({ length: count * steps }, () => Math.floor(draw() * LETTERS));
    return tf.oneHot(tf.tensor2d(places, [count, steps], "int32"), LETTERS).toFloat();
  };
  const [xs, ds, ys] = [letters(8, 4), letters(8, 3), letters(8, 3)];
  const { history } = await model.fit([xs, ds], ys, { epochs: 2, batchSize: 4, shuffle: false });

  const encoding = tf.model({ inputs: source, outputs: states });
  const given = ["h", "c"].map((name) => tf.input({ shape: [UNITS], name: `decoder_state_${name}` }));
  const [step, ...next] = decoder.apply(target, { initialState: given }) as tf.SymbolicTensor[];
  const decoding = tf.model({
    inputs: [target, ...given],
    outputs: [answer.apply(step) as tf.SymbolicTensor, ...next],
  });
  let memory = encoding.predict(xs.slice([0], [1])) as tf.Tensor[];
  let letter = 0;
  const written: number[] = [];
  const probabilities: number[] = [];
  for (let i = 0; i < 4; i++) {
    const last = tf.oneHot(tf.tensor2d([[letter]], [1, 1], "int32"), LETTERS).toFloat();
    const [prediction, ...after] = decoding.predict([last, ...memory]) as tf.Tensor[];
    letter = prediction.squeeze([0, 1]).argMax().dataSync()[0];
    written.push(letter);
    probabilities.push(...prediction.dataSync());
    memory = after;
  }
  return {
    loss: history.loss as number[],
    written,
    probabilities,
    counts: [
      model.layers.length,
      decoding.layers.length,
      encoding.layers.length,
      decoder.inboundNodes.length,
    ],
  };
}
