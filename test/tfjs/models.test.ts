/** What programs read of models and layers, and the rules of trainings, compared with TensorFlow.js. */
import assert from "node:assert/strict";
import * as theirs from "@tensorflow/tfjs";
import * as neurones from "../../src/index.js";
import * as ours from "../../src/tfjs/index.js";

type Library = typeof theirs;
const tf = ours as unknown as Library;

/** Numbers in few digits, at any depth. */
function rounded(value: unknown): unknown {
  return JSON.parse(
    JSON.stringify(value, (_, each: unknown) =>
      typeof each === "number" ? Number(each.toPrecision(4)) : each,
    ),
  );
}

async function same(read: (tf: Library) => unknown): Promise<void> {
  assert.deepEqual(rounded(await read(tf)), rounded(await read(theirs)));
}

/** A name without the number that counts layers of a class, which each library counts by itself. */
const uncounted = (name: string) => name.replace(/([A-Za-z])\d+(?=\/|$)/g, "$1");

function named(tf: Library): theirs.LayersModel[] {
  const layer = () => tf.layers.dense({ units: 1, inputShape: [2], name: "twin" });
  const wrapped = (options: object) => options as Parameters<typeof tf.layers.bidirectional>[0];
  return [
    tf.sequential({ layers: [layer()] }),
    tf.sequential({ layers: [layer()] }),
    tf.sequential({
      layers: [
        tf.layers.bidirectional(
          wrapped({ layer: tf.layers.lstm({ units: 2, name: "reader" }), inputShape: [3, 2], name: "both" }),
        ),
        tf.layers.batchNormalization({ name: "norm" }),
      ],
    }),
    tf.sequential({
      layers: [
        tf.layers.timeDistributed({
          layer: tf.layers.dense({ units: 2 }),
          inputShape: [3, 2],
          name: "each",
        } as Parameters<typeof tf.layers.timeDistributed>[0]),
        tf.layers.rnn({
          cell: [tf.layers.gruCell({ units: 2 }), tf.layers.lstmCell({ units: 2 })],
          name: "rnn",
        }),
      ],
    }),
  ];
}

const examples = (tf: Library) =>
  [tf.tensor2d([0.1, 0.9, 0.4, 0.3, 0.8, 0.5, 0.2, 0.7], [4, 2]), tf.tensor2d([1, 0, 1, 0], [4, 1])] as const;

function dense(tf: Library, options: object = {}): theirs.Sequential {
  const model = tf.sequential({ layers: [tf.layers.dense({ units: 1, inputShape: [2], ...options })] });
  model.setWeights([tf.tensor2d([1.5, -2], [2, 1]), tf.tensor1d([0.25])]);
  return model;
}

const course = { epochs: 2, batchSize: 2, shuffle: false, verbose: 0 } as const;

describe("weights of neurones/tfjs", () => {
  it("have TensorFlow.js' names, also where several layers have one name", () =>
    same((tf) => {
      const models = named(tf);
      return models.map((model) => [
        model.weights.map(({ name, originalName }) => [name, originalName].map(uncounted)),
        model.getWeights().map((weight) => uncounted((weight as theirs.Variable).name)),
      ]);
    }));

  it("have the names of their gradients, of optimizers' states and of saved models", () =>
    same(async (tf) => {
      const [, model] = named(tf);
      const [xs] = examples(tf);
      const loss = () => (model.predict(xs) as theirs.Tensor).square().sum() as theirs.Scalar;
      const { grads } = tf.variableGrads(loss);
      const optimizer: theirs.Optimizer = tf.train.adam(0.1);
      optimizer.minimize(loss);
      let saved: theirs.io.ModelArtifacts | undefined;
      const handler = tf.io.withSaveHandler((artifacts) => {
        saved = artifacts;
        return Promise.resolve({ modelArtifactsInfo: {} } as theirs.io.SaveResult);
      });
      await model.save(handler);
      const own = model.weights.map(({ name }) => name);
      return [
        Object.keys(grads).map((name) => own.indexOf(name)),
        (await optimizer.getWeights()).map(({ name }) =>
          own.findIndex((each) => name.startsWith(`${each}/`)),
        ),
        saved?.weightSpecs?.map(({ name }) => name),
        model.weights.map(({ name }) => grads[name].shape),
      ];
    }));

  it("keep their names in files that neurones writes and reads", () => {
    const layer = neurones.layers.dense({ units: 1, inputShape: [2] });
    neurones.sequential({ layers: [layer] });
    assert.deepEqual(
      layer.weights.map(({ name }) => name),
      ["kernel", "bias"],
    );
  });

  it("exist as soon as a layer is in a graph, or built by hand", () =>
    same((tf) => {
      const applied = tf.layers.dense({ units: 2, name: "applied" });
      const output = applied.apply(tf.input({ shape: [3] })) as theirs.SymbolicTensor;
      const built = tf.layers.dense({ units: 2 });
      built.build([null, 4]);
      const shapes = [applied, built].map((layer) => layer.getWeights().map(({ shape }) => shape));
      return [shapes, output.name, applied.countParams(), built.trainableWeights.length];
    }));
});

