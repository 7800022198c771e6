/** What `neurones/tfjs` takes and answers where `neurones` refuses or differs, compared with TensorFlow.js. */
import assert from "node:assert/strict";
import * as theirs from "@tensorflow/tfjs";
import * as neurones from "../../src/index.js";
import * as ours from "../../src/tfjs/index.js";

type Library = typeof theirs;
const tf = ours as unknown as Library;

/** The warnings that a call writes. */
async function warnings(call: () => unknown): Promise<string[]> {
  const { warn } = console;
  const written: string[] = [];
  console.warn = (text: string) => void written.push(text);
  try {
    await call();
  } finally {
    console.warn = warn;
  }
  return written;
}

function model(tf: Library, weights: readonly number[] = [0.1, -0.2, 0.3]): theirs.Sequential {
  const made = tf.sequential({ layers: [tf.layers.dense({ units: 1, inputShape: [2] })] });
  made.setWeights([tf.tensor2d(weights.slice(0, 2), [2, 1]), tf.tensor1d(weights.slice(2))]);
  return made;
}

function examples(tf: Library): [theirs.Tensor2D, theirs.Tensor2D] {
  return [tf.tensor2d([0.1, 0.9, 0.4, 0.3, 0.8, 0.5, 0.2, 0.7], [4, 2]), tf.tensor2d([1, 0, 1, 0], [4, 1])];
}

/** Options as JavaScript programs give them, whatever the types say. */
const any = <T>(options: unknown) => options as T;

describe("options of neurones/tfjs", () => {
  it("that are unknown are ignored, with one warning; neurones refuses them", async () => {
    const options = { epochs: 1, batch_size: 25, verbose: 0 };
    const [x, y] = examples(tf);
    const mine = model(tf);
    mine.compile({ optimizer: "sgd", loss: "meanSquaredError" });
    const first = await warnings(() => mine.fit(x, y, any(options)));
    assert.equal(first.filter((text) => text.includes("batch_size")).length, 1, first.join("\n"));
    assert.deepEqual(await warnings(() => mine.fit(x, y, any(options))), []);
    assert.throws(() => neurones.layers.dense(any({ units: 1, unts: 2 })), neurones.ArgumentError);
    const strict = neurones.sequential({ layers: [neurones.layers.dense({ units: 1, inputShape: [2] })] });
    strict.compile({ optimizer: "sgd", loss: "meanSquaredError" });
    await assert.rejects(strict.fit([[1, 2]], [[1]], any(options)), neurones.ArgumentError);
  });

  it("may be null, and a shape a number", async () => {
    const layer = tf.layers.dense(
      any({ units: 2, inputShape: 3, kernelRegularizer: null, activation: null, biasInitializer: "Zeros" }),
    );
    const made = tf.sequential({ layers: [layer] });
    assert.deepEqual(made.inputs[0].shape, [null, 3]);
    made.compile(any({ optimizer: "adam", loss: "meanSquaredError", metrics: null }));
    const history = await made.fit(
      tf.ones([2, 3]),
      tf.ones([2, 2]),
      any({ callbacks: null, validationData: null, epochs: 1, yieldEvery: "auto" }),
    );
    assert.deepEqual(Object.keys(history.history), ["loss"]);
  });

  it("name initializers, constraints and optimizers by their classes too", () => {
    const layer = tf.layers.dense({ units: 2, inputShape: [2], kernelInitializer: any("GlorotUniform") });
    tf.sequential({ layers: [layer] });
    const constant = tf.layers.dense({
      units: 1,
      inputShape: [2],
      kernelInitializer: tf.initializers.constant({ value: 3 }),
    });
    tf.sequential({ layers: [constant] });
    assert.deepEqual(Array.from(constant.getWeights()[0].dataSync()), [3, 3]);
    assert.deepEqual(Array.from(tf.initializers.ones().apply([2]).dataSync()), [1, 1]);
  });
});

