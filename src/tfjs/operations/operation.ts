/** Makes operations of the engine answer as TensorFlow.js does. */
import { reshape } from "../../autograd/operations/operations.js";
import { Tensor } from "../../tensor/tensor.js";
import { within } from "../memory/tracking.js";
import type { Form } from "./forms.js";

type Operation = (...given: never[]) => unknown;

/** Operations whose results are true or false. */
const TRUTHS: ReadonlySet<string> = new Set([
  ...["equal", "notEqual", "less", "lessEqual", "greater", "greaterEqual"],
  ...["logicalAnd", "logicalOr", "logicalXor", "logicalNot", "isNaN", "isInf", "isFinite", "all", "any"],
]);

/**
 * An operation for programs: the tensors on its way are not theirs, its result is a tensor of its own (so that
 * disposing of an argument leaves it), and a comparison gives truth values.
 */
export function operation<Name extends string, F extends Operation>(name: Name, compute: F): Form<Name, F> {
  const truth = TRUTHS.has(name);
  return ((...given: never[]) =>
    within(() => {
      const result = compute(...given);
      if (!(result instanceof Tensor)) return result;
      if (truth) return result.cast("bool" as never);
      return (given as readonly unknown[]).includes(result) ? reshape(result, result.shape) : result;
    })) as Form<Name, F>;
}

/** All operations of a module. */
export function operationsOf<Module extends object>(
  module: Module,
): { [Name in keyof Module]: Form<Name, Module[Name]> } {
  return Object.fromEntries(
    Object.entries(module)
      .filter(([, value]) => typeof value === "function")
      .map(([name, compute]) => [name, operation(name, compute as Operation)]),
  ) as { [Name in keyof Module]: Form<Name, Module[Name]> };
}
