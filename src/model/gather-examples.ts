/** Inputs, targets and weights of a training or an evaluation, checked against the model. */
import { ArgumentError } from "../errors/errors.js";
import { asTensor } from "../tensor/create.js";
import { argMax } from "../tensor/operations/operations.js";
import { Tensor, type TensorLike } from "../tensor/tensor.js";
import type { Examined } from "./batches.js";
import { asExamples, checkCounts, checkInputShape, listOf, type Examples } from "./examples.js";
import type { Graph } from "./graph.js";
import type { Model } from "./model.js";
import type { Ready } from "./ready.js";

interface Weighting {
  readonly sampleWeight?: TensorLike;
  readonly classWeight?: Readonly<Record<number, number>>;
}

/** The inputs of a model, one tensor for each. @throws ShapeError for one that the model cannot take */
export function inputsOf({ inputs }: Graph, x: Examples, where: string): readonly Tensor[] {
  return listOf(x, inputs.length, where, "x").map((given, i) => {
    const examples = asExamples(given, inputs[i].shape, where, "x");
    checkInputShape(examples, inputs[i].shape, where, "x");
    return examples;
  });
}

/** @param prefix what the arguments belong to, for errors: `validationData` */
export function gatherExamples({ label }: Model, { graph, training }: Ready, x: Examples, y: Examples, weighting: Weighting, prefix?: string): Examined {
  const where = prefix === undefined ? label : `${label}, ${prefix}`;
  const inputs = inputsOf(graph, x, where);
  const targets = listOf(y, graph.outputs.length, where, "y").map((given, i) => asExamples(given, graph.outputs[i].shape, where, "y", inputs[0].shape[0]));
  checkCounts(inputs[0], inputs, where, "x");
  checkCounts(inputs[0], targets, where, "y");
  targets.forEach((target, i) => training.losses[i].check(target, graph.outputs[i].shape, where));
  const weights = weightsOf(targets[0], weighting, where);
  return { inputs, targets, ...(weights === undefined ? {} : { weights }) };
}

/** How much each example counts: its own weight times that of its class. */
function weightsOf(targets: Tensor, { sampleWeight, classWeight }: Weighting, where: string): Tensor | undefined {
  if (sampleWeight === undefined && classWeight === undefined) return undefined;
  const count = targets.shape[0];
  const weights = new Float32Array(count).fill(1);
  if (sampleWeight !== undefined) {
    const given = asTensor(sampleWeight);
    if (given.size !== count) {
      throw new ArgumentError({
        where, argument: "sampleWeight", received: String(given.size), expected: { fr: `${count} poids, un par exemple`, en: `${count} weights, one an example` },
        mend: { fr: "Donnez un nombre pour chaque ligne de x.", en: "Give a number for each row of x." },
      });
    }
    given.data.forEach((value, i) => (weights[i] = value));
  }
  if (classWeight !== undefined) {
    const classes = targets.size === count ? targets.data : argMax(targets).data;
    classes.forEach((label, i) => (weights[i] *= classWeight[label] ?? 1));
  }
  return new Tensor(weights, [count]);
}
