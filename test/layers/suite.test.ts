/**
 * The shared suite: tests shape, values, gradients, saving and training of every layer, on every back end.
 */
import assert from "node:assert/strict";
import * as tf from "@tensorflow/tfjs";
import { valueAndGradients } from "../../src/autograd/tape.js";
import { layerFromSaved } from "../../src/layers/registry.js";
import { RandomStream } from "../../src/random/stream.js";
import type { Shape } from "../../src/tensor/shape.js";
import { Tensor, Variable } from "../../src/tensor/tensor.js";
import { assertGradients } from "../autograd/differences.js";
import { onEachBackend } from "./backends.js";
import { CASES, caseName, RANDOM, type Comparison, type Kind, type LayerCase } from "./cases.js";
import { assertClose, layersOfTensorFlow, theirSaved } from "./oracle.js";
import { recordsTraining, referenceOf } from "./reference.js";
import {
  asInput,
  BATCH,
  context,
  exactly,
  inputShapes,
  inputsOf,
  ourLayer,
  outputShapes,
  valueOf,
} from "./subject.js";

/** Whether these are rounding errors. */
function assertNone(data: ArrayLike<number>, what: string): void {
  for (const value of Array.from(data)) assert.ok(Math.abs(value) < 1e-5, `${what}: ${value} instead of 0`);
}

/** Whether this is compared; a layer that draws random numbers during training is not compared then. */
function compares(each: LayerCase, what: Comparison): boolean {
  return !(what === "training" && isRandom(each)) && !(each.differs?.in.includes(what) ?? false);
}

/** Whether the layer draws random numbers during training. */
function isRandom({ kind, recorded }: LayerCase): boolean {
  return RANDOM.has(kind) || (recorded !== undefined && !recordsTraining(recorded));
}

type Config = Readonly<Record<string, unknown>>;

interface Saved {
  readonly className: string;
  readonly config: Config;
}

describe("layers", () => {
  before(() => tf.setBackend("cpu"));

  onEachBackend(() => CASES.forEach(runThrough));
});

function runThrough(each: LayerCase): void {
  describe(caseName(each), () => {
    const inputs = inputsOf(each);
    const reference = each.recorded === undefined ? "TensorFlow.js" : "Keras";

    it("computes the shape that it declares", () => {
      const layer = ourLayer(each, inputs);
      const shapes = (batch: number | null) => asInput(inputShapes(each).map((shape) => [batch, ...shape]));
      const expected = (batch: number | null) =>
        asInput(outputShapes(each).map((shape) => [batch, ...shape]));
      const whole = { ...context(false), ...each.call };
      assert.deepEqual(layer.computeOutputShape(shapes(null) as Shape, whole), expected(null));
      assert.deepEqual(layer.computeOutputShape(shapes(BATCH) as Shape, whole), expected(BATCH));
      const result = layer.apply<Tensor | Tensor[]>(asInput(inputs), each.call);
      assert.deepEqual(
        Array.isArray(result) ? result.map(({ shape }) => shape) : result.shape,
        expected(BATCH),
      );
    });

    it(`computes what ${reference} computes`, () => {
      const { layer, inputs: given, value, weights } = referenceOf(each);
      if (compares(each, "prediction"))
        assertClose(valueOf(layer, given, false, each.call), value(false), "prediction");
      if (!compares(each, "training")) return;
      assertClose(valueOf(layer, given, true, each.call), value(true), "training");
      // The running averages have changed.
      const expected = weights();
      layer.getWeights().forEach((weight, i) => assertClose(weight, expected[i], layer.weights[i].name));
    });

    it(`has the gradients of ${reference}`, () => {
      const { layer, inputs: given, weighting, gradients: expectedFor } = referenceOf(each);
      const training = compares(each, "training");
      const differentiable = each.words === undefined ? given : [];
      const { gradients } = valueAndGradients(
        () => valueOf(layer, given, training, each.call).mul(weighting).sum(),
        [...differentiable, ...layer.trainableWeights],
      );
      const expected = expectedFor({
        training,
        inputs: differentiable.length > 0 && compares(each, "inputGradients"),
        weights: compares(each, "weightGradients"),
      });
      expected.inputs.forEach((gradient, i) => assertClose(gradients[i], gradient, `input ${i}`));
      expected.weights.forEach((gradient, i) => {
        const [ours, { name }] = [gradients[differentiable.length + i], layer.trainableWeights[i]];
        if (name !== each.without) assertClose(ours, gradient, name);
        else for (const { data } of [ours, { data: gradient.dataSync() }]) assertNone(data, name);
      });
    });

    it("has the gradients that central differences find", () => {
      const { f, of } = exactly(each);
      assertGradients(each.kind, f, of);
    });

    it("is restored from its saved form", () => {
      const layer = ourLayer(each, inputs);
      const { className } = layer;
      const saved = JSON.parse(JSON.stringify({ className, config: layer.getConfig() })) as Saved;
      const again = layerFromSaved(saved);
      assert.deepEqual(JSON.parse(JSON.stringify(again.getConfig())), saved.config);
      again.ensureBuilt(asInput(inputs.map(({ shape }) => shape)) as Shape, new RandomStream(5));
      again.setWeights(layer.getWeights());
      assert.deepEqual(
        valueOf(again, inputs, false, each.call).data,
        valueOf(layer, inputs, false, each.call).data,
      );
      assertSavedAsTheirs(each, saved);
    });

    it("learns the function of another layer of its class", () => {
      const learner = ourLayer(each, inputs, 40);
      const weights = learner.trainableWeights;
      // A layer without weights cannot learn: its input is found from its output instead.
      const given = weights.length > 0 ? inputs : inputsOf(each, 7).map((input) => new Variable(input));
      const target = valueOf(ourLayer(each, inputs), inputs, false, each.call);
      const loss = () => valueOf(learner, given, !isRandom(each), each.call).sub(target).square().mean();
      const [first, last] = descend(loss, weights.length > 0 ? weights : (given as Variable[]), 300);
      assert.ok(last < first * (each.reaches ?? 0.01), `the loss went from ${first} to ${last}`);
    });
  });
}

