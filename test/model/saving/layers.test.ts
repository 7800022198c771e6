/** Every layer that TensorFlow.js has too, in a model that is saved on one side and loaded on the other. */
import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import * as tf from "@tensorflow/tfjs";
import "../../../src/autograd/methods.js";
import { input, model } from "../../../src/model/models.js";
import type { Model } from "../../../src/model/model.js";
import { loadLayersModel } from "../../../src/model/saving/load.js";
import { randomNormal } from "../../../src/tensor/create.js";
import { CASES, caseName, optionsOf, type LayerCase } from "../../layers/cases.js";
import { layersOfTensorFlow, toTensorFlow } from "../../layers/oracle.js";
import { inputShapes, inputsOf, make } from "../../layers/subject.js";
import { assertNear } from "../oracle.js";
import { loadTheirs, saveTheirs } from "./tensorflow-files.js";

function ourModel(each: LayerCase): Model {
  const inputs = inputShapes(each).map((shape) => input({ shape }));
  const layer = make(each.kind, optionsOf(each, make));
  const made = model({ inputs, outputs: layer.apply(inputs.length === 1 ? inputs[0] : inputs) });
  made.setWeights(
    made.weights.map(({ shape, name }, i) => {
      const values = randomNormal(shape, 0, 0.6, "float32", 3 + i);
      return name === "moving_variance" ? values.abs().add(0.5) : values;
    }),
  );
  return made;
}

function theirModel(each: LayerCase): tf.LayersModel {
  const inputs = inputShapes(each).map((shape) => tf.input({ shape: [...shape] }));
  const layer = layersOfTensorFlow[each.kind](
    optionsOf(each, (kind, options) => layersOfTensorFlow[kind](options)),
  );
  return tf.model({
    inputs,
    outputs: layer.apply(inputs.length === 1 ? inputs[0] : inputs) as tf.SymbolicTensor[],
  });
}

/** Cases that TensorFlow.js computes as this project does. */
const COMMON = CASES.filter(
  ({ kind, recorded, differs }) =>
    recorded === undefined &&
    kind in layersOfTensorFlow &&
    kind !== "inputLayer" &&
    !/RNNCells?$|^(gru|lstm)Cell$/.test(kind) &&
    // Its resizing fails within a model, which gives it a list of tensors.
    kind !== "resizing" &&
    !(differs?.in.includes("prediction") ?? false),
);

/** Whether TensorFlow.js forgets to save an option that it computes with. */
const isForgotten = ({ kind, options }: LayerCase) =>
  kind === "separableConv2d" && options.depthMultiplier !== undefined;

describe("layers in models of TensorFlow.js", () => {
  let folder: string;
  before(() => tf.setBackend("cpu"));
  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), "couche "));
  });
  afterEach(() => rm(folder, { recursive: true }));

  for (const each of COMMON) {
    const x = inputsOf(each);
    const numbers = (made: Model) => [made.predict(x)].flat().map(({ data }) => data);
    const theirNumbers = (made: tf.LayersModel) =>
      [made.predict(x.map(toTensorFlow)) as tf.Tensor | tf.Tensor[]].flat().map((value) => value.dataSync());
    const same = (actual: readonly ArrayLike<number>[], expected: readonly ArrayLike<number>[]) => {
      assert.equal(actual.length, expected.length);
      actual.forEach((values, i) => assertNear(values, expected[i], 1e-5, `output ${i}`));
    };

    it(`${caseName(each)}: TensorFlow.js loads the one that is saved here, and the other way round`, async () => {
      const ours = ourModel(each);
      await ours.save(folder, { format: "tensorflow" });
      const loaded = await loadTheirs(folder);
      same(theirNumbers(loaded), numbers(ours));
      if (isForgotten(each)) return;
      const theirs = theirModel(each);
      theirs.setWeights(ours.getWeights().map(toTensorFlow));
      await saveTheirs(theirs, folder);
      same(numbers(await loadLayersModel(folder)), theirNumbers(theirs));
    });
  }
});
