/**
 * Options and inputs that layers, initializers and regularizers refuse, and options of Keras that they
 * accept.
 */
import assert from "node:assert/strict";
import "../../src/autograd/methods.js";
import * as constraints from "../../src/constraints/constraints.js";
import { ArgumentError } from "../../src/errors/errors.js";
import * as initializers from "../../src/initializers/initializers.js";
import { initializerFrom } from "../../src/initializers/initializer-from.js";
import * as layers from "../../src/layers/layers.js";
import { layerFromSaved } from "../../src/layers/registry.js";
import { RandomStream } from "../../src/random/stream.js";
import * as regularizers from "../../src/regularizers/regularizers.js";
import { ones, tensor } from "../../src/tensor/create.js";
import { complains, refusesEach, type RefusedCall } from "../model/complains.js";
import { CASES as LAYERS, optionsOf } from "./cases.js";

type Make = (options?: unknown) => layers.Layer;
const make = (kind: string, options?: unknown) => (layers as unknown as Record<string, Make>)[kind](options);
const any = <Value>(value: unknown) => value as Value;

const CASES: readonly RefusedCall[] = [
  [
    "conv2d without kernelSize",
    () => make("conv2d", { filters: 8 }),
    { where: "conv2d", argument: "kernelSize", received: /undefined/ },
  ],
  [
    "conv2dTranspose without kernelSize",
    () => make("conv2dTranspose", { filters: 8 }),
    { argument: "kernelSize" },
  ],
  [
    "a border of one number in a list",
    () => make("zeroPadding2d", { padding: [2] }),
    { where: "zeroPadding2d", argument: "padding" },
  ],
  ["a border of three numbers", () => make("zeroPadding2d", { padding: [1, 2, 3] }), { argument: "padding" }],
  ...(
    [
      ["dense", "units"],
      ["conv2d", "filters"],
      ["dropout", "rate"],
      ["reshape", "targetShape"],
      ["lstm", "units"],
      ["embedding", "inputDim"],
      ["activation", "activation"],
      ["conv1d", "filters"],
      ["cropping2D", "cropping"],
      ["depthwiseConv2d", "kernelSize"],
      ["dot", "axes"],
      ["gaussianDropout", "rate"],
      ["gaussianNoise", "stddev"],
      ["permute", "dims"],
      ["repeatVector", "n"],
      ["rescaling", "scale"],
      ["resizing", "height"],
      ["separableConv2d", "filters"],
    ] as const
  ).map(([kind, argument]): RefusedCall => [`${kind} without options`, () => make(kind), { argument }]),
  ...[784, [-3], [2.5], [0], "3", [NaN], {}].map((inputShape): RefusedCall => [
    `inputShape: ${JSON.stringify(inputShape)}`,
    () => make("dense", { units: 2, inputShape }),
    { where: "dense", argument: "inputShape", mend: /\[\d+\]/ },
  ]),
  [
    "batchInputShape: []",
    () => make("dense", { units: 2, batchInputShape: [] }),
    { argument: "batchInputShape" },
  ],
  ["a name that is a number", () => make("dense", { units: 2, name: 5 }), { argument: "name" }],
  ["trainable as text", () => make("dense", { units: 2, trainable: "non" }), { argument: "trainable" }],
  ["useBias as text", () => make("dense", { units: 2, useBias: "non" }), { argument: "useBias" }],
  ["ε below 0", () => make("batchNormalization", { epsilon: -2 }), { argument: "epsilon" }],
  ["a momentum of 5", () => make("batchNormalization", { momentum: 5 }), { argument: "momentum" }],
  [
    "an axis that is not a whole number",
    () => make("batchNormalization", { axis: 1.5 }),
    { argument: "axis" },
  ],
  ["two axes", () => make("batchNormalization", { axis: [1, 2] }), { argument: "axis" }],
  ["NaN as a slope", () => make("leakyReLU", { alpha: NaN }), { argument: "alpha" }],
  [
    "two sizes along a sequence",
    () => make("conv1d", { filters: 1, kernelSize: [2, 2] }),
    { argument: "kernelSize" },
  ],
  [
    "a padding of no name",
    () => make("conv1d", { filters: 1, kernelSize: 2, padding: "left" }),
    { argument: "padding" },
  ],
  [
    "a pooling of pictures with three sizes",
    () => make("maxPooling1d", { poolSize: [1, 2, 3] }),
    { argument: "poolSize" },
  ],
  [
    "an interpolation of no name",
    () => make("upSampling2d", { interpolation: "cubic" }),
    { argument: "interpolation" },
  ],
  ["attention without heads", () => make("multiHeadAttention", { keyDim: 2 }), { argument: "numHeads" }],
  [
    "attention to steps without keys",
    () =>
      make("multiHeadAttention", { numHeads: 1, keyDim: 2 }).apply([
        ones([1, 2, 3]),
        ones([1, 4, 3]),
        ones([1, 5, 3]),
      ]),
    { where: "multiHeadAttention", argument: "inputs", mend: /layer\.apply/ },
  ],
  [
    "an unknown option of a call of attention",
    () =>
      make("multiHeadAttention", { numHeads: 1, keyDim: 2 }).apply(ones([1, 2, 3]), any({ causal: true })),
    { where: "multiHeadAttention", received: /causal/ },
  ],
  ["an axis twice", () => make("permute", { dims: [1, 1] }), { argument: "dims" }],
  ["the batch among the axes", () => make("permute", { dims: [0, 1] }), { argument: "dims" }],
  ["three axes of a product", () => make("dot", { axes: [1, 2, 3] }), { argument: "axes" }],
  ["the batch as a shared axis", () => make("prelu", { sharedAxes: [0] }), { argument: "sharedAxes" }],
  ["a largest value below 0", () => make("reLU", { maxValue: -1 }), { argument: "maxValue" }],
  ["a threshold below 0", () => make("thresholdedReLU", { theta: -1 }), { argument: "theta" }],
  [
    "a shape of noise that is a number",
    () => make("dropout", { rate: 0.1, noiseShape: 3 }),
    { argument: "noiseShape" },
  ],
  [
    "a shape of noise that does not fit",
    () => make("alphaDropout", { rate: 0.1, noiseShape: [null, 2] }).apply(ones([2, 3]), { training: true }),
    { where: "alphaDropout", argument: "noiseShape", expected: /\[2, 3\]/ },
  ],
  ["a seed that is not whole", () => make("gaussianNoise", { stddev: 1, seed: 0.5 }), { argument: "seed" }],
  ["a deviation of noise below 0", () => make("gaussianNoise", { stddev: -1 }), { argument: "stddev" }],
  ["an axis of softmax as text", () => make("softmax", { axis: ["x"] }), { argument: "axis" }],
  [
    "kernelInitializer, where each kernel has an option of its own",
    () => make("separableConv2d", { filters: 1, kernelSize: 2, kernelInitializer: "zeros" }),
    { received: /kernelInitializer/ },
  ],
  ["a rate as text", () => make("dropout", { rate: "0.5" }), { argument: "rate" }],
  ["two extents of −1", () => make("reshape", { targetShape: [-1, -1] }), { argument: "targetShape" }],
  [
    "an option with another name",
    () => make("dense", { unit: 2 }),
    { where: "dense", received: /unit/, mend: /units/ },
  ],
  [
    "an option in Python's spelling",
    () => make("dense", { units: 2, input_shape: [3] }),
    { received: /input_shape/, mend: /inputShape/ },
  ],
  [
    "an option of another layer",
    () => make("flatten", { units: 2 }),
    { where: "flatten", received: /units/ },
  ],
  [
    "activityRegularizer, which is not supported",
    () => make("dense", { units: 2, activityRegularizer: "l2" }),
    { argument: "activityRegularizer", mend: /pas prise en charge/ },
  ],
  [
    "a constraint that does not exist",
    () => make("dense", { units: 2, kernelConstraint: "maxNrm" }),
    { argument: "kernelConstraint", mend: /maxNorm/ },
  ],
  [
    "a value that is not a constraint",
    () => make("dense", { units: 2, kernelConstraint: { apply: 3 } }),
    { argument: "kernelConstraint", mend: /nonNeg/ },
  ],
  [
    "a constraint of a layer that has no such weight",
    () => make("flatten", { kernelConstraint: "nonNeg" }),
    { argument: "kernelConstraint" },
  ],
  ["a norm below 0", () => constraints.maxNorm({ maxValue: -1 }), { where: "maxNorm", argument: "maxValue" }],
  ["a rate over 1", () => constraints.minMaxNorm({ rate: 2 }), { where: "minMaxNorm", argument: "rate" }],
  ["an axis as text", () => constraints.unitNorm(any({ axis: "0" })), { argument: "axis" }],
  [
    "initialState, which is an option of apply",
    () => make("lstm", { units: 2, initialState: [1] }),
    { argument: "initialState", mend: /pas prise en charge/ },
  ],
  [
    "one state for the two of an LSTM",
    () => make("lstm", { units: 2 }).apply(ones([1, 2, 3]), any({ initialState: [ones([1, 2])] })),
    { where: "lstm", argument: "initialState", expected: /\[1, 2\], \[1, 2\]/ },
  ],
  [
    "a state of another size",
    () => make("gru", { units: 2 }).apply([ones([1, 2, 3]), ones([1, 4])]),
    {
      where: "gru",
      argument: "initialState",
    },
  ],
  [
    "a state for another batch",
    () => make("gru", { units: 2 }).apply([ones([1, 2, 3]), ones([2, 2])]),
    {
      argument: "initialState",
    },
  ],
  ["returnState as text", () => make("gru", { units: 2, returnState: "oui" }), { argument: "returnState" }],
  ["rnn without a cell", () => make("rnn"), { where: "rnn", argument: "cell", mend: /lstmCell/ }],
  ["a layer as a cell", () => make("rnn", { cell: make("lstm", { units: 2 }) }), { argument: "cell" }],
  ["no cells", () => make("stackedRNNCells", { cells: [] }), { where: "stackedRNNCells", argument: "cells" }],
  ["timeDistributed without a layer", () => make("timeDistributed"), { argument: "layer" }],
  [
    "timeDistributed of examples without steps",
    () => make("timeDistributed", { layer: make("dense", { units: 2 }) }).apply(ones([2, 3])),
    { where: "timeDistributed", argument: "input" },
  ],
  [
    "bidirectional of a layer that is not recurrent",
    () => make("bidirectional", { layer: make("dense", { units: 2 }) }),
    { where: "bidirectional", argument: "layer" },
  ],
  [
    "an unknown mode of merging",
    () => make("bidirectional", { layer: make("gru", { units: 2 }), mergeMode: "sun" }),
    { argument: "mergeMode", mend: /sum/ },
  ],
  ["an axis twice", () => make("layerNormalization", { axis: [1, 1] }), { argument: "axis" }],
  ["a mask value as text", () => make("masking", { maskValue: "0" }), { argument: "maskValue" }],
  [
    "resetting states that are not kept",
    () => make("gru", { units: 2 }).resetStates(),
    { where: "gru", argument: "resetStates" },
  ],
  [
    "training as text",
    () => make("dropout", { rate: 0.5 }).apply(ones([1, 2]), any({ training: "oui" })),
    { argument: "training" },
  ],
  ...[5, "x", [], [[1, 2]], null, undefined, {}].map((given): RefusedCall => [
    `apply(${JSON.stringify(given)})`,
    () => make("dense", { units: 2 }).apply(any(given)),
    { where: "dense", argument: "input", mend: /tensor\(/ },
  ]),
  [
    "tensors mixed with symbolic tensors",
    () => make("add").apply(any([ones([1, 2]), new layers.SymbolicTensor([null, 2])])),
    { argument: "input" },
  ],
  ["one tensor to add", () => make("add").apply(ones([2, 3])), { where: "add", argument: "inputs" }],
  [
    "numbers for weights",
    () => {
      const layer = make("dense", { units: 1 });
      layer.apply(ones([1, 2]));
      layer.setWeights(any([[1], [2]]));
    },
    { argument: "weights" },
  ],
  [
    "weights of another shape",
    () => make("dense", { units: 1, weights: [ones([3, 1]), ones([1])] }).apply(ones([1, 2])),
    { argument: "weights" },
  ],
  [
    "a class that is not a layer",
    () => layers.registerLayer(any(Date)),
    { where: "registerLayer", argument: "kind" },
  ],

  [
    "an unknown option of an initializer",
    () => initializers.heNormal(any({ sed: 1 })),
    { where: "heNormal", received: /sed/, mend: /seed/ },
  ],
  ["a deviation below 0", () => initializers.randomNormal({ stddev: -1 }), { argument: "stddev" }],
  ["an unknown mode", () => initializers.varianceScaling(any({ mode: "fan_in" })), { argument: "mode" }],
  [
    "a number for an initializer's options",
    () => initializers.constant(any(0.1)),
    { where: "constant", received: /0.1/ },
  ],
  [
    "a value that is not an initializer",
    () => make("dense", { units: 2, kernelInitializer: { apply: 3 } }),
    { argument: "kernelInitializer" },
  ],
  [
    "an initializer that returns another shape",
    () =>
      make("dense", {
        units: 2,
        kernelInitializer: { className: "A", config: {}, apply: () => ones([1]) },
      }).apply(ones([1, 3])),
    { argument: "kernelInitializer", received: /\[1\]/, expected: /\[3, 2\]/ },
  ],
  ["a number for a regularizer's options", () => regularizers.l2(any(0.01)), { where: "l2", mend: /l2: / }],
  ["a penalty below 0", () => regularizers.l1({ l1: -1 }), { argument: "l1" }],
];

describe("layers, initializers and regularizers refuse", () => {
  refusesEach(CASES);

  it("options with names that no layer has", () => {
    for (const kind of new Set(LAYERS.map((each) => each.kind))) {
      const options = optionsOf(
        LAYERS.find((each) => each.kind === kind)!,
        make,
      );
      assert.throws(
        () => make(kind, { ...options, nonsense: 1 }),
        complains(ArgumentError, { received: /nonsense/ }),
        kind,
      );
    }
  });
});

describe("layers accept, as Keras and TensorFlow.js do,", () => {
  it("names of initializers, also in the form of saved models", () => {
    for (const name of ["varianceScaling", "constant", "VarianceScaling", "GlorotUniform"])
      assert.ok(make("dense", { units: 2, kernelInitializer: name }).apply(ones([1, 3])), name);
    assert.deepEqual(
      initializerFrom({ className: "Constant", config: { value: 2, seed: null } }, "test", "x")
        .apply([1], new RandomStream(1))
        .arraySync(),
      [2],
    );
  });

  it("a list of one axis, null in a target shape, options without effect", () => {
    assert.deepEqual(make("batchNormalization", { axis: [1] }).apply(ones([2, 3])).shape, [2, 3]);
    assert.equal(make("batchNormalization", { axis: [1] }).getConfig().axis, 1);
    assert.deepEqual(make("reshape", { targetShape: [null, 3] }).apply(ones([2, 6])).shape, [2, 2, 3]);
    assert.ok(
      layerFromSaved({
        className: "LSTM",
        config: {
          units: 2,
          kernelConstraint: null,
          activityRegularizer: null,
          stateful: false,
          unroll: false,
          implementation: 1,
          returnState: false,
          dtype: "float32",
          name: "a",
        },
      }),
    );
  });

  it("initial weights", () => {
    const layer = make("dense", { units: 1, weights: [tensor([[2], [3]]), tensor([10])] });
    assert.deepEqual(layer.apply(tensor([[1, 1]])).arraySync(), [[15]]);
    assert.equal(layer.getConfig().weights, undefined);
  });

  it("one number for each example together with examples of more axes", () => {
    assert.deepEqual(
      make("add")
        .apply([ones([2, 2, 2]), tensor([[1], [2]])])
        .arraySync(),
      [
        [
          [2, 2],
          [2, 2],
        ],
        [
          [3, 3],
          [3, 3],
        ],
      ],
    );
    assert.deepEqual(make("multiply").apply([tensor([[1], [2]]), ones([2, 2, 2])]).shape, [2, 2, 2]);
    assert.deepEqual(
      make("average").computeOutputShape([
        [null, 4, 4, 3],
        [null, 1],
      ]),
      [null, 4, 4, 3],
    );
  });

  it("an incomplete context, or none", () => {
    const layer = make("dropout", { rate: 0.5 });
    assert.ok(layer.apply(ones([4, 50]), { training: true }).data.some((value) => value === 0));
    assert.ok(layer.apply(ones([4, 50])).data.every((value) => value === 1));
  });

  it("integers as weights, which are converted to real numbers", () => {
    const layer = make("dense", { units: 1, useBias: false });
    layer.apply(ones([1, 2]));
    layer.setWeights([tensor(new Uint8Array([1, 2]), [2, 1])]);
    assert.equal(layer.weights[0].dtype, "float32");
    layer.setWeights([tensor([1, 2], [2, 1], "int32")]);
    assert.equal(layer.weights[0].dtype, "float32");
  });
});

describe("options of TensorFlow.js without effect", () => {
  it("are accepted, so that programs that contain them work", () => {
    const taken: readonly (readonly [string, object])[] = [
      ["flatten", { dataFormat: "channelsLast" }],
      ["dropout", { rate: 0.2, noiseShape: null, seed: null }],
      ["dropout", { rate: 0.2, noiseShape: [null, 1], seed: 3 }],
      ["gru", { units: 2, resetAfter: false }],
      ["conv2dTranspose", { filters: 1, kernelSize: 2, outputPadding: null }],
      ["conv2d", { filters: 1, kernelSize: 2, groups: 1 }],
      ["maxPooling1d", { dataFormat: "channelsLast" }],
      ["globalMaxPooling1d", { dataFormat: "channelsLast", keepdims: false }],
      ["depthwiseConv2d", { kernelSize: 2, depthwiseConstraint: null, activityRegularizer: null }],
      ["spatialDropout1d", { rate: 0.2, noiseShape: null, seed: null }],
      ["reLU", { maxValue: null, negativeSlope: 0, threshold: 0 }],
      ["prelu", { sharedAxes: null, alphaConstraint: null }],
    ];
    for (const [kind, options] of taken) assert.doesNotThrow(() => make(kind, options), kind);
    assert.throws(
      () => make("flatten", { dataFormat: "channelsFirst" }),
      complains(ArgumentError, { where: "flatten", argument: "dataFormat" }),
    );
    assert.throws(
      () => make("dropout", { rate: 0.2, seed: "x" }),
      complains(ArgumentError, { where: "dropout", argument: "seed" }),
    );
  });
});