/** Options that the layer of TensorFlow.js does not save: it forgets its own, or lacks one of Keras. */
const FORGOTTEN: Partial<Record<Kind, readonly string[]>> = {
  gaussianNoise: ["seed"],
  separableConv2d: ["depthMultiplier"],
  stackedRNNCells: ["name"],
};

/**
 * The saved form is that of TensorFlow.js, except for the name of a distribution, and TensorFlow.js can load
 * it. What TensorFlow.js lacks, a layer or an option, is not compared.
 */
function assertSavedAsTheirs(each: LayerCase, saved: Saved): void {
  if (each.recorded !== undefined && !(each.kind in layersOfTensorFlow)) return;
  const layer = theirSaved(saved);
  const theirs = JSON.parse(JSON.stringify(layer.getConfig())) as Config;
  const className = layer.getClassName();
  assert.ok(layerFromSaved({ className, config: theirs }), "the saved form of TensorFlow.js is read");
  assertSameOptions(saved.config, theirs, each.recorded !== undefined, FORGOTTEN[each.kind]);
}

/** @param some whether an option that TensorFlow.js does not have may be there */
function assertSameOptions(
  ours: Config,
  theirs: Config,
  some: boolean,
  forgotten: readonly string[] = [],
): void {
  for (const [key, value] of Object.entries(ours)) {
    if (forgotten.includes(key)) continue;
    if (key === "trainable" || key.endsWith("Initializer") || (some && !(key in theirs))) continue;
    if (key === "layer" || key === "cell") assertSameLayer(value as Saved, theirs[key] as Saved, some);
    else if (key === "cells")
      (value as Saved[]).forEach((cell, i) => assertSameLayer(cell, (theirs[key] as Saved[])[i], some));
    else assert.deepEqual(value, theirs[key], key);
  }
}

function assertSameLayer(ours: Saved, theirs: Saved, some: boolean): void {
  assert.equal(ours.className, theirs.className);
  // TensorFlow.js gives a name to every layer at once.
  assertSameOptions({ ...ours.config, name: theirs.config.name }, theirs.config, some);
}

/** Minimizes by Adam (Kingma and Ba 2015); gives the loss before and after. */
function descend(loss: () => Tensor, variables: readonly Variable[], steps: number): [number, number] {
  const first = loss().item();
  const [rate, short, long] = [0.05, 0.9, 0.99];
  const moments = variables.map(({ size }) => ({
    mean: new Float64Array(size),
    square: new Float64Array(size),
  }));
  for (let t = 1; t <= steps; t++) {
    valueAndGradients(loss, variables).gradients.forEach(({ data }, k) => {
      const { mean, square } = moments[k];
      const moved = variables[k].data.map((value, i) => {
        mean[i] += (1 - short) * (data[i] - mean[i]);
        square[i] += (1 - long) * (data[i] ** 2 - square[i]);
        return value - (rate * mean[i]) / (1 - short ** t) / (Math.sqrt(square[i] / (1 - long ** t)) + 1e-8);
      });
      variables[k].assign(new Tensor(moved, variables[k].shape));
    });
  }
  return [first, loss().item()];
}
