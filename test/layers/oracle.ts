/** The same layer in TensorFlow.js, with the same weights. */
import assert from "node:assert/strict";
import * as tf from "@tensorflow/tfjs";
import type { Tensor } from "../../src/tensor/tensor.js";
import { optionsOf, type Kind, type LayerCase } from "./cases.js";

type TheirLayer = ReturnType<typeof tf.layers.dense>;

/** The functions of TensorFlow.js that make layers; it has not all of ours. */
export const layersOfTensorFlow = tf.layers as unknown as Readonly<
  Record<string, (options: object) => TheirLayer>
>;

function theirs(kind: Kind, options: object): TheirLayer {
  return layersOfTensorFlow[kind](options);
}

/** Recurrent layers take states as an option of a call. */
function isRecurrent(layer: TheirLayer): boolean {
  return "cell" in layer || "forwardLayer" in layer;
}

/** Such layers, and their cells, are built for the shape of the sequences alone. */
function readsSequences(layer: TheirLayer): boolean {
  return isRecurrent(layer) || "stateSize" in layer;
}

/** The layer that TensorFlow.js makes from a saved form. */
export function theirSaved({ className, config }: { className: string; config: object }): TheirLayer {
  const known = tf.serialization.SerializationMap.getMap().classNameMap[className];
  const [kind, fromConfig] = known as unknown as [object, (kind: object, config: object) => TheirLayer];
  return fromConfig(kind, structuredClone(config));
}

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
  each: LayerCase,
  inputs: readonly Tensor[],
  weights: readonly Tensor[],
): TheirLayer {
  const layer = theirs(each.kind, optionsOf(each, theirs));
  const shapes = inputs.map(({ shape }) => [null, ...shape.slice(1)]);
  layer.build(shapes.length === 1 || readsSequences(layer) ? shapes[0] : shapes);
  // TensorFlow.js' own setWeights of stacked cells gives each cell the weights of the next one.
  layer.weights.forEach((weight, i) => weight.write(toTensorFlow(weights[i])));
  return layer;
}

/** The output of the layer of TensorFlow.js for these inputs; several side by side, as `valueOf` has them. */
export function theirValue(layer: TheirLayer, inputs: readonly tf.Tensor[], training: boolean): tf.Tensor {
  const [x, ...states] = inputs;
  const result =
    states.length > 0 && isRecurrent(layer)
      ? layer.call(x, { training, initialState: states })
      : layer.call(inputs.length === 1 ? x : [...inputs], { training });
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
