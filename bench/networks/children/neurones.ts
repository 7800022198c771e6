/** The contender of this project: the engine, imported and used as in a lesson. */
import { layers, sequential, Tensor, train, type Layer } from "neurones";
import { serve, targetsOf } from "./serve.js";

await serve(({ shape, layers: specs, classes, batchSize }) => {
  const make = layers as unknown as Readonly<Record<string, (options: object) => Layer>>;
  const model = sequential({
    layers: specs.map(([name, options], i) =>
      make[name]({ ...options, ...(i === 0 && { inputShape: shape }) }),
    ),
  });
  model.compile({
    optimizer: train.adam(),
    loss: classes === 2 ? "binaryCrossentropy" : "categoricalCrossentropy",
    metrics: ["accuracy"],
  });
  let [x, y]: Tensor[] = [];
  return Promise.resolve({
    take(examples) {
      x = new Tensor(examples.x, [examples.y.length, ...shape]);
      y = new Tensor(targetsOf(examples.y, classes), [examples.y.length, classes === 2 ? 1 : classes]);
    },
    async train() {
      const { history } = await model.fit(x, y, { batchSize, verbose: 0 });
      return history["loss"][0];
    },
  });
});
