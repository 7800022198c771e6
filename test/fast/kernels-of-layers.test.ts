/** Every layer of the library is computed by kernels, with the exceptions that docs/engine.md names. */
import assert from "node:assert/strict";
import { lowerModel } from "../../src/fast/program/lower.js";
import type { Layer } from "../../src/layers/layer.js";
import { RNNCell } from "../../src/layers/rnn-cell.js";
import type { SymbolicTensor } from "../../src/layers/symbolic-tensor.js";
import { input, model } from "../../src/model/models.js";
import { CASES, optionsOf } from "../layers/cases.js";
import type { LayerCase } from "../layers/layer-case.js";
import { asInput, inputShapes, make } from "../layers/subject.js";

/** Kinds of layers, some cases of which run on autograd, each with what these cases have in common. */
const EXCEPTIONS: Readonly<Record<string, (each: LayerCase) => boolean>> = {
  multiHeadAttention: ({ options, call = {} }) => "dropout" in options || "returnAttentionScores" in call,
  dot: ({ options }) => "normalize" in options,
  resizing: ({ options }) => "cropToAspectRatio" in options,
  rnn: () => true,
};

/** The layers that only give the numbers another shape: there is nothing to compute. */
const WITHOUT_OPERATION = ["flatten", "inputLayer", "reshape"];

/** The kinds of the steps of a model with this layer alone. */
function kindsOf(each: LayerCase, layer: Layer): readonly string[] {
  const shapes = inputShapes(each);
  const inputs = shapes.map((shape) => input({ shape: [...shape] }));
  const outputs = layer.apply<SymbolicTensor | SymbolicTensor[]>(
    asInput(inputs) as SymbolicTensor,
    each.call ?? {},
  );
  const { graph } = model({ inputs, outputs });
  const lowered = lowerModel({ graph, training: undefined }, shapes);
  return lowered?.program.steps.map(({ operation }) => operation.kind) ?? ["host"];
}

describe("kernels of layers", () => {
  for (const each of CASES) {
    if (WITHOUT_OPERATION.includes(each.kind)) continue;
    const layer = make(each.kind, optionsOf(each, make));
    if (layer instanceof RNNCell) continue;
    const isException = EXCEPTIONS[each.kind]?.(each) ?? false;
    it(`${each.kind} ${JSON.stringify(each.options)}: ${isException ? "on autograd" : "on kernels"}`, () => {
      assert.equal(kindsOf(each, layer).includes("host"), isException);
    });
  }
});
