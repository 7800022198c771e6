/** The order of a model's layers in TensorFlow.js. */
import assert from "node:assert/strict";
import * as tf from "@tensorflow/tfjs";
import "../../src/autograd/methods.js";
import * as ours from "../../src/layers/layers.js";
import { layersByDepth } from "../../src/model/layer-order.js";
import { input, model } from "../../src/model/models.js";

type Applied = ReturnType<typeof input>;

/** Two inputs, branches of unequal length, a layer that is used at two depths, and two outputs. */
function branched(
  dense: (options: { units: number; name: string }) => { apply(x: Applied): Applied },
  join: (name: string) => { apply(x: Applied[]): Applied },
  [a, b]: readonly Applied[],
): Applied[] {
  const shared = dense({ units: 3, name: "shared" });
  const early = shared.apply(dense({ units: 3, name: "early" }).apply(b));
  const long = dense({ units: 3, name: "long" }).apply(shared.apply(a));
  const both = join("both").apply([dense({ units: 3, name: "short" }).apply(a), long, early]);
  return [dense({ units: 1, name: "out" }).apply(both), dense({ units: 2, name: "side" }).apply(early)];
}

describe("the order of layers", () => {
  it("is that of TensorFlow.js, with branches, shared layers and several outputs", () => {
    const inputs = [input({ shape: [3] }), input({ shape: [3] })];
    const net = model({
      inputs,
      outputs: branched(
        (options) => ours.dense(options),
        (name) => ours.concatenate({ name }),
        inputs,
      ),
    });
    const theirInputs = [tf.input({ shape: [3] }), tf.input({ shape: [3] })];
    const theirs = tf.model({
      inputs: theirInputs,
      outputs: branched(
        ((options: { units: number; name: string }) => tf.layers.dense(options)) as never,
        ((name: string) => tf.layers.concatenate({ name })) as never,
        theirInputs as never,
      ) as never,
    });
    assert.deepEqual(
      layersByDepth(net.graph).map(({ name }) => name),
      theirs.layers.filter((layer) => layer.getClassName() !== "InputLayer").map(({ name }) => name),
    );
  });
});
