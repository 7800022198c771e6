/** The cases of the shared suite: every layer with each option that changes what it computes. */
import type { Kind, LayerCase } from "./layer-case.js";
import { SEQUENCE_CASES } from "./sequence-cases.js";

export type { Comparison, Kind, LayerCase } from "./layer-case.js";

/** The layers that draw random numbers during training. */
export const RANDOM: ReadonlySet<Kind> = new Set<Kind>([
  "alphaDropout",
  "dropout",
  "gaussianDropout",
  "gaussianNoise",
  "spatialDropout1d",
]);

const PICTURE = [6, 5, 3];

const AVERAGE_AT_THE_BORDER = {
  in: ["inputGradients"],
  because:
    "at the border TensorFlow.js divides the value by the places inside, but the gradient by all of them",
} as const;

/** `ResizeNearestNeighborGrad` on the processor finds the row of an example by the strides of the pictures. */
const NEAREST_OF_ANOTHER = {
  in: ["inputGradients"],
  because: "TensorFlow.js gives all examples but the first the gradients of other ones",
} as const;

export const CASES: readonly LayerCase[] = [
  ...SEQUENCE_CASES,
  { kind: "inputLayer", options: { inputShape: [3] }, inputShape: [3], outputShape: [3] },
  { kind: "dense", options: { units: 4 }, inputShape: [3], outputShape: [4] },
  {
    kind: "dense",
    options: { units: 2, activation: "softmax", useBias: false },
    inputShape: [3],
    outputShape: [2],
  },
  { kind: "dense", options: { units: 4, activation: "tanh" }, inputShape: [5, 3], outputShape: [5, 4] },
  ...(["linear", "elu", "softplus", "softsign", "sigmoid", "hardSigmoid", "tanh", "softmax"] as const).map(
    (activation): LayerCase => ({
      kind: "activation",
      options: { activation },
      inputShape: [4, 3],
      outputShape: [4, 3],
    }),
  ),
  // Descent does not always find the input where the slope is 0 or the function is not monotonic.
  ...(
    [
      ["relu", 0.5],
      ["gelu", 0.25],
      ["swish", 0.05],
    ] as const
  ).map(([activation, reaches]): LayerCase => ({
    kind: "activation",
    options: { activation },
    inputShape: [4, 3],
    outputShape: [4, 3],
    reaches,
  })),
  { kind: "leakyReLU", options: { alpha: 0.1 }, inputShape: [5], outputShape: [5] },
  { kind: "elu", options: {}, inputShape: [5], outputShape: [5] },
  { kind: "dropout", options: { rate: 0.3 }, inputShape: [5], outputShape: [5] },
  {
    kind: "dropout",
    options: { rate: 0.3, noiseShape: [null, 1, null], seed: 3 },
    inputShape: [4, 3],
    outputShape: [4, 3],
  },
  { kind: "gaussianNoise", options: { stddev: 0.5, seed: 7 }, inputShape: [5], outputShape: [5] },
  { kind: "gaussianDropout", options: { rate: 0.3 }, inputShape: [5], outputShape: [5] },
  { kind: "alphaDropout", options: { rate: 0.3 }, inputShape: [5], outputShape: [5] },
  { kind: "spatialDropout1d", options: { rate: 0.3 }, inputShape: [4, 3], outputShape: [4, 3] },
  // Descent does not find an input again that lies where the slope is 0.
  { kind: "reLU", options: {}, inputShape: [5], outputShape: [5], reaches: 0.5 },
  { kind: "reLU", options: { maxValue: 1 }, inputShape: [5], outputShape: [5], reaches: 0.95 },
  {
    kind: "reLU",
    options: { maxValue: 1, negativeSlope: 0.25, threshold: 0.5 },
    inputShape: [5],
    outputShape: [5],
    reaches: 0.9,
    recorded: "relu-slope-threshold",
  },
  {
    kind: "softmax",
    options: { axis: 1 },
    inputShape: [3, 2],
    outputShape: [3, 2],
    recorded: "softmax-axis-1",
  },
  {
    kind: "thresholdedReLU",
    options: { theta: 0.2 },
    inputShape: [5],
    outputShape: [5],
    reaches: 0.9,
    differs: { in: ["inputGradients"], because: "TensorFlow.js has no gradient of its comparison" },
  },
  { kind: "prelu", options: {}, inputShape: [4, 3], outputShape: [4, 3] },
  { kind: "prelu", options: { sharedAxes: [1, 2] }, inputShape: PICTURE, outputShape: PICTURE },
  { kind: "prelu", options: { sharedAxes: 1 }, inputShape: [4, 3], outputShape: [4, 3] },
  { kind: "softmax", options: {}, inputShape: [4], outputShape: [4] },
  { kind: "softmax", options: { axis: -1 }, inputShape: [2, 4], outputShape: [2, 4] },
  { kind: "softmax", options: { axis: [1, 2] }, inputShape: [2, 3], outputShape: [2, 3] },
  { kind: "permute", options: { dims: [3, 1, 2] }, inputShape: [2, 3, 4], outputShape: [4, 2, 3] },
  { kind: "repeatVector", options: { n: 3 }, inputShape: [4], outputShape: [3, 4] },
  { kind: "flatten", options: {}, inputShape: [2, 3, 2], outputShape: [12] },
  { kind: "reshape", options: { targetShape: [3, 4] }, inputShape: [2, 3, 2], outputShape: [3, 4] },
  {
    kind: "conv2d",
    options: { filters: 4, kernelSize: 3, activation: "relu" },
    inputShape: PICTURE,
    outputShape: [4, 3, 4],
    reaches: 0.1,
  },
  {
    kind: "conv2d",
    options: { filters: 2, kernelSize: [3, 2], padding: "same", useBias: false },
    inputShape: PICTURE,
    outputShape: [6, 5, 2],
  },
  {
    kind: "conv2d",
    options: { filters: 2, kernelSize: 2, strides: 2 },
    inputShape: PICTURE,
    outputShape: [3, 2, 2],
  },
  {
    kind: "conv2d",
    options: { filters: 2, kernelSize: 3, strides: [2, 1], padding: "same", activation: "tanh" },
    inputShape: PICTURE,
    outputShape: [3, 5, 2],
  },
  {
    kind: "conv2d",
    options: { filters: 2, kernelSize: 2, dilationRate: 2 },
    inputShape: PICTURE,
    outputShape: [4, 3, 2],
    recorded: "conv2d-dilated",
  },
  {
    kind: "conv1d",
    options: { filters: 3, kernelSize: 3, activation: "tanh" },
    inputShape: [6, 2],
    outputShape: [4, 3],
  },
  {
    kind: "conv1d",
    options: { filters: 2, kernelSize: [4], strides: [2], padding: "same", useBias: false },
    inputShape: [7, 3],
    outputShape: [4, 2],
  },
  {
    kind: "conv1d",
    options: { filters: 2, kernelSize: 3, dilationRate: 2, dataFormat: "channelsLast" },
    inputShape: [7, 2],
    outputShape: [3, 2],
    recorded: "conv1d-dilated",
  },
  {
    kind: "conv1d",
    options: { filters: 2, kernelSize: 3, dilationRate: 2, padding: "causal" },
    inputShape: [7, 2],
    outputShape: [7, 2],
    recorded: "conv1d-causal",
  },
  {
    kind: "depthwiseConv2d",
    options: { kernelSize: 3, activation: "tanh" },
    inputShape: PICTURE,
    outputShape: [4, 3, 3],
  },
  {
    kind: "depthwiseConv2d",
    options: { kernelSize: [3, 2], strides: 2, padding: "same", depthMultiplier: 2, useBias: false },
    inputShape: PICTURE,
    outputShape: [3, 3, 6],
  },
  {
    kind: "depthwiseConv2d",
    options: { kernelSize: 2, dilationRate: 2 },
    inputShape: PICTURE,
    outputShape: [4, 3, 3],
    recorded: "depthwise-conv2d-dilated",
  },
  {
    kind: "separableConv2d",
    options: { filters: 4, kernelSize: 3, activation: "tanh" },
    inputShape: PICTURE,
    outputShape: [4, 3, 4],
  },
  {
    kind: "separableConv2d",
    options: { filters: 2, kernelSize: 2, strides: 2, padding: "same", depthMultiplier: 2, useBias: false },
    inputShape: PICTURE,
    outputShape: [3, 3, 2],
  },
  {
    kind: "separableConv2d",
    options: { filters: 2, kernelSize: 2, dilationRate: [2, 1] },
    inputShape: PICTURE,
    outputShape: [4, 4, 2],
    recorded: "separable-conv2d-dilated",
  },
  {
    kind: "conv2dTranspose",
    options: { filters: 2, kernelSize: 3, activation: "sigmoid" },
    inputShape: [3, 4, 3],
    outputShape: [5, 6, 2],
  },
  {
    kind: "conv2dTranspose",
    options: { filters: 2, kernelSize: 3, strides: 2, padding: "same" },
    inputShape: [3, 4, 3],
    outputShape: [6, 8, 2],
  },
  {
    kind: "conv2dTranspose",
    options: { filters: 2, kernelSize: 2, strides: 3, useBias: false },
    inputShape: [2, 2, 3],
    outputShape: [6, 6, 2],
  },
  { kind: "maxPooling2d", options: {}, inputShape: PICTURE, outputShape: [3, 2, 3] },
  {
    kind: "maxPooling2d",
    options: { poolSize: 3, strides: [1, 2], padding: "same" },
    inputShape: PICTURE,
    outputShape: [6, 3, 3],
    reaches: 0.2,
  },
  {
    kind: "averagePooling2d",
    options: { poolSize: [2, 3], strides: 1 },
    inputShape: PICTURE,
    outputShape: [5, 3, 3],
  },
  {
    kind: "averagePooling2d",
    options: { poolSize: 2, padding: "same" },
    inputShape: PICTURE,
    outputShape: [3, 3, 3],
    differs: AVERAGE_AT_THE_BORDER,
  },
  { kind: "maxPooling1d", options: {}, inputShape: [5, 3], outputShape: [2, 3] },
  {
    kind: "maxPooling1d",
    options: { poolSize: 3, strides: 1, padding: "same" },
    inputShape: [5, 2],
    outputShape: [5, 2],
    reaches: 0.2,
  },
  {
    kind: "averagePooling1d",
    options: { poolSize: [3], strides: [2] },
    inputShape: [7, 2],
    outputShape: [3, 2],
  },
  {
    kind: "averagePooling1d",
    options: { padding: "same" },
    inputShape: [5, 3],
    outputShape: [3, 3],
    differs: AVERAGE_AT_THE_BORDER,
  },
  { kind: "globalMaxPooling1d", options: {}, inputShape: [4, 3], outputShape: [3] },
  { kind: "globalMaxPooling2d", options: {}, inputShape: PICTURE, outputShape: [3] },
  { kind: "globalAveragePooling1d", options: {}, inputShape: [4, 3], outputShape: [3] },
  { kind: "globalAveragePooling2d", options: {}, inputShape: PICTURE, outputShape: [3] },
  { kind: "zeroPadding2d", options: {}, inputShape: PICTURE, outputShape: [8, 7, 3] },
  {
    kind: "zeroPadding2d",
    options: {
      padding: [
        [1, 0],
        [0, 2],
      ],
    },
    inputShape: PICTURE,
    outputShape: [7, 7, 3],
  },
  {
    kind: "cropping2D",
    options: { cropping: 1, dataFormat: "channelsLast" },
    inputShape: PICTURE,
    outputShape: [4, 3, 3],
    reaches: 0.8,
  },
  {
    kind: "cropping2D",
    options: {
      cropping: [
        [1, 2],
        [0, 1],
      ],
    },
    inputShape: PICTURE,
    outputShape: [3, 4, 3],
  },
  {
    kind: "upSampling2d",
    options: {},
    inputShape: [3, 2, 2],
    outputShape: [6, 4, 2],
    differs: NEAREST_OF_ANOTHER,
  },
  {
    kind: "upSampling2d",
    // TensorFlow.js swaps height and width in this gradient, so that pictures must be square.
    options: { size: [2, 3], interpolation: "bilinear" },
    inputShape: [3, 3, 2],
    outputShape: [6, 9, 2],
  },
  ...(
    [
      { height: 4, width: 7 },
      { height: 9, width: 3, interpolation: "nearest" },
    ] as const
  ).map((options): LayerCase => ({
    kind: "resizing",
    options,
    inputShape: [5, 5, 2],
    outputShape: [options.height, options.width, 2],
    ...("interpolation" in options ? { differs: NEAREST_OF_ANOTHER } : {}),
  })),
  ...(["bilinear", "nearest"] as const).map((interpolation): LayerCase => ({
    kind: "resizing",
    options: { height: 4, width: 7, interpolation, cropToAspectRatio: true },
    inputShape: PICTURE,
    outputShape: [4, 7, 3],
    reaches: 0.8,
    recorded: `resizing-cropped-${interpolation}`,
  })),
  { kind: "rescaling", options: { scale: 2, offset: -1 }, inputShape: [4], outputShape: [4] },
  { kind: "batchNormalization", options: {}, inputShape: [4], outputShape: [4] },
  {
    kind: "batchNormalization",
    options: { momentum: 0.9, epsilon: 1e-2 },
    inputShape: PICTURE,
    outputShape: PICTURE,
  },
  {
    kind: "batchNormalization",
    options: { axis: 1 },
    inputShape: [4, 3],
    outputShape: [4, 3],
    recorded: "batch-normalization-axis-1",
  },
  {
    kind: "batchNormalization",
    options: { scale: false, center: false },
    inputShape: [4],
    outputShape: [4],
    reaches: 0.6,
    differs: {
      in: ["training", "inputGradients", "weightGradients"],
      because: "TensorFlow.js reads a gamma and a beta that there are not",
    },
  },
  {
    kind: "embedding",
    options: { inputDim: 7, outputDim: 3, inputLength: 4 },
    inputShape: [4],
    outputShape: [4, 3],
    words: 7,
  },
  ...(["simpleRNN", "lstm", "gru"] as const).flatMap((kind): LayerCase[] => [
    { kind, options: { units: 3 }, inputShape: [4, 2], outputShape: [3], reaches: 0.02 },
    {
      kind,
      options: { units: 3, returnSequences: true, goBackwards: true, useBias: false },
      inputShape: [4, 2],
      outputShape: [4, 3],
    },
  ]),
  {
    kind: "lstm",
    options: { units: 2, recurrentActivation: "sigmoid", activation: "softsign" },
    inputShape: [4, 2],
    outputShape: [2],
  },
  {
    kind: "gru",
    options: { units: 2, recurrentActivation: "sigmoid" },
    inputShape: [4, 2],
    outputShape: [2],
  },
  { kind: "add", options: {}, inputShape: [[3], [3], [3]], outputShape: [3] },
  {
    kind: "average",
    options: {},
    inputShape: [
      [2, 3],
      [2, 3],
    ],
    outputShape: [2, 3],
  },
  { kind: "multiply", options: {}, inputShape: [[3], [3]], outputShape: [3] },
  { kind: "subtract", options: {}, inputShape: [[3], [3]], outputShape: [3], recorded: "subtract" },
  {
    kind: "dot",
    options: { axes: [3, 1] },
    inputShape: [
      [2, 2, 3],
      [3, 2],
    ],
    outputShape: [2, 2, 2],
    recorded: "dot-four-axes",
  },
  { kind: "maximum", options: {}, inputShape: [[3], [3], [3]], outputShape: [3], reaches: 0.1 },
  { kind: "minimum", options: {}, inputShape: [[3], [3], [3]], outputShape: [3], reaches: 0.1 },
  { kind: "dot", options: { axes: 1 }, inputShape: [[3], [3]], outputShape: [1] },
  {
    kind: "dot",
    options: { axes: -1, normalize: true },
    inputShape: [
      [2, 3],
      [4, 3],
    ],
    outputShape: [2, 4],
  },
  {
    kind: "dot",
    options: { axes: [1, 2] },
    inputShape: [
      [3, 2],
      [4, 3],
    ],
    outputShape: [2, 4],
  },
  {
    kind: "dot",
    options: { axes: [2, 1], normalize: true },
    inputShape: [[2, 3], [3]],
    outputShape: [2],
  },
  {
    kind: "concatenate",
    options: {},
    inputShape: [
      [2, 3],
      [2, 1],
    ],
    outputShape: [2, 4],
  },
  {
    kind: "concatenate",
    options: { axis: 1 },
    inputShape: [
      [2, 3],
      [4, 3],
    ],
    outputShape: [6, 3],
  },
];

/** A description of the case. */
export function caseName({ kind, options, inner, inputShape }: LayerCase): string {
  const all = inner === undefined ? options : { ...options, [inner.option]: inner.made };
  return `${kind}(${Object.keys(all).length > 0 ? JSON.stringify(all) : ""}) on ${JSON.stringify(inputShape)}`;
}

/** The options of the case, with its layers made by these functions. */
export function optionsOf(
  { options, inner }: Pick<LayerCase, "options" | "inner">,
  make: (kind: Kind, options: object) => object,
): Readonly<Record<string, unknown>> {
  if (inner === undefined) return structuredClone(options);
  const made = inner.made.map(([kind, given]) => make(kind, structuredClone(given)));
  return {
    ...structuredClone(options),
    [inner.option]: inner.option === "cells" || made.length > 1 ? made : made[0],
  };
}
