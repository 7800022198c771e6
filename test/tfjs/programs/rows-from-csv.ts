/** Regression on a CSV file: labels by `columnConfigs`, the columns scaled by what a first reading finds. */
import * as tf from "neurones/tfjs";
import { draws, weightsOf, type Results } from "./draws.js";

type Row = { xs: { [column: string]: number }; ys: { [column: string]: number } };

/** A file of apartments, in memory. */
function file(): string {
  const draw = draws(11);
  const lines = Array.from({ length: 30 }, () => {
    const rooms = 1 + Math.floor(5 * draw());
    const area = Math.round(20 * rooms + 30 * draw());
    const floor = Math.floor(6 * draw());
    return [rooms, area, floor, (2 * area + 5 * rooms - floor).toFixed(1)].join(",");
  });
  return `data:text/csv,${encodeURIComponent(["rooms,area,floor,price", ...lines].join("\n"))}`;
}

export async function main(): Promise<Results> {
  const csv = tf.data.csv(file(), { columnConfigs: { price: { isLabel: true } } });
  const columns = (await csv.columnNames()).slice(0, -1);
  const largest = new Map(columns.map((name) => [name, 0]));
  await csv.forEachAsync((row) => {
    const { xs } = row as unknown as Row;
    for (const name of columns) largest.set(name, Math.max(largest.get(name)!, xs[name]));
  });
  const examples = csv
    .map((row) => {
      const { xs, ys } = row as unknown as Row;
      return {
        xs: columns.map((name) => xs[name] / largest.get(name)!),
        ys: Object.values(ys).map((price) => price / 100),
      };
    })
    .shuffle(30, "apartments")
    .batch(8) as tf.data.Dataset<{ xs: tf.Tensor; ys: tf.Tensor }>;

  const model = tf.sequential();
  model.add(tf.layers.dense({ units: 1, inputShape: [columns.length] }));
  model.setWeights([tf.tensor2d(weightsOf(3, 1), [3, 1]), tf.zeros([1])]);
  model.compile({ optimizer: tf.train.sgd(0.05), loss: "meanSquaredError", metrics: ["mae"] });
  const { history } = await model.fitDataset(examples, { epochs: 6, callbacks: undefined });
  const [loss, error] = (await model.evaluateDataset(examples.take(2), { batches: 2 })) as tf.Scalar[];
  return {
    columns: [columns.length, ...largest.values()],
    loss: history.loss as number[],
    error: history.mae as number[],
    // Each reading draws another order, so the two batches differ each time, in the same manner.
    evaluated: [loss.dataSync()[0], error.dataSync()[0]],
    predicted: (model.predict(tf.tensor2d([[0.5, 0.5, 0]])) as tf.Tensor).dataSync(),
  };
}
