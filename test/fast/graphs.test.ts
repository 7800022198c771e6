/** Programs that are no chain agree with autograd, and with TensorFlow.js. */
import assert from "node:assert/strict";
import * as tf from "@tensorflow/tfjs";
import "../../src/autograd/methods.js";
import { fastEngine } from "../../src/fast/fast-engine.js";
import { lowerModel } from "../../src/fast/program/lower.js";
import * as layers from "../../src/layers/layers.js";
import type { Layer } from "../../src/layers/layer.js";
import type { SymbolicTensor } from "../../src/layers/symbolic-tensor.js";
import { lossFrom, type LossName } from "../../src/losses/losses.js";
import type { Model } from "../../src/model/model.js";
import { input, model, sequential } from "../../src/model/models.js";
import { AutogradEngine } from "../../src/model/training/autograd-engine.js";
import type { Batch, BatchResult, TrainingEngine } from "../../src/model/training/training-engine.js";
import * as train from "../../src/optimizers/train.js";
import { RandomStream } from "../../src/random/stream.js";
import { sizeOf } from "../../src/tensor/shape.js";
import { Tensor } from "../../src/tensor/tensor.js";
import { assertNear } from "./close.js";
import { DRAWN, type Library } from "./random-models/library.js";
import { randomModel } from "./random-models/random-model.js";
import { RECURRENT_GRAPHS } from "./recurrent-graphs.js";
import { numbers } from "./workbench.js";

const OURS: Library<SymbolicTensor, Model> = {
  layers,
  input,
  model: ({ inputs, outputs }) => model({ inputs, outputs, seed: 4 }),
  apply: (layer, given) => (layer as Layer).apply(given as SymbolicTensor),
};
const THEIRS: Library<tf.SymbolicTensor, tf.LayersModel> = {
  layers: tf.layers as unknown as Library<tf.SymbolicTensor, tf.LayersModel>["layers"],
  input: ({ shape }) => tf.input({ shape }),
  model: ({ inputs, outputs }) => tf.model({ inputs, outputs }),
  apply: (layer, given) => (layer as tf.layers.Layer).apply(given as tf.SymbolicTensor) as tf.SymbolicTensor,
};

/** How a model is trained. */
interface Trained {
  readonly make: () => Model;
  readonly losses: readonly LossName[];
  /** For each input how many words there are, if it consists of words. */
  readonly words?: readonly (number | undefined)[];
  readonly lossWeights?: readonly number[];
  readonly batches?: readonly number[];
  readonly optimizer?: () => train.Optimizer;
}

function engineOf(
  { make, losses, lossWeights, optimizer = () => train.sgd(0.1) }: Trained,
  kind: (model: Parameters<typeof fastEngine>[0]) => TrainingEngine | undefined,
): { readonly engine: TrainingEngine; readonly model: Model } {
  const made = make();
  const engine = kind({
    graph: made.graph,
    training: {
      optimizer: optimizer(),
      losses: losses.map((loss) => lossFrom(loss, "test")),
      ...(lossWeights === undefined ? {} : { lossWeights }),
      trainable: made.trainableWeights,
    },
  });
  assert.ok(engine !== undefined, "this model has no fast engine");
  return { engine, model: made };
}

function batchOf(
  made: Model,
  { losses, words = [] }: Pick<Trained, "losses" | "words">,
  rows: number,
  seed: number,
): Batch {
  const shapeOf = ({ shape }: SymbolicTensor) => [rows, ...(shape.slice(1) as number[])];
  const inputs = made.inputs.map((each, i) => {
    const shape = shapeOf(each);
    const values = numbers(sizeOf(shape), seed + i);
    const count = words[i];
    return new Tensor(
      count === undefined ? values : values.map((value) => Math.floor(((value + 1) / 2) * count)),
      shape,
    );
  });
  const targets = made.outputs.map((each, i) => {
    const shape = shapeOf(each);
    if (losses[i] === "sparseCategoricalCrossentropy")
      return new Tensor(
        Float32Array.from({ length: rows }, (_, row) => (row * 5 + seed) % shape[shape.length - 1]),
        [rows],
      );
    return new Tensor(numbers(sizeOf(shape), seed + 7 + i).map(Math.abs), shape);
  });
  return { inputs, targets };
}

