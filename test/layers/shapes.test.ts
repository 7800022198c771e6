/**
 * The declared and the computed output shapes of layers, for random options and sizes; inputs that layers
 * refuse.
 */
import assert from "node:assert/strict";
import * as tf from "@tensorflow/tfjs";
import fc from "fast-check";
import "../../src/autograd/methods.js";
import { ArgumentError, ShapeError } from "../../src/errors/errors.js";
import { setLanguage } from "../../src/language/language.js";
import * as layers from "../../src/layers/layers.js";
import type { Layer } from "../../src/layers/layer.js";
import type { BatchShape } from "../../src/tensor/shape.js";
import { SymbolicTensor } from "../../src/layers/symbolic-tensor.js";
import { RandomStream } from "../../src/random/stream.js";
import { tensor, zeros } from "../../src/tensor/create.js";
import type { Kind } from "./cases.js";
import { layersOfTensorFlow } from "./oracle.js";

const make = (kind: Kind, options: object) => (layers[kind] as (options: object) => Layer)(options);

describe("the shapes of layers", () => {
  before(() => tf.setBackend("cpu"));

  const small = fc.integer({ min: 1, max: 4 });
  const padding = fc.constantFrom("valid", "same");
  const pair = fc.tuple(small, small);
  const options: readonly [Kind, fc.Arbitrary<object>][] = [
    ["conv2d", fc.record({ filters: small, kernelSize: pair, strides: pair, padding })],
    ["conv2d", fc.record({ filters: small, kernelSize: pair, dilationRate: pair, padding })],
    ["depthwiseConv2d", fc.record({ kernelSize: pair, strides: pair, padding, depthMultiplier: small })],
    ["separableConv2d", fc.record({ filters: small, kernelSize: pair, strides: pair, padding })],
    ["conv2dTranspose", fc.record({ filters: small, kernelSize: pair, strides: pair, padding })],
    ["maxPooling2d", fc.record({ poolSize: pair, strides: pair, padding })],
    ["averagePooling2d", fc.record({ poolSize: pair, padding })],
    ["zeroPadding2d", fc.record({ padding: fc.tuple(pair, pair) })],
    ["globalAveragePooling2d", fc.constant({})],
    ["globalMaxPooling2d", fc.constant({})],
    ["cropping2D", fc.record({ cropping: fc.tuple(pair, pair) })],
    ["upSampling2d", fc.record({ size: pair })],
    ["permute", fc.constantFrom({ dims: [1, 2, 3] }, { dims: [3, 1, 2] })],
    ["flatten", fc.constant({})],
    ["dense", fc.record({ units: small })],
    ["conv1d", fc.record({ filters: small, kernelSize: small, strides: small, padding })],
    ["conv1d", fc.record({ filters: small, kernelSize: small, dilationRate: small, padding })],
    ["maxPooling1d", fc.record({ poolSize: small, strides: small, padding })],
    ["averagePooling1d", fc.record({ poolSize: small, padding })],
    ["globalMaxPooling1d", fc.constant({})],
  ];
  for (const [kind, some] of options) {
    it(`${kind}: declared, computed, and the same in TensorFlow.js`, () => {
      fc.assert(
        fc.property(
          some,
          fc.tuple(
            fc.integer({ min: 1, max: 3 }),
            fc.integer({ min: 1, max: 9 }),
            fc.integer({ min: 1, max: 9 }),
            small,
          ),
          (given, extents) => {
            // Sequences have one axis less than pictures.
            const shape = kind.endsWith("1d") ? [extents[0], extents[1], extents[3]] : extents;
            const theirs = layersOfTensorFlow[kind](structuredClone(given)).computeOutputShape(shape);
            const layer = make(kind, given);
            if ((theirs as number[]).some((extent) => extent <= 0)) {
              assert.throws(() => layer.computeOutputShape(shape), ShapeError);
              return;
            }
            assert.deepEqual(layer.computeOutputShape(shape), theirs);
            assert.deepEqual(layer.apply(zeros(shape)).shape, theirs);
            const unknown = layer.computeOutputShape([...shape.slice(1).map(() => null), shape.at(-1)!]);
            assert.ok(
              unknown.every((extent, axis) => extent === null || extent === (theirs as number[])[axis]),
              "an unknown extent is not guessed",
            );
          },
        ),
        { numRuns: 60 },
      );
    });
  }

  it("reshape computes the extent −1, where the input is known and where not", () => {
    const layer = layers.reshape({ targetShape: [3, -1] });
    assert.deepEqual(layer.computeOutputShape([null, 4, 6]), [null, 3, 8]);
    assert.deepEqual(layer.computeOutputShape([null, null, 6]), [null, 3, null]);
    assert.deepEqual(layer.apply(zeros([5, 4, 6])).shape, [5, 3, 8]);
  });

  it("are carried by symbolic tensors, which know the layer they come from", () => {
    const image = new SymbolicTensor([null, 8, 8, 1]);
    const convolution = layers.conv2d({ filters: 2, kernelSize: 3 });
    const result = layers.flatten().apply(convolution.apply(image));
    assert.deepEqual(result.shape, [null, 72]);
    assert.equal(result.from?.inputs[0].from?.layer, convolution);
    assert.deepEqual(layers.add().apply([image, image]).shape, [null, 8, 8, 1]);
    assert.deepEqual(
      layers.add().apply([new SymbolicTensor([null, 4, 1]), new SymbolicTensor([null, 1, 3])]).shape,
      [null, 4, 3],
    );
    assert.equal(convolution.built, false, "nothing is computed, so no weights are made");
  });
});

