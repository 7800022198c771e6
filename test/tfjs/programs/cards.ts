/** A card game without end: the same generator trains and validates, a few batches at a time. */
import * as tf from "neurones/tfjs";
import { draws, weightsOf, type Results } from "./draws.js";

const CARDS = 13;

type Game = { first: number[]; second: number[]; won: number };

function features({ first, second }: Pick<Game, "first" | "second">): tf.Tensor1D {
  return tf.tidy(() => {
    const counted = [first, second].map((hand) => tf.oneHot(tf.tensor1d(hand, "int32"), CARDS).sum(0));
    return tf.stack(counted).flatten().toFloat() as tf.Tensor1D;
  });
}

export async function main(): Promise<Results> {
  const draw = draws(4);
  function* games(): Generator<Game> {
    for (;;) {
      const [first, second] = [0, 1].map(() => Array.from({ length: 3 }, () => Math.floor(draw() * CARDS)));
      yield { first, second, won: Math.max(...first) >= Math.max(...second) ? 1 : 0 };
    }
  }
  const dataset = tf.data
    .generator(games)
    .map((game) => ({ xs: features(game), ys: tf.tensor1d([game.won]) }))
    .batch(8);
  const model = tf.sequential();
  model.add(tf.layers.dense({ inputShape: [2 * CARDS], units: 6, activation: "relu" }));
  model.add(tf.layers.dense({ units: 1, activation: "sigmoid" }));
  model.setWeights(model.getWeights().map((w, i) => tf.tensor(weightsOf(w.size, 2 + i), w.shape)));
  model.compile({ optimizer: tf.train.adam(0.02), loss: "binaryCrossentropy", metrics: ["accuracy"] });

  const course: number[] = [];
  const history = await model.fitDataset(dataset, {
    batchesPerEpoch: 3,
    epochs: 3,
    validationData: dataset,
    validationBatches: 2,
    callbacks: {
      onBatchEnd: async (_, logs) => void course.push(logs!.batch, logs!.size, logs!.loss, logs!.acc),
      onEpochEnd: async (_, logs) => void course.push(logs!.val_loss, logs!.val_acc),
    },
  });
  const hands = [
    { first: [1, 2, 3], second: [4, 5, 6] },
    { first: [12, 2, 3], second: [4, 5, 6] },
  ];
  const evaluated = (await model.evaluateDataset(dataset as never, { batches: 2 })) as tf.Scalar[];
  const few = tf.data
    .array([hands[0], hands[1]])
    .map((hand) => ({ xs: features(hand), ys: tf.tensor1d([1]) }));
  const short = await model.fitDataset(few.batch(1), {
    batchesPerEpoch: 4,
    epochs: 1,
  });
  return {
    course,
    params: [history.params.steps as number, history.params.epochs as number],
    evaluated: evaluated.map((value) => value.dataSync()[0]),
    short: short.history.loss as number[],
    predicted: (model.predict(tf.stack(hands.map(features))) as tf.Tensor).dataSync(),
  };
}
