/** Training compared with TensorFlow.js, reproducible training, and validation. */
import assert from "node:assert/strict";
import * as tf from "@tensorflow/tfjs";
import "../../../src/autograd/methods.js";
import * as layers from "../../../src/layers/layers.js";
import { sequential } from "../../../src/model/models.js";
import type { Sequential } from "../../../src/model/sequential.js";
import * as train from "../../../src/optimizers/train.js";
import * as regularizers from "../../../src/regularizers/regularizers.js";
import { oneHot, tensor } from "../../../src/tensor/create.js";
import { toTensorFlow } from "../../layers/oracle.js";
import { onEachEngine } from "../engines.js";
import { assertNear, assertSameWeights, copyWeights } from "../oracle.js";
import { clouds, plane } from "../sets.js";

function classifier(seed = 1): Sequential {
  return sequential({
    seed,
    layers: [
      layers.dense({ units: 8, activation: "tanh", inputShape: [2] }),
      layers.dense({ units: 3, activation: "softmax" }),
    ],
  });
}

function theirClassifier(): tf.Sequential {
  return tf.sequential({
    layers: [
      tf.layers.dense({ units: 8, activation: "tanh", inputShape: [2] }),
      tf.layers.dense({ units: 3, activation: "softmax" }),
    ],
  });
}

const silent = { verbose: 0 } as const;

