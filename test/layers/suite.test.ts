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
import { assertGradients, weighting } from "../autograd/differences.js";
import { onEachBackend } from "./backends.js";
import { CASES, caseName, RANDOM, type Comparison, type Kind, type LayerCase } from "./cases.js";
import { assertClose, theirGradients, theirLayer, theirValue, toTensorFlow } from "./oracle.js";
import { asInput, BATCH, context, exactly, inputShapes, inputsOf, ourLayer } from "./subject.js";

/** Whether this is compared with TensorFlow.js; random numbers during training are not. */
function compares({ kind, differs }: LayerCase, what: Comparison): boolean {
  return !(differs?.in.includes(what) ?? false) && !(RANDOM.has(kind) && what === "training");
}

describe("layers", () => {
  before(() => tf.setBackend("cpu"));

  onEachBackend(() => CASES.forEach(runThrough));
});

function runThrough(each: LayerCase): void {
  describe(caseName(each), () => {
    const inputs = inputsOf(each);
    // Word numbers are not real numbers, so they have no gradient.
    const learnable = each.words === undefined ? inputs : [];

    it("computes the shape that it declares", () => {
      const layer = ourLayer(each, inputs);
      const shapes = (batch: number | null) => asInput(inputShapes(each).map((shape) => [batch, ...shape]));
      assert.deepEqual(layer.computeOutputShape(shapes(null) as Shape), [null, ...each.outputShape]);
      assert.deepEqual(layer.computeOutputShape(shapes(BATCH) as Shape), [BATCH, ...each.outputShape]);
      assert.deepEqual(layer.apply(asInput(inputs)).shape, [BATCH, ...each.outputShape]);
    });

    it("computes what TensorFlow.js computes", () => {
      const layer = ourLayer(each, inputs);
      const theirs = theirLayer(each, inputs, layer.getWeights());
      if (compares(each, "prediction"))
        assertClose(
          layer.call(asInput(inputs), context(false)),
          theirValue(theirs, inputs.map(toTensorFlow), false),
          "prediction",
        );
      if (!compares(each, "training")) return;
      assertClose(
        layer.call(asInput(inputs), context(true)),
        theirValue(theirs, inputs.map(toTensorFlow), true),
        "training",
      );
      // The running averages have changed.
      layer
        .getWeights()
        .forEach((weight, i) => assertClose(weight, theirs.getWeights()[i], layer.weights[i].name));
    });

    it("has the gradients of TensorFlow.js", () => {
      const layer = ourLayer(each, inputs);
      const theirs = theirLayer(each, inputs, layer.getWeights());
      const training = compares(each, "training");
      const w = weighting([BATCH, ...each.outputShape]).cast("float32");
      const { gradients } = valueAndGradients(
        () => layer.call(asInput(inputs), context(training)).mul(w).sum(),
        [...learnable, ...layer.trainableWeights],
      );
      const expected = theirGradients(theirs, inputs, w, {
        training,
        inputs: learnable.length > 0 && compares(each, "inputGradients"),
        weights: compares(each, "weightGradients"),
      });
      expected.inputs.forEach((gradient, i) => assertClose(gradients[i], gradient, `input ${i}`));
      expected.weights.forEach((gradient, i) =>
        assertClose(gradients[learnable.length + i], gradient, layer.trainableWeights[i].name),
      );
    });

    it("has the gradients that central differences find", () => {
      const { f, of } = exactly(each);
      assertGradients(each.kind, f, of);
    });

    it("is restored from its saved form", () => {
      const layer = ourLayer(each, inputs);
      const { className } = layer;
      const saved = JSON.parse(JSON.stringify({ className, config: layer.getConfig() })) as {
        className: string;
        config: object;
      };
      const again = layerFromSaved(saved);
      assert.deepEqual(JSON.parse(JSON.stringify(again.getConfig())), saved.config);
      again.ensureBuilt(asInput(inputs.map(({ shape }) => shape)) as Shape, new RandomStream(5));
      again.setWeights(layer.getWeights());
      assert.deepEqual(
        again.call(asInput(inputs), context(false)).data,
        layer.call(asInput(inputs), context(false)).data,
      );
      assertSavedAsTheirs(each, saved.config);
    });

    it("learns the function of another layer of its class", () => {
      const learner = ourLayer(each, inputs, 40);
      const weights = learner.trainableWeights;
      // A layer without weights cannot learn: its input is found from its output instead.
      const given = weights.length > 0 ? inputs : inputsOf(each, 7).map((input) => new Variable(input));
      const target = ourLayer(each, inputs).call(asInput(inputs), context(false));
      const loss = () =>
        learner
          .call(asInput(given), context(!RANDOM.has(each.kind)))
          .sub(target)
          .square()
          .mean();
      const [first, last] = descend(loss, weights.length > 0 ? weights : (given as Variable[]), 300);
      assert.ok(last < first * (each.reaches ?? 0.01), `the loss went from ${first} to ${last}`);
    });
  });
}

/** Options that a layer of TensorFlow.js takes and computes with, and forgets to save. */
const FORGOTTEN: Partial<Record<Kind, readonly string[]>> = { separableConv2d: ["depthMultiplier"] };

/**
 * The saved form is that of TensorFlow.js, except for the name of a distribution, and TensorFlow.js can load
 * it.
 */
function assertSavedAsTheirs(each: LayerCase, config: object): void {
  const layer = (tf.layers[each.kind] as (options: object) => { getConfig(): object })(
    structuredClone(config),
  );
  const theirs = JSON.parse(JSON.stringify(layer.getConfig())) as Record<string, unknown>;
  for (const [key, value] of Object.entries(config)) {
    if (key === "trainable" || key.endsWith("Initializer")) continue;
    if (FORGOTTEN[each.kind]?.includes(key)) continue;
    assert.deepEqual(value, theirs[key], key);
  }
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
