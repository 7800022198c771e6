/** A network as a model of this project: the engine, imported and used as in a lesson. */
import * as neurones from "neurones";
import type { Network } from "../networks.js";
import { modelOf } from "./model-of.js";
import { targetsOf, type ContenderModel } from "./serve.js";

const { input, model, ones, randomNormal, Tensor, train, zeros } = neurones;
type Tensor = neurones.Tensor;

/** How many random numbers a generative network begins with. */
const NOISE = 64;

function classifier({ layers: specs, shape, classes, target, inputs, batchSize }: Network): ContenderModel {
  const made = modelOf(neurones, specs, shape, inputs);
  made.compile({
    optimizer: train.adam(),
    ...(classes === 0
      ? { loss: "meanSquaredError" }
      : {
          loss: classes === 2 ? "binaryCrossentropy" : "categoricalCrossentropy",
          metrics: ["accuracy"],
        }),
  });
  let [x, y]: Tensor[] = [];
  return {
    take(examples) {
      x = new Tensor(examples.x, [examples.y.length, ...shape]);
      y =
        target === "zeros"
          ? zeros([examples.y.length, ...(made.outputs[0].shape.slice(1) as number[])])
          : classes === 0
            ? x
            : new Tensor(targetsOf(examples.y, classes), [examples.y.length, classes === 2 ? 1 : classes]);
    },
    async train() {
      const all = inputs === undefined ? x : new Array<Tensor>(inputs).fill(x);
      const { history } = await made.fit(all, y, { batchSize, verbose: 0 });
      return history["loss"][0];
    },
  };
}

/** A generative network: the judge sees real examples and made ones, then both learn together. */
function generative({ layers: specs, judge: ofJudge, shape, batchSize }: Network): ContenderModel {
  const generator = modelOf(neurones, specs, [NOISE]);
  const judge = modelOf(neurones, ofJudge!, shape);
  const settings = () => ({ optimizer: train.adam(), loss: "binaryCrossentropy" }) as const;
  judge.compile(settings());
  judge.trainable = false;
  const noise = input({ shape: [NOISE] });
  const both = model({ inputs: noise, outputs: judge.apply(generator.apply(noise)) });
  both.compile(settings());
  const [real, made] = [ones([batchSize, 1]), zeros([batchSize, 1])];
  let x: Tensor;
  return {
    take(examples) {
      x = new Tensor(examples.x, [examples.y.length, ...shape]);
    },
    async train() {
      let loss = 0;
      const batches = x.shape[0] / batchSize;
      for (let batch = 0; batch < batches; batch++) {
        const start = randomNormal([batchSize, NOISE]);
        await judge.trainOnBatch(x.slice([batch * batchSize, 0], [batchSize, shape[0]]), real);
        await judge.trainOnBatch(generator.predictOnBatch(start) as Tensor, made);
        loss += (await both.trainOnBatch(start, real)) as number;
      }
      return loss / batches;
    },
  };
}

export function neuronesModel(network: Network): ContenderModel {
  return network.judge === undefined ? classifier(network) : generative(network);
}