/** Trains both engines on the same batches; compares losses, outputs and weights. */
function assertSame(each: Trained, tolerance = 5e-5): void {
  const readable = engineOf(each, (made) => new AutogradEngine(made));
  const fast = engineOf(each, fastEngine);
  (each.batches ?? [5, 3]).forEach((rows, i) => {
    const batch = batchOf(fast.model, each, rows, 20 * i + 1);
    const compare = (run: (engine: TrainingEngine) => BatchResult, what: string) => {
      const [expected, actual] = [readable, fast].map(({ engine }) => run(engine));
      assertNear([actual.loss, ...actual.losses], [expected.loss, ...expected.losses], tolerance, what);
      actual.outputs.forEach((output, which) => {
        assert.deepEqual(output.shape, expected.outputs[which].shape);
        assertNear(output.storage, expected.outputs[which].storage, tolerance, `${what}, output ${which}`);
      });
    };
    compare((engine) => engine.evaluateBatch(batch), "evaluated");
    compare((engine) => ({ loss: 0, losses: [], outputs: engine.predictBatch(batch.inputs) }), "predicted");
    compare((engine) => engine.trainBatch(batch, 3), "trained");
    fast.engine.synchronize();
    readable.model.weights.forEach((weight, which) =>
      assertNear(fast.model.weights[which].storage, weight.storage, tolerance, `${weight.name} ${which}`),
    );
  });
}

const dense = (units: number, activation?: "relu" | "tanh" | "sigmoid" | "softmax") =>
  layers.dense({ units, ...(activation === undefined ? {} : { activation }) });

/** The parts of a network that makes data, and of the one that judges them. */
function adversaries(): { readonly generator: Model; readonly judge: Model } {
  const generator = sequential({
    seed: 1,
    layers: [layers.dense({ units: 6, activation: "relu", inputShape: [3] }), dense(4, "tanh")],
  });
  const judge = sequential({
    seed: 2,
    layers: [
      layers.dense({ units: 6, activation: "relu", inputShape: [4] }),
      layers.dropout({ rate: 0.3 }),
      dense(1, "sigmoid"),
    ],
  });
  return { generator, judge };
}

