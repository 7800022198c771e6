/** The cases of recurrent layers, their cells, and what wraps them. */
import type { LayerCase } from "./layer-case.js";

const SEQUENCE = [4, 2];

/** The bias of the keys adds the same number to the scores of all steps, which softmax does not see. */
const SAME_FOR_ALL_STEPS = { without: "key/bias" } as const;

export const SEQUENCE_CASES: readonly LayerCase[] = [
  ...[{}, { maskValue: -1 }].map((options): LayerCase => ({
    kind: "masking",
    options,
    inputShape: SEQUENCE,
    outputShape: SEQUENCE,
    differs: { in: ["inputGradients"], because: "TensorFlow.js cannot go back through `any`" },
  })),
  { kind: "layerNormalization", options: {}, inputShape: [5], outputShape: [5], reaches: 0.5 },
  {
    kind: "layerNormalization",
    options: { axis: [1, 2], epsilon: 0.1 },
    inputShape: [4, 3],
    outputShape: [4, 3],
  },
  {
    kind: "layerNormalization",
    options: { axis: 1, scale: false },
    inputShape: [4, 3],
    outputShape: [4, 3],
    recorded: "layer-normalization-no-scale",
    reaches: 0.9,
  },
  {
    kind: "layerNormalization",
    options: { center: false },
    inputShape: [3, 4],
    outputShape: [3, 4],
    recorded: "layer-normalization-no-center",
    reaches: 0.9,
  },
  {
    kind: "multiHeadAttention",
    options: { numHeads: 2, keyDim: 3 },
    inputShape: [
      [4, 5],
      [6, 7],
    ],
    outputShape: [4, 5],
    recorded: "attention",
    ...SAME_FOR_ALL_STEPS,
  },
  {
    kind: "multiHeadAttention",
    options: { numHeads: 3, keyDim: 2, valueDim: 4, useBias: false, outputShape: 6 },
    call: { returnAttentionScores: true },
    inputShape: [
      [4, 5],
      [6, 3],
      [6, 2],
    ],
    outputShape: [
      [4, 6],
      [3, 4, 6],
    ],
    recorded: "attention-options",
  },
  {
    kind: "multiHeadAttention",
    options: { numHeads: 2, keyDim: 2 },
    call: { useCausalMask: true, returnAttentionScores: true },
    inputShape: [
      [4, 3],
      [4, 3],
    ],
    outputShape: [
      [4, 3],
      [2, 4, 4],
    ],
    recorded: "attention-causal",
    ...SAME_FOR_ALL_STEPS,
  },
  {
    kind: "multiHeadAttention",
    options: { numHeads: 2, keyDim: 2, dropout: 0.3 },
    inputShape: [
      [3, 4],
      [5, 4],
      [5, 4],
      [3, 5],
    ],
    outputShape: [3, 4],
    recorded: "attention-mask",
    ...SAME_FOR_ALL_STEPS,
  },
  { kind: "simpleRNNCell", options: { units: 3 }, inputShape: [[2], [3]], outputShape: [[3], [3]] },
  {
    kind: "gruCell",
    options: { units: 3, useBias: false },
    inputShape: [[2], [3]],
    outputShape: [[3], [3]],
  },
  {
    kind: "lstmCell",
    options: { units: 3, recurrentActivation: "sigmoid" },
    inputShape: [[2], [3], [3]],
    outputShape: [[3], [3], [3]],
  },
  {
    kind: "stackedRNNCells",
    options: {},
    inner: {
      option: "cells",
      made: [
        ["lstmCell", { units: 3 }],
        ["gruCell", { units: 2 }],
      ],
    },
    inputShape: [[4], [2], [3], [3]],
    outputShape: [[2], [2], [3], [3]],
    reaches: 0.1,
  },
  ...(["simpleRNN", "gru"] as const).map((kind): LayerCase => ({
    kind,
    options: { units: 3, returnState: true },
    inputShape: [SEQUENCE, [3]],
    outputShape: [[3], [3]],
    reaches: 0.05,
  })),
  {
    kind: "lstm",
    options: { units: 3, returnState: true, returnSequences: true, goBackwards: true, unroll: true },
    inputShape: [SEQUENCE, [3], [3]],
    outputShape: [[4, 3], [3], [3]],
    reaches: 0.05,
  },
  {
    kind: "rnn",
    options: { returnSequences: true },
    inner: { option: "cell", made: [["simpleRNNCell", { units: 3, activation: "softsign" }]] },
    inputShape: SEQUENCE,
    outputShape: [4, 3],
    reaches: 0.05,
  },
  {
    kind: "rnn",
    options: { returnState: true, goBackwards: true },
    inner: {
      option: "cell",
      made: [
        ["gruCell", { units: 3 }],
        ["lstmCell", { units: 2 }],
      ],
    },
    inputShape: SEQUENCE,
    outputShape: [[2], [2], [2], [3]],
    reaches: 0.1,
  },
  ...(["sum", "mul", "ave", "concat"] as const).map((mergeMode): LayerCase => ({
    kind: "bidirectional",
    options: { mergeMode },
    inner: { option: "layer", made: [["gru", { units: 2 }]] },
    inputShape: SEQUENCE,
    outputShape: [mergeMode === "concat" ? 4 : 2],
    reaches: 0.1,
  })),
  {
    kind: "bidirectional",
    options: { mergeMode: null },
    inner: { option: "layer", made: [["simpleRNN", { units: 3, returnSequences: true }]] },
    inputShape: SEQUENCE,
    outputShape: [
      [4, 3],
      [4, 3],
    ],
    reaches: 0.1,
  },
  {
    kind: "bidirectional",
    options: {},
    inner: { option: "layer", made: [["lstm", { units: 2, returnSequences: true, returnState: true }]] },
    inputShape: [SEQUENCE, [2], [2], [2], [2]],
    outputShape: [[4, 4], [2], [2], [2], [2]],
    reaches: 0.1,
  },
  {
    kind: "timeDistributed",
    options: {},
    inner: { option: "layer", made: [["dense", { units: 4, activation: "tanh" }]] },
    inputShape: [3, 2],
    outputShape: [3, 4],
  },
  {
    kind: "timeDistributed",
    options: {},
    inner: { option: "layer", made: [["conv2d", { filters: 2, kernelSize: 2 }]] },
    inputShape: [2, 3, 3, 1],
    outputShape: [2, 2, 2, 2],
  },
];