describe("layers and graphs of neurones/tfjs", () => {
  it("have their inputs among the layers of a model, and know who reads from whom", () =>
    same((tf) => {
      const [a, b] = [tf.input({ shape: [3], name: "a" }), tf.input({ shape: [2], name: "b" })];
      const hidden = tf.layers.dense({ units: 2, name: "hidden" }).apply(a) as theirs.SymbolicTensor;
      const joined = tf.layers.concatenate({ name: "joined" }).apply([hidden, b]) as theirs.SymbolicTensor;
      const model = tf.model({ inputs: [a, b], outputs: joined });
      return [
        model.layers.map((layer) => [
          layer.name,
          layer.getClassName(),
          layer.trainable,
          layer.inboundNodes.length,
          layer.outboundNodes.length,
          layer.outputShape,
        ]),
        [a.sourceLayer.name, joined.sourceLayer.name, joined.nodeIndex, joined.tensorIndex],
        [model.inputNames, model.outputNames, (model.getLayer("b").output as theirs.SymbolicTensor).shape],
        (model.getLayer("hidden").getInputAt(0) as theirs.SymbolicTensor).shape,
      ];
    }));

  it("merge inputs with different numbers of axes", () =>
    same((tf) => {
      const [a, b] = [tf.input({ shape: [2] }), tf.input({ shape: [1, 2] })];
      const values = [tf.tensor2d([[1, 2]]), tf.tensor3d([[[3, -4]]])];
      return (["add", "multiply", "average", "maximum", "minimum"] as const).map((kind) => {
        const output = tf.layers[kind]().apply([a, b]) as theirs.SymbolicTensor;
        const model = tf.model({ inputs: [a, b], outputs: output });
        return [output.shape, (model.predict(values) as theirs.Tensor).arraySync()];
      });
    }));

  it("take input layers of programs, hooks of calls, and data of one's own", () =>
    same(async (tf) => {
      const model = tf.sequential({
        layers: [tf.layers.inputLayer({ inputShape: [3], name: "start" }), tf.layers.dense({ units: 1 })],
      });
      model.setUserDefinedMetadata({ author: "Ada" });
      let saved: theirs.io.ModelArtifacts | undefined;
      const handler = tf.io.withSaveHandler((artifacts) => {
        saved = artifacts;
        return Promise.resolve({ modelArtifactsInfo: {} } as theirs.io.SaveResult);
      });
      await model.save(handler);
      const loaded = await tf.loadLayersModel(tf.io.fromMemory(saved!));
      return [
        model.layers.map((layer) => layer.getClassName()),
        [model.inputs[0].name, (model.input as theirs.SymbolicTensor).rank],
        loaded.getUserDefinedMetadata(),
        loaded.layers.map((layer) => [layer.getClassName(), layer.inboundNodes.length]),
      ];
    }));

  it("give layers of programs the mask of their input", () =>
    same((tf) => {
      const seen: unknown[] = [];
      class Watching extends tf.layers.Layer {
        static readonly className = "Watching";
        constructor() {
          super({});
          this.supportsMasking = true;
        }
        override call(inputs: theirs.Tensor[], kwargs: { mask?: theirs.Tensor }): theirs.Tensor {
          seen.push(kwargs.mask?.arraySync());
          return inputs[0];
        }
      }
      const model = tf.sequential({
        layers: [tf.layers.masking({ maskValue: 0, inputShape: [2, 1] }), new Watching()],
      });
      model.predict(tf.tensor3d([[[1], [0]]]));
      return seen.map((mask) => JSON.stringify(mask).replaceAll("true", "1").replaceAll("false", "0"));
    }));
});

