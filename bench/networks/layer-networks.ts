/**
 * Networks of one layer each, for `npm run bench -- layers`: the layers that a course trains with, at the sizes that it
 * uses. Each learns to give zeros. A `prelu` before it, whose slopes are trained, has the layer compute the gradient of its
 * input too; the time of a network of the `prelu` alone is subtracted.
 */
import { sizeOf } from "../../src/tensor/shape.js";
import type { LayerSpec, Network } from "./networks.js";

/** A layer on examples of a shape. */
export interface LayerCase {
  readonly shape: readonly number[];
  readonly layer: LayerSpec;
}

const on = (shape: readonly number[], layers: readonly LayerSpec[]): readonly LayerCase[] =>
  layers.map((layer) => ({ shape, layer }));

const dense = (units: number) => on([units], [["dense", { units }]]);
const convolution = (filters: number, kernelSize: number, options: LayerSpec[1] = {}): LayerSpec => [
  "conv2d",
  { filters, kernelSize, padding: "same", ...options },
];

export const LAYER_CASES: readonly LayerCase[] = [
  ...dense(64),
  ...dense(256),
  ...dense(1024),
  ...on([28, 28, 1], [convolution(32, 3)]),
  ...on([32, 32, 3], [convolution(32, 3)]),
  ...on(
    [32, 32, 32],
    [
      convolution(32, 1),
      convolution(32, 3),
      convolution(32, 5),
      convolution(64, 3, { strides: 2 }),
      convolution(32, 3, { dilationRate: 2 }),
      ["batchNormalization", {}],
      ["maxPooling2d", { poolSize: 2 }],
      ["averagePooling2d", { poolSize: 2 }],
      ["globalAveragePooling2d", {}],
      ["depthwiseConv2d", { kernelSize: 3, padding: "same" }],
      ["separableConv2d", { filters: 32, kernelSize: 3, padding: "same" }],
    ],
  ),
  ...on(
    [16, 16, 32],
    [
      ["conv2dTranspose", { filters: 32, kernelSize: 3, strides: 2, padding: "same" }],
      ["upSampling2d", { size: 2 }],
    ],
  ),
  ...on([32, 32, 64], [convolution(64, 3)]),
  ...on(
    [100, 32],
    [
      ["conv1d", { filters: 32, kernelSize: 5, padding: "same" }],
      ["maxPooling1d", { poolSize: 2 }],
      ["globalAveragePooling1d", {}],
      ["layerNormalization", {}],
      ["simpleRNN", { units: 32 }],
      ["gru", { units: 32, recurrentActivation: "sigmoid" }],
      ["lstm", { units: 32, recurrentActivation: "sigmoid" }],
      ["lstm", { units: 64, recurrentActivation: "sigmoid" }],
      ["lstm", { units: 128, recurrentActivation: "sigmoid" }],
      ["multiHeadAttention", { numHeads: 2, keyDim: 16 }, [1, 1]],
    ],
  ),
];

/** One slope for the whole input, as PyTorch's default. */
const leading = (shape: readonly number[]): LayerSpec => [
  "prelu",
  { sharedAxes: shape.map((_, axis) => axis + 1) },
];
/** A batch of fewer numbers is trained several times in an epoch, so that an epoch takes long enough to be measured. */
const NUMBERS = 4_000_000;

/** The network of a layer; without one, that of the leading `prelu` alone. */
export function layerNetwork(shape: readonly number[], batchSize: number, layer?: LayerSpec): Network {
  const batches = Math.max(4, Math.min(40, Math.round(NUMBERS / (batchSize * sizeOf(shape)))));
  return {
    name: layer === undefined ? "prelu" : layer[0],
    shape,
    data: { kind: "numbers", filled: 1 },
    classes: 0,
    target: "zeros",
    layers: layer === undefined ? [leading(shape)] : [leading(shape), layer],
    examples: batches * batchSize,
    batchSize,
  };
}
