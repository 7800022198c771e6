/** Text generation: an LSTM learns the next letter, then writes letter after letter. */
import * as tf from "neurones/tfjs";
import { weightsOf, type Results } from "./draws.js";

const TEXT = "le chat dort. le chien court. le chat court. la vache rumine. le chien dort. ";
const LENGTH = 10;

class TextData {
  readonly characters = Array.from(new Set(TEXT)).sort();
  private position = 0;

  indexOf(character: string): number {
    return this.characters.indexOf(character);
  }

  nextDataBatch(count: number): [tf.Tensor3D, tf.Tensor2D] {
    const size = this.characters.length;
    const xs = new tf.TensorBuffer<tf.Rank.R3, "float32">([count, LENGTH, size], "float32");
    const ys = tf.buffer([count, size], "float32");
    for (let i = 0; i < count; i++) {
      for (let j = 0; j < LENGTH; j++) xs.set(1, i, j, this.indexOf(TEXT[this.position + j]));
      ys.set(1, i, this.indexOf(TEXT[this.position + LENGTH]));
      this.position = (this.position + 3) % (TEXT.length - LENGTH - 1);
    }
    return [xs.toTensor(), ys.toTensor() as tf.Tensor2D];
  }
}

/** The most probable letter after the probabilities were sharpened by a temperature. */
function sample(probabilities: tf.Tensor1D, temperature: number): [number, number] {
  return tf.tidy(() => {
    const logits = tf.div(tf.log(probabilities), Math.max(temperature, 1e-6)) as tf.Tensor1D;
    const sharpened = tf.softmax(logits);
    const choice = sharpened.argMax().dataSync()[0];
    return [choice, sharpened.max().dataSync()[0]];
  });
}

export async function main(): Promise<Results> {
  const data = new TextData();
  const size = data.characters.length;
  const model = tf.sequential();
  for (const [i, units] of [8, 6].entries())
    model.add(
      tf.layers.lstm({
        units,
        returnSequences: i === 0,
        ...(i === 0 ? { inputShape: [LENGTH, size] } : {}),
      }),
    );
  model.add(tf.layers.dense({ units: size, activation: "softmax" }));
  model.setWeights(model.getWeights().map((w, i) => tf.tensor(weightsOf(w.size, i), w.shape)));
  model.compile({ optimizer: tf.train.rmsprop(0.01), loss: "categoricalCrossentropy" });
  const losses: number[] = [];
  for (let i = 0; i < 3; i++) {
    const [xs, ys] = data.nextDataBatch(24);
    await model.fit(xs, ys, {
      epochs: 2,
      batchSize: 8,
      shuffle: false,
      callbacks: {
        onTrainBegin: async () => {},
        onBatchEnd: async (_, logs) => void losses.push(logs!.loss),
      },
    });
    xs.dispose();
    ys.dispose();
  }
  let written = TEXT.slice(0, LENGTH)
    .split("")
    .map((character) => data.indexOf(character));
  const generated: number[] = [];
  const before = tf.memory().numTensors;
  while (generated.length < 12) {
    const input = tf.buffer([1, LENGTH, size] as [number, number, number]);
    written.forEach((index, i) => input.set(1, 0, i, index));
    const inputs = input.toTensor();
    const output = model.predict(inputs) as tf.Tensor;
    const [choice, certainty] = sample(tf.squeeze(output), 0.75);
    generated.push(choice, certainty);
    written = written.slice(1).concat(choice);
    inputs.dispose();
    output.dispose();
  }
  return { losses, generated, left: [tf.memory().numTensors - before] };
}
