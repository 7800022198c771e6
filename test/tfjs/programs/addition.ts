/** A recurrent network that reads sums such as "12+7" letter by letter and says the result. */
import * as tf from "neurones/tfjs";
import { draws, weightsOf, type Results } from "./draws.js";

class CharacterTable {
  readonly indices: { [character: string]: number } = {};

  constructor(private readonly characters: string) {
    Array.from(characters).forEach((character, i) => (this.indices[character] = i));
  }

  get size(): number {
    return this.characters.length;
  }

  encode(text: string, rows: number): tf.Tensor2D {
    const buffer = tf.buffer<tf.Rank.R2>([rows, this.size]);
    for (let i = 0; i < text.length; i++) buffer.set(1, i, this.indices[text[i]]);
    return buffer.toTensor();
  }

  encodeBatch(texts: string[], rows: number): tf.Tensor3D {
    const buffer = tf.buffer([texts.length, rows, this.size] as [number, number, number]);
    texts.forEach((text, n) => {
      for (let i = 0; i < text.length; i++) buffer.set(1, n, i, this.indices[text[i]]);
    });
    return buffer.toTensor() as tf.Tensor3D;
  }

  decode(x: tf.Tensor): string {
    const indices = tf.tidy(() => x.argMax(1).dataSync());
    return Array.from(indices)
      .map((i) => this.characters[i])
      .join("");
  }
}

function questions(count: number): [string, string][] {
  const draw = draws(9);
  return Array.from({ length: count }, () => {
    const [a, b] = [Math.floor(30 * draw()), Math.floor(30 * draw())];
    return [`${a}+${b}`.padEnd(5), String(a + b).padEnd(3)];
  });
}

export async function main(): Promise<Results> {
  const table = new CharacterTable("0123456789+ ");
  const pairs = questions(32);
  const xs = table.encodeBatch(
    pairs.map(([question]) => question),
    5,
  );
  const ys = table.encodeBatch(
    pairs.map(([, answer]) => answer),
    3,
  );
  const results: Results = {};
  for (const kind of ["simpleRNN", "gru", "lstm"] as const) {
    const model = tf.sequential();
    model.add(
      tf.layers[kind]({ units: 8, recurrentInitializer: "glorotNormal", inputShape: [5, table.size] }),
    );
    model.add(tf.layers.dense({ units: 3 * table.size }));
    model.add(tf.layers.reshape({ targetShape: [3, table.size] }));
    model.add(tf.layers.activation({ activation: "softmax" }));
    model.setWeights(model.getWeights().map((w, i) => tf.tensor(weightsOf(w.size, i), w.shape)));
    model.compile({ loss: "categoricalCrossentropy", optimizer: tf.train.adam(0.01), metrics: ["accuracy"] });
    const history = await model.fit(xs, ys, { epochs: 4, batchSize: 8, shuffle: false });
    const [loss, accuracy] = model.evaluate(xs, ys) as tf.Scalar[];
    const one = table.encode(pairs[0][0], 5);
    const output = model.predict(one.expandDims(0)) as tf.Tensor;
    const answer = table.decode(output.as2D(output.shape[1] as number, output.shape[2] as number));
    results[kind] = [...(history.history.loss as number[]), ...(history.history.acc as number[])];
    results[`${kind} result`] = [loss.dataSync()[0], accuracy.dataSync()[0], answer.length];
    results[`${kind} output`] = output.dataSync();
  }
  return results;
}