const MODELS: Readonly<Record<string, Trained>> = {
  ...RECURRENT_GRAPHS,
  "a residual connection": {
    losses: ["categoricalCrossentropy"],
    make: () => {
      const x = input({ shape: [6] });
      const hidden = dense(8, "relu").apply(x);
      const sum = layers.add().apply([hidden, dense(8).apply(dense(8, "tanh").apply(hidden))]);
      return model({
        inputs: x,
        outputs: dense(3, "softmax").apply(layers.activation({ activation: "relu" }).apply(sum)),
      });
    },
  },
  "a residual network for pictures, with batch normalisation": {
    losses: ["sparseCategoricalCrossentropy"],
    optimizer: () => train.sgd(0.02),
    make: () => {
      const x = input({ shape: [8, 8, 3] });
      const conv = (filters: number) =>
        layers.conv2d({ filters, kernelSize: 3, padding: "same", useBias: false });
      let y = layers
        .activation({ activation: "relu" })
        .apply(layers.batchNormalization().apply(conv(8).apply(x)));
      for (let block = 0; block < 2; block++) {
        const inner = layers
          .activation({ activation: "relu" })
          .apply(layers.batchNormalization().apply(conv(8).apply(y)));
        const sum = layers.add().apply([y, layers.batchNormalization().apply(conv(8).apply(inner))]);
        y = layers.activation({ activation: "relu" }).apply(sum);
      }
      return model({
        inputs: x,
        outputs: dense(4, "softmax").apply(layers.globalAveragePooling2d().apply(y)),
      });
    },
  },
  "two inputs and two losses, one of which counts more": {
    losses: ["binaryCrossentropy", "meanSquaredError"],
    lossWeights: [1, 0.3],
    make: () => {
      const [a, b] = [input({ shape: [4] }), input({ shape: [6] })];
      const joined = layers.concatenate().apply([dense(5, "tanh").apply(a), b]);
      return model({ inputs: [a, b], outputs: [dense(1, "sigmoid").apply(joined), dense(2).apply(joined)] });
    },
  },
  "a layer that is used twice": {
    losses: ["meanSquaredError"],
    make: () => {
      const [a, b] = [input({ shape: [4] }), input({ shape: [4] })];
      const shared = dense(5, "tanh");
      const difference = layers.subtract().apply([shared.apply(a), shared.apply(b)]);
      return model({ inputs: [a, b], outputs: dense(1).apply(difference) });
    },
  },
  "an output that another layer reads": {
    losses: ["categoricalCrossentropy", "meanSquaredError"],
    make: () => {
      const x = input({ shape: [4] });
      const classes = dense(3, "softmax").apply(x);
      return model({ inputs: x, outputs: [classes, dense(2).apply(classes)] });
    },
  },
  "the same output twice": {
    losses: ["binaryCrossentropy", "meanAbsoluteError"],
    make: () => {
      const x = input({ shape: [4] });
      const y = dense(3, "sigmoid").apply(x);
      return model({ inputs: x, outputs: [y, y] });
    },
  },
  "an input that is an output too": {
    losses: ["meanSquaredError", "meanSquaredError"],
    make: () => {
      const x = input({ shape: [4] });
      return model({ inputs: x, outputs: [dense(2).apply(x), x] });
    },
  },
  "models within a model, one of them frozen": {
    losses: ["binaryCrossentropy"],
    make: () => {
      const { generator, judge } = adversaries();
      judge.trainable = false;
      const x = input({ shape: [3] });
      return model({ inputs: x, outputs: judge.apply(generator.apply(x)) });
    },
  },
  "a model within a model that is used twice": {
    losses: ["meanSquaredError"],
    make: () => {
      const { judge } = adversaries();
      const [a, b] = [input({ shape: [4] }), input({ shape: [4] })];
      return model({ inputs: [a, b], outputs: layers.multiply().apply([judge.apply(a), judge.apply(b)]) });
    },
  },
  "a layer some of whose weights are frozen": {
    losses: ["meanSquaredError"],
    make: () => {
      const made = sequential({
        seed: 3,
        layers: [
          layers.conv2d({ filters: 8, kernelSize: 3, activation: "relu", inputShape: [8, 8, 3] }),
          layers.maxPooling2d(),
          layers.flatten(),
          dense(2),
        ],
      });
      const [kernel, , , bias] = made.weights;
      [kernel, bias].forEach((weight) => (weight.trainable = false));
      return made;
    },
  },
  "merges of three inputs": {
    losses: ["meanSquaredError"],
    make: () => {
      const x = input({ shape: [4] });
      const three = () => [dense(5, "relu").apply(x), dense(5, "relu").apply(x), dense(5, "tanh").apply(x)];
      const merged = [layers.multiply(), layers.maximum(), layers.minimum(), layers.average(), layers.add()];
      return model({
        inputs: x,
        outputs: dense(2).apply(layers.concatenate().apply(merged.map((each) => each.apply(three())))),
      });
    },
  },
  "sums and means before relu, of two inputs, of three, of one twice, and of one that is repeated": {
    losses: ["meanSquaredError"],
    make: () => {
      const x = input({ shape: [5] });
      const [a, b, c] = [dense(7, "tanh").apply(x), dense(7, "tanh").apply(x), dense(1, "tanh").apply(x)];
      const sums = [
        layers.add().apply([a, b]),
        layers.subtract().apply([a, b]),
        layers.average().apply([a, b, a]),
        layers.add().apply([b, b]),
        layers.add().apply([a, c]),
      ];
      const rectified = sums.map((each) => layers.activation({ activation: "relu" }).apply(each));
      return model({ inputs: x, outputs: dense(2).apply(layers.concatenate().apply(rectified)) });
    },
  },
  "activations and a normalisation that read the same value, and are read twice": {
    losses: ["meanSquaredError", "meanSquaredError"],
    make: () => {
      const x = input({ shape: [5] });
      const y = dense(6).apply(x);
      const tanh = layers.activation({ activation: "tanh" }).apply(y);
      const sigmoid = layers.activation({ activation: "sigmoid" }).apply(tanh);
      const normalized = layers.batchNormalization().apply(y);
      const joined = layers.concatenate().apply([tanh, sigmoid, normalized, y]);
      return model({ inputs: x, outputs: [dense(2).apply(joined), layers.add().apply([normalized, tanh])] });
    },
  },
  "a picture whose channels are squeezed and excited": {
    losses: ["meanSquaredError"],
    make: () => {
      const x = input({ shape: [4, 5, 6] });
      const y = layers.conv2d({ filters: 6, kernelSize: 3, padding: "same", activation: "tanh" }).apply(x);
      const squeezed = dense(3, "relu").apply(layers.globalAveragePooling2d().apply(y));
      const excited = layers.reshape({ targetShape: [1, 1, 6] }).apply(dense(6, "sigmoid").apply(squeezed));
      const product = layers.multiply().apply([y, excited]);
      return model({ inputs: x, outputs: dense(2).apply(layers.globalAveragePooling2d().apply(product)) });
    },
  },
  "merges of inputs that are repeated along the first, the last, and all axes": {
    losses: ["meanSquaredError"],
    make: () => {
      const [x, z] = [input({ shape: [4, 5] }), input({ shape: [1] })];
      const whole = dense(3, "tanh").apply(x);
      const steps = dense(1, "tanh").apply(x);
      const row = layers.reshape({ targetShape: [1, 3] }).apply(dense(3).apply(z));
      const number = dense(1, "tanh").apply(z);
      const kinds = [layers.multiply(), layers.maximum(), layers.minimum(), layers.average(), layers.add()];
      const merged = kinds.map((kind) => kind.apply([whole, steps, row, number]));
      const others = [
        layers.subtract().apply([steps, row]),
        layers.multiply().apply([row, whole]),
        layers.add().apply([number, number]),
      ];
      const outputs = [...merged, ...others.slice(0, 2)].map((each) => layers.flatten().apply(each));
      return model({
        inputs: [x, z],
        outputs: dense(2).apply(layers.concatenate().apply([...outputs, others[2]])),
      });
    },
  },
  "inner products along each axis of either input, one of which is read twice": {
    losses: ["meanSquaredError"],
    make: () => {
      const x = input({ shape: [4, 4] });
      const [a, b] = [dense(4, "tanh").apply(x), dense(4, "tanh").apply(x)];
      const axes = [[1, 1], [1, 2], [2, 1], [2, 2]] as const; // prettier-ignore
      const products = axes.map((each) => layers.dot({ axes: each }).apply([a, b]));
      const scores = layers.softmax().apply(layers.dot({ axes: 2 }).apply([a, a]));
      const read = layers.dot({ axes: [2, 1] }).apply([scores, a]);
      const all = [...products, read].map((each) => layers.flatten().apply(each));
      const vectors = layers.dot({ axes: 1 }).apply(all.slice(0, 2));
      return model({ inputs: x, outputs: dense(2).apply(layers.concatenate().apply([...all, vectors])) });
    },
  },
  "joined along another axis than the last": {
    losses: ["meanSquaredError"],
    make: () => {
      const x = input({ shape: [4, 6] });
      const parts = [dense(3, "tanh").apply(x), dense(3).apply(x)];
      return model({
        inputs: x,
        outputs: dense(2).apply(layers.flatten().apply(layers.concatenate({ axis: 1 }).apply(parts))),
      });
    },
  },
  "a sequence that reads itself, and its layer normalisation": {
    losses: ["meanSquaredError"],
    make: () => {
      const x = input({ shape: [5, 6] });
      const hidden = layers.dense({ units: 6, activation: "tanh" }).apply(x);
      const read = layers.multiHeadAttention({ numHeads: 2, keyDim: 3 }).apply([hidden, hidden]);
      const sum = layers.layerNormalization().apply(layers.add().apply([hidden, read]));
      return model({ inputs: x, outputs: dense(2).apply(layers.flatten().apply(sum)) });
    },
  },
  "attention without biases to other sequences, with keys, values and an output of other lengths": {
    losses: ["meanSquaredError"],
    make: () => {
      const [query, value, key] = [
        input({ shape: [4, 5] }),
        input({ shape: [7, 6] }),
        input({ shape: [7, 3] }),
      ];
      const attention = layers.multiHeadAttention({
        numHeads: 3,
        keyDim: 4,
        valueDim: 5,
        useBias: false,
        outputShape: 9,
      });
      const read = attention.apply([
        dense(5, "tanh").apply(query),
        dense(6).apply(value),
        dense(3).apply(key),
      ]);
      return model({ inputs: [query, value, key], outputs: dense(2).apply(read) });
    },
  },
  "attention that reads no later step, nor masked ones": {
    losses: ["meanSquaredError"],
    make: () => {
      const [x, y] = [input({ shape: [5, 4] }), input({ shape: [5, 4] })];
      // No step of these examples is 0.1 throughout, but those of the second are often below 0.
      const steps = layers.masking({ maskValue: 0.1 }).apply(x);
      const rectified = layers
        .masking({ maskValue: 0 })
        .apply(layers.dense({ units: 1, activation: "relu" }).apply(y));
      const attention = layers.multiHeadAttention({ numHeads: 2, keyDim: 3 });
      const read = attention.apply(steps, { value: rectified, useCausalMask: true });
      return model({ inputs: [x, y], outputs: dense(2).apply(layers.flatten().apply(read)) });
    },
  },
  "attention with masks of pairs, for all heads and for each": {
    losses: ["meanSquaredError"],
    make: () => {
      const [x, all, each] = [
        input({ shape: [4, 3] }),
        input({ shape: [4, 4] }),
        input({ shape: [2, 4, 4] }),
      ];
      const rectified = (mask: SymbolicTensor) => layers.reLU().apply(mask);
      const attention = () => layers.multiHeadAttention({ numHeads: 2, keyDim: 3 });
      const first = attention().apply(x, { value: x, attentionMask: rectified(all) });
      const second = attention().apply(first, { value: first, attentionMask: rectified(each) });
      return model({ inputs: [x, all, each], outputs: dense(2).apply(second) });
    },
  },
};