onEachEngine(() => {
  describe("a model compared with the same one in TensorFlow.js", () => {
    before(() => tf.setBackend("cpu"));
    const { x, labels } = clouds();
    const y = oneHot(labels, 3);

    it("trains to the same weights, losses and accuracies, validation included", async () => {
      const [ours, theirs] = [classifier(), theirClassifier()];
      copyWeights(ours, theirs);
      ours.compile({ optimizer: train.adam(0.01), loss: "categoricalCrossentropy", metrics: ["accuracy"] });
      theirs.compile({
        optimizer: tf.train.adam(0.01),
        loss: "categoricalCrossentropy",
        metrics: ["accuracy"],
      });
      const options = { epochs: 5, batchSize: 16, validationSplit: 0.2, shuffle: false, verbose: 0 } as const;
      const { history } = await ours.fit(x, y, options);
      const expected = (await theirs.fit(toTensorFlow(x), toTensorFlow(y), options)).history as Record<
        string,
        number[]
      >;
      assert.deepEqual(Object.keys(history).sort(), ["acc", "loss", "val_acc", "val_loss"]);
      for (const [name, values] of Object.entries(history)) assertNear(values, expected[name], 1e-5, name);
      // Adam divides by the size of a gradient, which amplifies the rounding errors of small gradients.
      assertSameWeights(ours, theirs, 5e-5);
      const [loss, accuracy] = theirs.evaluate(toTensorFlow(x), toTensorFlow(y)) as tf.Scalar[];
      assertNear(
        ours.evaluate(x, y).map((value) => value.item()),
        [loss.dataSync()[0], accuracy.dataSync()[0]],
        1e-5,
        "evaluate",
      );
      assertNear(
        ours.predict(x).data,
        (theirs.predict(toTensorFlow(x)) as tf.Tensor).dataSync(),
        1e-5,
        "predict",
      );
    });

    it("trains with the same penalty on weights, and includes it in evaluate, as Keras does", async () => {
      const build = (l2: { l1: number; l2: number } & object) => ({
        units: 1,
        inputShape: [2],
        kernelRegularizer: l2 as never,
      });
      const ours = sequential({
        layers: [layers.dense(build(regularizers.l1l2({ l1: 0.01, l2: 0.1 }) as never))],
      });
      const theirs = tf.sequential({
        layers: [tf.layers.dense(build(tf.regularizers.l1l2({ l1: 0.01, l2: 0.1 }) as never))],
      });
      copyWeights(ours, theirs);
      const set = plane();
      ours.compile({ optimizer: "sgd", loss: "meanSquaredError" });
      theirs.compile({ optimizer: "sgd", loss: "meanSquaredError" });
      const options = { epochs: 3, batchSize: 8, shuffle: false, verbose: 0 } as const;
      const { history } = await ours.fit(set.x, set.y, options);
      assertNear(
        history.loss,
        (await theirs.fit(toTensorFlow(set.x), toTensorFlow(set.y), options)).history.loss as number[],
        1e-5,
        "loss",
      );
      const plain = (theirs.evaluate(toTensorFlow(set.x), toTensorFlow(set.y)) as tf.Scalar).dataSync()[0];
      const penalty =
        ours.layers[0].weights[0].abs().sum().item() * 0.01 +
        ours.layers[0].weights[0].square().sum().item() * 0.1;
      assertNear([ours.evaluate(set.x, set.y)[0].item()], [plain + penalty], 1e-5, "evaluate");
    });

    it("weights classes in the same way", async () => {
      const [ours, theirs] = [classifier(), theirClassifier()];
      copyWeights(ours, theirs);
      ours.compile({ optimizer: train.sgd(0.1), loss: "categoricalCrossentropy" });
      theirs.compile({ optimizer: tf.train.sgd(0.1), loss: "categoricalCrossentropy" });
      const options = {
        epochs: 2,
        batchSize: 30,
        shuffle: false,
        verbose: 0,
        classWeight: { 0: 1, 1: 4, 2: 0.5 },
      } as const;
      const { history } = await ours.fit(x, y, options);
      assertNear(
        history.loss,
        (await theirs.fit(toTensorFlow(x), toTensorFlow(y), options)).history.loss as number[],
        1e-5,
        "loss",
      );
      assertSameWeights(ours, theirs, 1e-5);
    });
  });

  describe("fit", () => {
    const { x, labels } = clouds();
    const compiled = (seed?: number) => {
      const model = classifier(seed);
      model.compile({
        optimizer: train.adam(0.02),
        loss: "sparseCategoricalCrossentropy",
        metrics: ["accuracy"],
      });
      return model;
    };

    it("learns three clouds", async () => {
      const model = compiled();
      const { history, epoch } = await model.fit(x, labels, { epochs: 30, ...silent });
      assert.deepEqual(
        epoch,
        Array.from({ length: 30 }, (_, i) => i),
      );
      assert.ok(history.acc[29] > 0.95, String(history.acc[29]));
      assert.ok(history.loss[29] < 0.2 * history.loss[0]);
      assert.equal(model.history?.history, history);
    });

    it("gives the same numbers for the same seed, and others for another seed", async () => {
      const run = async (seed?: number) => {
        const model = sequential({
          seed,
          layers: [
            layers.dense({ units: 6, activation: "relu", inputShape: [2] }),
            layers.dropout({ rate: 0.3 }),
            layers.dense({ units: 3, activation: "softmax" }),
          ],
        });
        model.compile({ optimizer: "adam", loss: "sparseCategoricalCrossentropy" });
        const { history } = await model.fit(x, labels, { epochs: 3, ...silent });
        return [...history.loss, ...model.predict(x).data];
      };
      assert.deepEqual(await run(), await run());
      assert.deepEqual(await run(7), await run(7));
      assert.notDeepEqual(await run(7), await run(8));
    });

    it("continues where it stopped: twice 2 epochs give the result of 4 epochs", async () => {
      const [whole, parts] = [compiled(), compiled()];
      await whole.fit(x, labels, { epochs: 4, ...silent });
      await parts.fit(x, labels, { epochs: 2, ...silent });
      const { epoch } = await parts.fit(x, labels, { epochs: 4, initialEpoch: 2, ...silent });
      assert.deepEqual(epoch, [2, 3]);
      assert.deepEqual(parts.predict(x).data, whole.predict(x).data);
    });

    it("validates on the last examples, split off before any shuffling", async () => {
      const [split, apart] = [compiled(), compiled()];
      const [first, rest] = [
        [x.slice([0, 0], [72, 2]), labels.slice([0], [72])],
        [x.slice([72, 0], [18, 2]), labels.slice([72], [18])],
      ];
      const ours = await split.fit(x, labels, { epochs: 3, validationSplit: 0.2, ...silent });
      const theirs = await apart.fit(first[0], first[1], {
        epochs: 3,
        validationData: [rest[0], rest[1]],
        ...silent,
      });
      assert.deepEqual(ours.history, theirs.history);
      assert.deepEqual(split.predict(x).data, apart.predict(x).data);
    });

    it("validates on validationData", async () => {
      const model = compiled();
      const other = clouds(30, 8);
      const { history } = await model.fit(x, labels, {
        epochs: 2,
        validationData: [other.x, other.labels],
        ...silent,
      });
      const [loss, accuracy] = model.evaluate(other.x, other.labels);
      assertNear(
        [history.val_loss[1], history.val_acc[1]],
        [loss.item(), accuracy.item()],
        1e-6,
        "validation",
      );
    });

    it("takes tensors, nested arrays, flat typed arrays, and bytes", async () => {
      const losses = [];
      const bytes = Uint8Array.from({ length: 78 }, (_, i) => (i * 37) % 11);
      // The number of labels is a multiple of the three outputs, but they must be read as labels.
      const y = Uint8Array.from({ length: 39 }, (_, i) => i % 3);
      const nested = Array.from({ length: 39 }, (_, i) => [bytes[2 * i], bytes[2 * i + 1]]);
      for (const given of [
        bytes,
        tensor(bytes, [39, 2]),
        nested,
        tensor(nested, undefined, "int32"),
        Float32Array.from(bytes),
      ]) {
        const { history } = await compiled().fit(given, y, { epochs: 2, ...silent });
        losses.push(history.loss[1]);
      }
      assert.equal(new Set(losses).size, 1, losses.join(" "));
    });

    it("leaves the weights of frozen layers as they are", async () => {
      const model = compiled();
      model.layers[0].trainable = false;
      model.compile({ optimizer: train.adam(0.02), loss: "sparseCategoricalCrossentropy" });
      const before = model.getWeights();
      await model.fit(x, labels, { epochs: 2, ...silent });
      const after = model.getWeights();
      assert.deepEqual(after[0].data, before[0].data);
      assert.notDeepEqual(after[2].data, before[2].data);
    });

    it("counts an example as often as its weight says", async () => {
      const weighted = compiled();
      const repeated = compiled();
      const sampleWeight = Array.from({ length: 30 }, (_, i) => (i < 10 ? 2 : 1));
      const rows = tensor([...Array(10).keys(), ...Array(30).keys()], undefined, "int32");
      const [few, fewLabels] = [x.slice([0, 0], [30, 2]), labels.slice([0], [30])];
      const one = await weighted.trainOnBatch(few, fewLabels, { sampleWeight });
      const other = await repeated.trainOnBatch(few.gather(rows), fewLabels.gather(rows));
      // Keras divides by the number of examples, not by the sum of weights.
      assertNear([(one as number[])[0] * (30 / 40)], [(other as number[])[0]], 1e-6, "loss");
    });
  });
});
