/** The same model in TensorFlow.js, with the same weights. */
import assert from "node:assert/strict";
import type * as tf from "@tensorflow/tfjs";
import type { Model } from "../../src/model/model.js";
import type { Tensor } from "../../src/tensor/tensor.js";
import { toTensorFlow } from "../layers/oracle.js";

/** Copies the weights of our model to the model of TensorFlow.js. */
export function copyWeights(ours: Model, theirs: tf.LayersModel): void {
  theirs.setWeights(ours.getWeights().map(toTensorFlow));
}

/** Asserts that the error is at most `tolerance` times the largest number. */
export function assertNear(
  ours: ArrayLike<number>,
  theirs: ArrayLike<number>,
  tolerance: number,
  what: string,
): void {
  assert.equal(ours.length, theirs.length, what);
  const scale = Math.max(1e-3, ...Array.from(theirs, Math.abs));
  for (let i = 0; i < ours.length; i++)
    assert.ok(
      Math.abs(ours[i] - theirs[i]) <= tolerance * scale,
      `${what}[${i}]: ${ours[i]}, TensorFlow.js ${theirs[i]}`,
    );
}

export function assertSameWeights(ours: Model, theirs: tf.LayersModel, tolerance: number): void {
  const expected = theirs.getWeights();
  ours
    .getWeights()
    .forEach((weight: Tensor, i) =>
      assertNear(weight.data, expected[i].dataSync(), tolerance, ours.weights[i].name),
    );
}