describe("programs that are graphs", () => {
  for (const [name, each] of Object.entries(MODELS))
    it(`train as autograd does: ${name}`, () => {
      const { graph, inputs } = each.make();
      const shapes = inputs.map(({ shape }) => shape.slice(1) as number[]);
      const steps = lowerModel({ graph, training: undefined }, shapes)!.program.steps;
      assert.ok(!steps.some(({ operation: { kind } }) => kind === "host"), "each layer is compiled");
      assertSame(each);
    });

  it("train the halves of a generative network in turn, as autograd does", () => {
    const run = (kind: (model: Parameters<typeof fastEngine>[0]) => TrainingEngine | undefined) => {
      const { generator, judge } = adversaries();
      const setup = (made: Model) => ({
        graph: made.graph,
        training: {
          optimizer: train.adam(0.01),
          losses: [lossFrom("binaryCrossentropy", "test")],
          trainable: made.trainableWeights,
        },
      });
      const ofJudge = kind(setup(judge))!;
      judge.trainable = false;
      const x = input({ shape: [3] });
      const ofBoth = kind(setup(model({ inputs: x, outputs: judge.apply(generator.apply(x)) })))!;
      const losses: number[] = [];
      for (let step = 0; step < 4; step++) {
        const noise = new Tensor(numbers(15, step), [5, 3]);
        const real = new Tensor(numbers(20, step + 9), [5, 4]);
        const [ones, zeros] = [1, 0].map((value) => new Tensor(new Float32Array(5).fill(value), [5, 1]));
        const made = generator.predict(noise) as Tensor;
        for (const [inputs, targets] of [
          [real, ones],
          [made, zeros],
        ]) {
          losses.push(ofJudge.trainBatch({ inputs: [inputs], targets: [targets] }, 1).loss);
          ofJudge.synchronize();
        }
        losses.push(ofBoth.trainBatch({ inputs: [noise], targets: [ones] }, 1).loss);
        ofBoth.synchronize();
      }
      return losses;
    };
    assertNear(
      run(fastEngine),
      run((made) => new AutogradEngine(made)),
      1e-4,
    );
  });

  it("that are random, 300 of them, train as autograd does and predict as TensorFlow.js", function () {
    this.timeout(600_000);
    const drawn = new Set<string>();
    for (let seed = 0; seed < 300; seed++) {
      const { outputCount, words, isKnownToTensorFlow } = randomModel(OURS, new RandomStream(seed));
      const make = () => randomModel(OURS, new RandomStream(seed)).model;
      const losses = new Array<LossName>(outputCount).fill("meanSquaredError");
      try {
        assertSame({ make, losses, words, batches: [4, 4], optimizer: () => train.sgd(0.01) }, 1e-4);
        const made = make();
        for (const { className } of made.layers) drawn.add(className.toLowerCase());
        if (isKnownToTensorFlow) comparePredictions(made, words, seed);
      } catch (error) {
        throw new Error(`random model ${seed}: ${String(error)}`, { cause: error });
      }
    }
    const missing = DRAWN.filter((name) => !drawn.has(name.toLowerCase()));
    assert.deepEqual(missing, [], "each kind of layer is drawn");
  });
});

function comparePredictions(ours: Model, words: Trained["words"], seed: number): void {
  const { model: theirs } = randomModel(THEIRS, new RandomStream(seed));
  for (const layer of ours.layers) {
    if (layer.weights.length === 0) continue;
    const values = layer.weights.map(({ storage, shape }) => tf.tensor(storage, [...shape]));
    theirs.getLayer(layer.name).setWeights(values);
    tf.dispose(values);
  }
  const { inputs } = batchOf(ours, { losses: [], words }, 3, seed);
  const given = inputs.map(({ storage, shape }) => tf.tensor(storage, [...shape]));
  const expected = [theirs.predict(given.length === 1 ? given[0] : given)].flat();
  [ours.predict(inputs.length === 1 ? inputs[0] : [...inputs])]
    .flat()
    .forEach(({ storage }, i) => assertNear(storage, expected[i].dataSync(), 1e-4, `prediction ${i}`));
  tf.dispose([given, expected]);
  theirs.dispose();
}
