/** `tf.memory()` counts tensors as TensorFlow.js does; disposed tensors are refused. */
import assert from "node:assert/strict";
import * as theirs from "@tensorflow/tfjs";
import * as ours from "../../src/tfjs/index.js";
import { StateError } from "../../src/errors/errors.js";

type Library = typeof theirs;
const tf = ours as unknown as Library;

/** How many tensors there are after each of these steps, beside those before. */
async function counts(tf: Library): Promise<Record<string, number>> {
  const found: Record<string, number> = {};
  const start = tf.memory().numTensors;
  const note = (step: string) => (found[step] = tf.memory().numTensors - start);
  const a = tf.tensor2d([
    [1, 2],
    [3, 4],
  ]);
  note("tensor");
  const w = tf.variable(tf.scalar(2));
  note("variable of a tensor");
  tf.tidy(() => a.mul(2).add(tf.scalar(1)).sum());
  note("tidy");
  a.reshape([4]);
  a.toFloat();
  a.greater(1);
  tf.split(a, 2);
  tf.softmax(a);
  note("operations");
  const kept = tf.tidy(() => {
    const doubled = tf.keep(a.mul(2));
    return [doubled.add(1), { more: a.square() }];
  });
  note("keep and return");
  tf.dispose(kept);
  note("dispose");
  const x = tf.ones([6, 2]);
  const y = tf.ones([6, 1]);
  const model = tf.sequential();
  model.add(tf.layers.dense({ units: 3, inputShape: [2], activation: "relu" }));
  model.add(tf.layers.batchNormalization());
  model.add(tf.layers.dense({ units: 1 }));
  note("model");
  model.compile({ optimizer: tf.train.sgd(0.1), loss: "meanSquaredError" });
  note("compile");
  await model.fit(x, y, { epochs: 2, verbose: 0, validationSplit: 0.5 });
  note("fit");
  model.predict(x);
  model.evaluate(x, y);
  note("predict and evaluate");
  model.compile({ optimizer: "adam", loss: "meanSquaredError", metrics: ["mae"] });
  await model.fit(x, y, { epochs: 2, verbose: 0 });
  note("fit with Adam");
  await model.trainOnBatch(x, y);
  model.getWeights();
  note("trainOnBatch and getWeights");
  for (const optimizer of [tf.train.momentum(0.1, 0.9), tf.train.adam(0.1), tf.train.rmsprop(0.1)]) {
    optimizer.minimize(() => w.square() as theirs.Scalar);
    optimizer.minimize(() => tf.tidy(() => w.square().mul(2)) as theirs.Scalar);
    note(`minimize by ${optimizer.getClassName()}`);
  }
  const { value, grads } = tf.variableGrads(() => w.square().mul(3) as theirs.Scalar);
  note("variableGrads");
  value.dispose();
  tf.dispose(grads);
  note("gradients disposed");
  tf.grad((each) => each.square().sum())(a);
  note("grad");
  tf.losses.meanSquaredError(y, x.sum(1, true));
  note("loss");
  model.setWeights(model.getWeights());
  note("setWeights");
  model.dispose();
  note("model disposed");
  return found;
}

describe("tensors of neurones/tfjs", () => {
  it("are counted as TensorFlow.js counts them", async () => {
    assert.deepEqual(await counts(tf), await counts(theirs));
  });

  it("are refused once they are disposed, by a typed error", () => {
    const x = tf.tensor1d([1, 2]);
    x.dispose();
    assert.equal(x.isDisposed, true);
    assert.doesNotThrow(() => x.dispose());
    for (const use of [() => x.add(1), () => x.dataSync(), () => tf.neg(x), () => x.sum(), () => x.print()])
      assert.throws(use, StateError);
    const left = tf.tidy(() => {
      const inner = tf.ones([2]);
      inner.add(1);
      return { inner };
    });
    assert.deepEqual(Array.from(left.inner.dataSync()), [1, 1]);
  });

  it("stay while a gradient needs them, whatever tidy and dispose say", () => {
    const x = tf.tensor1d([1, 2, 3]);
    const slope = tf.grad((each) =>
      tf.tidy(() => {
        const squared = each.square();
        const sum = squared.mul(each).sum();
        squared.dispose();
        return sum;
      }),
    )(x);
    assert.deepEqual(Array.from(slope.dataSync()), [3, 12, 27]);
  });

  it("live on where an operation gave them back, and the argument is disposed", () => {
    const x = tf.tensor1d([1, 2]);
    const same = [x.toFloat(), x.reshape([2]), x.clone(), x.as1D(), x.cast("float32")];
    x.dispose();
    for (const each of same) assert.deepEqual(Array.from(each.dataSync()), [1, 2]);
  });
});
