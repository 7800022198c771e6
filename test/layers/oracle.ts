/** The same layer in TensorFlow.js, with the same weights. */
import assert from "node:assert/strict";
import * as tf from "@tensorflow/tfjs";
import type { Tensor } from "../../src/tensor/tensor.js";
import type { LayerCase } from "./cases.js";

type TheirLayer = ReturnType<typeof tf.layers.dense>;

/** The functions of TensorFlow.js that make layers; it has not all of ours. */
export const layersOfTensorFlow = tf.layers as unknown as Readonly<
  Record<string, (options: object) => TheirLayer>
>;

/** What another library computed: a tensor of TensorFlow.js, or recorded figures as a tensor of ours. */
export interface Figures {
  readonly shape: readonly number[];
  dataSync(): ArrayLike<number>;
}

export function toTensorFlow(x: Tensor): tf.Tensor {
  return tf.tensor(Float32Array.from(x.data), [...x.shape]);
}

/** The layer of this case in TensorFlow.js, with these weights. */
export function theirLayer(
  { kind, options }: LayerCase,
  inputs: readonly Tensor[],
  weights: readonly Tensor[],
): TheirLayer {
  const layer = layersOfTensorFlow[kind](structuredClone(options));
  const shapes = inputs.map(({ shape }) => [null, ...shape.slice(1)]);
  layer.build(shapes.length === 1 ? shapes[0] : shapes);
  layer.setWeights(weights.map(toTensorFlow));
  return layer;
}

/** The output of the layer of TensorFlow.js for these inputs; several side by side, as `valueOf` has them. */
export function theirValue(layer: TheirLayer, inputs: readonly tf.Tensor[], training: boolean): tf.Tensor {
  const result = layer.call(inputs.length === 1 ? inputs[0] : [...inputs], { training });
  return Array.isArray(result)
    ? tf.concat2d(
        (result as tf.Tensor[]).map((each) => each.reshape([each.shape[0], -1])),
        1,
      )
    : (result as tf.Tensor);
}

/**
 * The gradients of Σ w · layer(inputs) with respect to the inputs and the trainable weights; empty where not
 * requested.
 */
export function theirGradients(
  layer: TheirLayer,
  inputs: readonly Tensor[],
  weighting: Tensor,
  ask: { readonly training: boolean; readonly inputs: boolean; readonly weights: boolean },
): { inputs: tf.Tensor[]; weights: tf.Tensor[] } {
  const [w, given] = [toTensorFlow(weighting), inputs.map(toTensorFlow)];
  const loss = (...tensors: tf.Tensor[]) => theirValue(layer, tensors, ask.training).mul(w).sum<tf.Scalar>();
  const variables = ask.weights
    ? layer.trainableWeights.map((weight) => (weight as unknown as { val: tf.Variable }).val)
    : [];
  const ofWeights = variables.length === 0 ? {} : tf.variableGrads(() => loss(...given), variables).grads;
  return {
    inputs: ask.inputs ? tf.grads(loss)(given) : [],
    weights: variables.map(({ name }) => ofWeights[name]),
  };
}

/**
 * Equal to 1e-5 of the largest number: the rounding error of a sum is relative to its largest summand, not to
 * the sum.
 */
export function assertClose(ours: Tensor, theirs: Figures, what: string): void {
  assert.deepEqual(ours.shape, theirs.shape, what);
  const expected = Array.from(theirs.dataSync());
  const scale = Math.max(1e-3, ...expected.map(Math.abs));
  ours.data.forEach((value, i) =>
    assert.ok(
      Math.abs(value - expected[i]) <= 1e-5 * scale,
      `${what}[${i}]: ${value}, expected ${expected[i]}`,
    ),
  );
}
