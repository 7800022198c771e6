/** Targets and weights of examples, checked against the model and put beside the inputs. */
import type { Tensor } from "../../tensor/tensor.js";
import type { ExampleSet } from "./batches.js";
import { weightsOf, type Weighting } from "./example-weights.js";
import { asExamples, checkCounts, inputsOf, listOf, type Examples } from "./examples.js";
import type { ValidationData } from "./options.js";
import type { PreparedModel } from "./prepared-model.js";

/**
 * @param inputs what `inputsOf` made of x
 * @param where  the model, for errors
 * @throws ShapeError, ArgumentError for targets that do not fit the model, its losses or the inputs
 */
export function gatherExamples(
  inputs: readonly Tensor[],
  y: Examples,
  { graph, training }: PreparedModel,
  where: string,
  weighting: Weighting = {},
): ExampleSet {
  const [
    {
      shape: [count],
    },
  ] = inputs;
  const targets = listOf(y, graph.outputs.length, where, "y").map((given, i) =>
    asExamples(given, graph.outputs[i].shape, where, "y", count),
  );
  checkCounts(count, targets, where, "y");
  targets.forEach((target, i) => training.losses[i].check(target, graph.outputs[i].shape, where));
  const weights = weightsOf(targets, training.losses, weighting, where);
  return { count, inputs, targets, ...(weights === undefined ? {} : { weights }) };
}

/** The option `validationData` as examples; undefined where it is not given. */
export function gatherValidation(
  data: ValidationData | undefined,
  prepared: PreparedModel,
  label: string,
): ExampleSet | undefined {
  if (data === undefined) return undefined;
  const [x, y, sampleWeight] = data;
  const where = `${label}, validationData`;
  return gatherExamples(inputsOf(prepared.graph, x, where), y, prepared, where, { sampleWeight });
}
