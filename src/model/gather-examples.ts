/** Inputs, targets and weights of a training or an evaluation, checked against the model. */
import type { Tensor } from "../tensor/tensor.js";
import type { Examined } from "./batches.js";
import { weightsOf, type Weighting } from "./example-weights.js";
import { asExamples, checkCounts, checkInputShape, listOf, type Examples } from "./examples.js";
import type { Graph } from "./graph.js";
import type { Model } from "./model.js";
import type { Ready } from "./ready.js";

/** The inputs of a model, one tensor for each. @throws ShapeError for one that the model cannot take */
export function inputsOf({ inputs }: Graph, x: Examples, where: string): readonly Tensor[] {
  return listOf(x, inputs.length, where, "x").map((given, i) => {
    const examples = asExamples(given, inputs[i].shape, where, "x");
    checkInputShape(examples, inputs[i].shape, where, "x");
    return examples;
  });
}

/** @param prefix what the arguments belong to, for errors: `validationData` */
export function gatherExamples(
  { label }: Model,
  { graph, training }: Ready,
  x: Examples,
  y: Examples,
  weighting: Weighting,
  prefix?: string,
): Examined {
  const where = prefix === undefined ? label : `${label}, ${prefix}`;
  const inputs = inputsOf(graph, x, where);
  const targets = listOf(y, graph.outputs.length, where, "y").map((given, i) =>
    asExamples(given, graph.outputs[i].shape, where, "y", inputs[0].shape[0]),
  );
  checkCounts(inputs[0], inputs, where, "x");
  checkCounts(inputs[0], targets, where, "y");
  targets.forEach((target, i) => training.losses[i].check(target, graph.outputs[i].shape, where));
  const weights = weightsOf(targets, training.losses, weighting, where);
  return { inputs, targets, ...(weights === undefined ? {} : { weights }) };
}