describe("trainings of neurones/tfjs", () => {
  it("call objects of any functions and custom callbacks, with the logs of TensorFlow.js", async () => {
    const logs = async (tf: Library): Promise<unknown[]> => {
      const seen: unknown[] = [];
      const [x, y] = examples(tf);
      const mine = model(tf);
      mine.compile({ optimizer: tf.train.sgd(0.1), loss: "meanSquaredError", metrics: ["accuracy", "mse"] });
      const custom = new tf.CustomCallback({
        onTrainBegin: () => void seen.push("begin"),
        onEpochEnd: async (epoch, logs) => void seen.push(epoch, Object.keys(logs ?? {}).sort()),
      });
      await mine.fit(x, y, {
        epochs: 2,
        batchSize: 2,
        shuffle: false,
        verbose: 0,
        validationData: [x, y],
        callbacks: [custom, new tf.CustomCallback({ onBatchEnd: async (batch) => void seen.push(batch) })],
      });
      return seen;
    };
    assert.deepEqual(await logs(tf), await logs(theirs));
  });

  it("evaluate to tensors: one without metrics, a list with them", () => {
    for (const metrics of [undefined, ["mae"]]) {
      const [mine, other] = [tf, theirs].map((library) => {
        const made = model(library);
        made.compile({ optimizer: "sgd", loss: "meanSquaredError", ...(metrics && { metrics }) });
        const result = made.evaluate(...examples(library), { batchSize: 3 });
        return Array.isArray(result)
          ? result.map((each) => each.dataSync()[0].toFixed(4))
          : result.dataSync()[0].toFixed(4);
      });
      assert.deepEqual(mine, other);
    }
  });

  it("order the weights of a model as TensorFlow.js: those that are trained first", () => {
    const shapes = [tf, theirs].map((library) => {
      const made = library.sequential({
        layers: [
          library.layers.dense({ units: 3, inputShape: [2] }),
          library.layers.batchNormalization(),
          library.layers.dense({ units: 1, trainable: false }),
          library.layers.dense({ units: 4 }),
        ],
      });
      return made.getWeights().map(({ shape }) => shape);
    });
    assert.deepEqual(shapes[0], shapes[1]);
  });

  it("freeze weights at once, and train them again", async () => {
    const course = async (tf: Library): Promise<number[]> => {
      const [x, y] = examples(tf);
      const mine = model(tf);
      const seen: number[] = [];
      const step = async () => {
        await mine.trainOnBatch(x, y);
        seen.push(...mine.layers[0].getWeights()[1].dataSync());
      };
      mine.compile({ optimizer: tf.train.sgd(0.5), loss: "meanSquaredError" });
      await step();
      seen.push(mine.trainableWeights.length);
      mine.layers[0].trainable = false;
      seen.push(mine.trainableWeights.length);
      mine.layers[0].trainable = true;
      await step();
      return seen;
    };
    const [mine, other] = [await course(tf), await course(theirs)];
    mine.forEach((value, i) => assert.ok(Math.abs(value - other[i]) < 1e-6, `${i}: ${value}, ${other[i]}`));
  });

  it("apply gradients by the names of variables, of several models with equal layers", () => {
    const [one, two] = [model(tf), model(tf, [1, 2, 3])];
    const [x] = examples(tf);
    const loss = () =>
      (one.apply(x) as theirs.Tensor)
        .add(two.apply(x) as theirs.Tensor)
        .square()
        .mean() as theirs.Scalar;
    const { grads } = tf.variableGrads(loss);
    assert.equal(Object.keys(grads).length, 4);
    const before = two.getWeights()[1].dataSync()[0];
    const optimizer: theirs.Optimizer = tf.train.sgd(0.1);
    optimizer.applyGradients(grads);
    assert.notEqual(two.getWeights()[1].dataSync()[0], before);
  });
});

describe("ranges of neurones/tfjs", () => {
  const cases: readonly (readonly [start: number, stop: number, step?: number])[] = [
    [4, -2],
    [3, 10, -2],
    [0, -10, -3],
    [5, 5],
    [0, 1, 0.25],
  ];
  for (const given of cases)
    it(`range(${given.join(", ")}) has TensorFlow.js' numbers`, () => {
      assert.deepEqual(tf.range(...given).arraySync(), theirs.range(...given).arraySync());
    });
});

describe("models of neurones/tfjs", () => {
  /** What a program reads of a model, and the gradient of its prediction. */
  async function read(tf: Library) {
    const mine = model(tf);
    const [x] = examples(tf);
    const { value, grads } = tf.variableGrads(() => (mine.predict(x) as theirs.Tensor).square().mean());
    const logs: unknown[] = [];
    mine.compile({ optimizer: "sgd", loss: "meanSquaredError" });
    await mine.fit(...examples(tf), {
      epochs: 1,
      verbose: 0,
      callbacks: {
        onTrainBegin: (given) => void logs.push(typeof given),
        onEpochBegin: (_, given) => void logs.push(typeof given),
        onBatchBegin: (_, given) => void logs.push(typeof given),
        onTrainEnd: (given) => void logs.push(typeof given),
      },
    });
    return {
      loss: value.dataSync()[0].toFixed(5),
      gradients: Object.values(grads).map((each) => Array.from(each.dataSync(), (one) => one.toFixed(5))),
      shapes: [mine.outputShape, mine.layers[0].outputShape],
      logs,
      buffer: new tf.TensorBuffer([2, 2], undefined as never).dtype ?? "float32",
      version: typeof tf.version.tfjs,
    };
  }

  it("predict with gradients, know their shapes, and give each callback logs", async () => {
    assert.deepEqual(await read(tf), await read(theirs));
  });
});
