/**
 * The generation of text by an LSTM, as TensorFlow.js' examples write it; the job `tensorflow-programs` runs it
 * with either library, the import alone changed. The second word of the command is the back end; the program
 * writes the seconds of its training.
 */
import * as tf from "neurones/tfjs";

const TEXT =
  "Le réseau lit le texte lettre par lettre, et apprend à deviner la lettre suivante. Il commence par les " +
  "espaces, puis les syllabes, puis les mots. ";
const LENGTH = 40;
const EXAMPLES = 512;
const characters = Array.from(new Set(TEXT)).sort();

function examples(): [tf.Tensor3D, tf.Tensor2D] {
  const xs = tf.buffer([EXAMPLES, LENGTH, characters.length] as [number, number, number]);
  const ys = tf.buffer([EXAMPLES, characters.length] as [number, number]);
  const index = (position: number) => characters.indexOf(TEXT[position % TEXT.length]);
  for (let i = 0; i < EXAMPLES; i++) {
    for (let j = 0; j < LENGTH; j++) xs.set(1, i, j, index(3 * i + j));
    ys.set(1, i, index(3 * i + LENGTH));
  }
  return [xs.toTensor() as tf.Tensor3D, ys.toTensor() as tf.Tensor2D];
}

function network(): tf.Sequential {
  const model = tf.sequential();
  model.add(tf.layers.lstm({ units: 128, inputShape: [LENGTH, characters.length] }));
  model.add(tf.layers.dense({ units: characters.length, activation: "softmax" }));
  model.compile({ optimizer: tf.train.rmsprop(0.01), loss: "categoricalCrossentropy" });
  return model;
}

async function main(): Promise<void> {
  await tf.setBackend(process.argv[2]);
  await tf.ready();
  const model = network();
  const [xs, ys] = examples();
  const warmUp = [xs.slice(0, 64), ys.slice(0, 64)] as const;
  await model.fit(...warmUp, { batchSize: 64, epochs: 1, verbose: 0 });
  const start = performance.now();
  const history = await model.fit(xs, ys, { batchSize: 64, epochs: 1, verbose: 0 });
  console.log(
    JSON.stringify({ seconds: (performance.now() - start) / 1000, loss: Number(history.history["loss"][0]) }),
  );
}

await main();
