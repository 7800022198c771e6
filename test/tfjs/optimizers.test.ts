/** Optimizers of `neurones/tfjs`: their state and their classes are TensorFlow.js'. */
import assert from "node:assert/strict";
import * as oracle from "@tensorflow/tfjs";
import { ArgumentError } from "../../src/errors/errors.js";
import * as tf from "../../src/tfjs/index.js";

type Library = typeof oracle;

const MAKERS = ["sgd", "momentum", "rmsprop", "adagrad", "adam"] as const;
const CLASSES = {
  sgd: "SGDOptimizer",
  momentum: "MomentumOptimizer",
  rmsprop: "RMSPropOptimizer",
  adagrad: "AdagradOptimizer",
  adam: "AdamOptimizer",
} as const;

/** The losses of an optimizer's first steps, and of another one's that goes on with its state. */
async function continued(library: Library, name: (typeof MAKERS)[number]) {
  const make = () => (name === "sgd" ? library.train.sgd(0.1) : library.train[name](0.1, 0.9));
  const x = library.variable(library.tensor1d([2, 4]), true, `x_of_${name}`);
  const f = () => x.square().sum<oracle.Scalar>();
  const losses: number[] = [];
  const step = (optimizer: oracle.Optimizer) => losses.push(optimizer.minimize(f, true)!.dataSync()[0]);
  const [first, second] = [make(), make()];
  step(first);
  step(first);
  const state = await first.getWeights();
  await second.setWeights(state);
  step(second);
  step(second);
  const again = library[CLASSES[name]].fromConfig(library[CLASSES[name]] as never, second.getConfig());
  return {
    losses,
    steps: second.iterations,
    names: state.map((each) => each.name),
    state: state.flatMap(({ tensor }) => Array.from(tensor.dataSync())),
    className: again.getClassName(),
    is: MAKERS.map((each) => second instanceof library[CLASSES[each]]),
    config: again.getConfig().learningRate,
  };
}

describe("optimizers of neurones/tfjs", () => {
  for (const name of MAKERS)
    it(`${name}: another optimizer goes on with its state`, async () => {
      const ours = await continued(tf as unknown as Library, name);
      const theirs = await continued(oracle, name);
      for (const key of ["losses", "state"] as const) {
        assert.equal(ours[key].length, theirs[key].length, key);
        const error = ours[key].map((value, i) => value / theirs[key][i] - 1);
        assert.ok(
          error.every((each) => Math.abs(each) < 1e-5),
          `${key}: ${ours[key].join()}, TensorFlow.js ${theirs[key].join()}`,
        );
      }
      for (const key of ["steps", "names", "className", "config"] as const)
        assert.deepEqual(ours[key], theirs[key], key);
      assert.deepEqual(
        ours.is,
        MAKERS.map((each) => each === name),
      );
    });

  it("are made by their classes", () => {
    const optimizer = new tf.AdamOptimizer(0.1, 0.8, 0.9);
    assert.deepEqual(optimizer.getConfig(), tf.train.adam(0.1, 0.8, 0.9).getConfig());
  });

  it("refuse the state of another kind", async () => {
    const x = tf.variable(tf.scalar(1), true, "x_of_another_kind");
    const adam = tf.train.adam(0.1);
    adam.minimize(() => x.square());
    const state = await adam.getWeights();
    await assert.rejects(
      async () => tf.train.adagrad(0.1).setWeights(state),
      (error) => error instanceof ArgumentError && /x_of_another_kind\/m/.test(error.message),
    );
  });
});