describe("layers refuse", () => {
  afterEach(() => setLanguage("fr"));

  /** A layer, its input, and a pattern that the error must match; the error must also name the layer. */
  const SHAPES: readonly (readonly [Layer, BatchShape | readonly BatchShape[], RegExp])[] = [
    [layers.dense({ units: 2, name: "x" }), [null], /reçu \[null\].*au moins 2 axes.*expandDims/],
    [
      layers.dense({ units: 2, name: "x" }),
      [
        [null, 2],
        [null, 3],
      ],
      /une seule entrée.*concatenate/,
    ],
    [
      layers.conv2d({ filters: 2, kernelSize: 3, name: "x" }),
      [null, 28, 28],
      /reçu \[null, 28, 28\], attendu \[lot, hauteur, largeur, canaux\].*inputShape: \[28, 28, 1\]/,
    ],
    [layers.conv2d({ filters: 2, kernelSize: 5, name: "x" }), [null, 4, 4, 1], /au moins 5 × 5.*same/],
    [
      layers.conv2d({ filters: 2, kernelSize: 3, dilationRate: 2, name: "x" }),
      [null, 4, 9, 1],
      /au moins 5 × 5/,
    ],
    [layers.conv1d({ filters: 2, kernelSize: 3, name: "x" }), [null, 8], /temps/],
    [
      layers.conv1d({ filters: 2, kernelSize: 3, dilationRate: 2, name: "x" }),
      [null, 4, 1],
      /au moins 5 pas/,
    ],
    [layers.maxPooling1d({ poolSize: 3, name: "x" }), [null, 2, 4], /au moins 3 pas.*same/],
    [layers.depthwiseConv2d({ kernelSize: 3, name: "x" }), [null, 2, 8, 1], /au moins 3 × 3/],
    [layers.separableConv2d({ filters: 1, kernelSize: 3, name: "x" }), [null, 8, 1], /canaux/],
    [layers.cropping2D({ cropping: 2, name: "x" }), [null, 4, 9, 1], /au moins 5 × 5.*cropping/],
    [layers.upSampling2d({ name: "x" }), [null, 8], /canaux/],
    [layers.resizing({ height: 2, width: 2, name: "x" }), [null, 8], /canaux/],
    [layers.permute({ dims: [2, 1], name: "x" }), [null, 8], /2 axe/],
    [layers.repeatVector({ n: 2, name: "x" }), [null, 8, 2], /caractéristiques.*flatten/],
    [layers.prelu({ sharedAxes: 2, name: "x" }), [null, 8], /axis/],
    [layers.prelu({ name: "x" }), [null, null], /dimensions connues/],
    [layers.spatialDropout1d({ rate: 0.5, name: "x" }), [null, 8], /temps/],
    [layers.dot({ axes: 1, name: "x" }), [null, 8], /deux entrées/],
    [
      layers.dot({ axes: [1, 2], name: "x" }),
      [
        [null, 3, 2],
        [null, 3, 2],
      ],
      /axe 1 de la première et l’axe 2 de la seconde/,
    ],
    [layers.conv2dTranspose({ filters: 2, kernelSize: 3, name: "x" }), [null, 4], /canaux/],
    [layers.maxPooling2d({ name: "x" }), [null, 1, 8, 3], /au moins 2 × 2/],
    [layers.globalAveragePooling2d({ name: "x" }), [null, 8, 3], /canaux/],
    [layers.globalAveragePooling1d({ name: "x" }), [null, 8], /temps.*embedding/],
    [layers.zeroPadding2d({ name: "x" }), [null, 8], /canaux/],
    [layers.lstm({ units: 2, name: "x" }), [null, 8], /temps.*returnSequences/],
    [
      layers.embedding({ inputDim: 5, outputDim: 2, inputLength: 4, name: "x" }),
      [null, 6],
      /attendu \[null, 4\].*inputLength/,
    ],
    [layers.reshape({ targetShape: [5, -1], name: "x" }), [null, 12], /reçu \[5, -1\].*12 nombres/],
    [layers.batchNormalization({ axis: 4, name: "x" }), [null, 8], /axis/],
    [layers.add({ name: "x" }), [null, 8], /au moins deux entrées/],
    [
      layers.add({ name: "x" }),
      [
        [null, 8],
        [null, 7],
      ],
      /\[null, 8\], \[null, 7\], attendu des formes égales/,
    ],
    [
      layers.multiply({ name: "x" }),
      [
        [null, 8],
        [null, 1, 8],
      ],
      /autant d’axes/,
    ],
    [
      layers.concatenate({ name: "x" }),
      [
        [null, 8, 2],
        [null, 7, 2],
      ],
      /hors de l’axe 2/,
    ],
  ];
  SHAPES.forEach(([layer, shape, says]) => {
    it(`${layer.className} on ${JSON.stringify(shape)}`, () => {
      const refused = () => {
        layer.computeOutputShape(shape);
        layer.ensureBuilt(shape, new RandomStream(1));
      };
      assert.throws(
        refused,
        (error) =>
          error instanceof ArgumentError &&
          error.where === "x" &&
          says.test(error.message) &&
          error.message.startsWith("x, "),
      );
      setLanguage("en");
      assert.throws(
        refused,
        (error) => error instanceof ArgumentError && /received .*expected /.test(error.message),
      );
    });
  });

  const OPTIONS: readonly (readonly [string, () => Layer, RegExp])[] = [
    [
      "a number of neurons that is none",
      () => layers.dense({ units: 0 }),
      /^dense, units : reçu 0, attendu un entier ≥ 1/,
    ],
    [
      "an activation of another name",
      () => layers.dense({ units: 2, activation: "rleu" as "relu" }),
      /^dense, activation.*Vouliez-vous dire "relu"/,
    ],
    [
      "an initializer of another name",
      () => layers.dense({ units: 2, kernelInitializer: "glorot" as "zeros" }),
      /^dense, kernelInitializer/,
    ],
    [
      "a regularizer of another name",
      () => layers.lstm({ units: 2, recurrentRegularizer: "l3" as "l2" }),
      /^lstm, recurrentRegularizer/,
    ],
    ["a rate that is a percentage", () => layers.dropout({ rate: 20 }), /^dropout, rate : reçu 20/],
    [
      "a kernel of three sizes",
      () => layers.conv2d({ filters: 1, kernelSize: [3, 3, 3] as unknown as [number, number] }),
      /kernelSize : reçu \[3,3,3\]/,
    ],
    [
      "channels first",
      () => layers.maxPooling2d({ dataFormat: "channelsFirst" as "channelsLast" }),
      /channelsLast/,
    ],
    [
      "a border of less than nothing",
      () => layers.zeroPadding2d({ padding: -1 }),
      /padding : reçu -1, attendu un entier ≥ 0/,
    ],
  ];
  for (const [what, build, says] of OPTIONS) {
    it(what, () =>
      assert.throws(build, (error) => error instanceof ArgumentError && says.test(error.message)),
    );
  }

  it("data that do not fit the weights", () => {
    const layer = layers.dense({ units: 2, name: "sortie" });
    layer.apply(zeros([1, 4]));
    assert.throws(
      () => layer.apply(zeros([1, 5])),
      /^ShapeError: sortie, input : reçu \[1, 5\], attendu \[1, 4\]/,
    );
    assert.throws(
      () => layer.setWeights([zeros([4, 3]), zeros([2])]),
      /sortie, weights : reçu \[4, 3\], \[2\], attendu \[4, 2\], \[2\]/,
    );
  });

  it("weights that depend on an extent that is not known", () => {
    const layer = layers.dense({ units: 2 });
    assert.throws(() => layer.ensureBuilt([null, null], new RandomStream(1)), /dimensions connues/);
    assert.throws(() => layer.countParams(), /inputShape/);
  });

  it("a word number that is too large", () => {
    const layer = layers.embedding({ inputDim: 5, outputDim: 2 });
    assert.throws(
      () => layer.apply(tensor([[1, 5]])),
      /embedding, input : reçu 5, attendu des numéros de mots entiers, de 0 à 4/,
    );
  });

  it("an unknown padding", () => {
    assert.throws(
      () => layers.conv2d({ filters: 1, kernelSize: 1, padding: "full" as "same" }),
      /padding : reçu "full"/,
    );
  });
});