describe("trainings of neurones/tfjs by the rules of TensorFlow.js", () => {
  it("leave penalties out of evaluations, and let constraints hold where weights are set", () =>
    same(async (tf) => {
      const model = dense(tf, {
        kernelRegularizer: tf.regularizers.l2({ l2: 0.1 }),
        kernelConstraint: tf.constraints.maxNorm({ maxValue: 1, axis: 0 }),
      });
      const before = model.getWeights()[0].arraySync();
      model.compile({ optimizer: tf.train.sgd(0.5), loss: "meanSquaredError" });
      const [xs, ys] = examples(tf);
      const { history } = await model.fit(xs, ys, { ...course, validationData: [xs, ys] });
      const [loss] = [model.evaluate(xs, ys)].flat();
      return [before, history, loss.dataSync()[0], model.getWeights()[0].arraySync()];
    }));

  for (const metric of ["precision", "MSE", "MAE", "MAPE", "cosine", "crossentropy", "accuracy"])
    it(`know the metric ${metric}`, () =>
      same(async (tf) => {
        const model = dense(tf, { activation: "sigmoid" });
        model.compile({ optimizer: tf.train.adadelta(0.1), loss: "binaryCrossentropy", metrics: [metric] });
        return [(await model.fit(...examples(tf), course)).history, model.metricsNames, model.metrics];
      }));

  for (const loss of ["hinge", "squaredHinge", "categoricalHinge"])
    it(`take any targets for ${loss}`, () =>
      same(async (tf) => {
        const model = dense(tf);
        model.compile({ optimizer: "sgd", loss, metrics: ["accuracy"] });
        return [(await model.fit(...examples(tf), course)).history, model.loss];
      }));

  it("end where a dataset ends, and tell their callbacks what they do", () =>
    same(async (tf) => {
      const rows = tf.data.zip({
        xs: tf.data.array([
          [1, 2],
          [2, 3],
          [3, 4],
        ]),
        ys: tf.data.array([[1], [2], [3]]),
      });
      const dataset = rows.batch(1) as theirs.data.Dataset<{ xs: theirs.Tensor; ys: theirs.Tensor }>;
      const model = dense(tf);
      model.compile({ optimizer: "sgd", loss: "meanSquaredError" });
      const { warn } = console;
      console.warn = () => undefined;
      try {
        const { history, params } = await model.fitDataset(dataset, { batchesPerEpoch: 2, epochs: 2 });
        const loss = (await model.evaluateDataset(dataset as never, { batches: 2 })) as theirs.Scalar;
        return [history.loss.length, params, loss.dataSync()[0]];
      } finally {
        console.warn = warn;
      }
    }));

  it("stop early as TensorFlow.js does, and by its methods", () =>
    same(async (tf) => {
      const model = dense(tf);
      model.compile({ optimizer: tf.train.sgd(0.5), loss: "meanSquaredError" });
      const stopping = tf.callbacks.earlyStopping({ monitor: "loss", patience: 2, minDelta: 0.3 });
      const { epoch, params } = await model.fit(...examples(tf), {
        ...course,
        epochs: 30,
        callbacks: stopping,
      });
      stopping.setModel(model);
      model.stopTraining = false;
      await stopping.onTrainBegin();
      for (const [i, loss] of [3, 2.9, 2.8, 2.7].entries()) await stopping.onEpochEnd(i, { loss });
      return [epoch, params, model.stopTraining, stopping instanceof tf.Callback];
    }));

  it("go on normalizing by batches in frozen layers", () =>
    same(async (tf) => {
      const model = tf.sequential({
        layers: [tf.layers.batchNormalization({ inputShape: [2] }), tf.layers.dense({ units: 1 })],
      });
      model.layers[1].setWeights([tf.tensor2d([1.5, -2], [2, 1]), tf.tensor1d([0.25])]);
      model.layers[0].trainable = false;
      model.compile({ optimizer: "sgd", loss: "meanSquaredError" });
      const { history } = await model.fit(...examples(tf), course);
      return [history, model.layers[0].getWeights().map((weight) => weight.arraySync())];
    }));
});
