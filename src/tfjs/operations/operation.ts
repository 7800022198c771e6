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

/** Operations whose result has the type of their argument, whole numbers too. */
const KEEP_TYPE: ReadonlySet<string> = new Set([
  ...["abs", "acos", "acosh", "asin", "asinh", "atan", "atanh", "expm1", "log1p", "logSigmoid", "min", "neg"],
  ...["reciprocal", "relu", "relu6", "selu", "sign", "sinh", "softplus", "square"],
]);

/** Whether a value is a tensor of whole numbers or truth values. */
function isWhole(value: unknown): value is Tensor {
  return value instanceof Tensor && (value.dtype === "int32" || value.dtype === "bool");
}

/**
 * An operation for programs: the tensors on its way are not theirs, its result is a tensor of its own (so that
 * disposing of an argument leaves it), a comparison gives truth values, and null stands for the default of an
 * argument.
 */
export function operation<Name extends string, F extends Operation>(name: Name, compute: F): Form<Name, F> {
  const truth = TRUTHS.has(name);
  const keepsType = KEEP_TYPE.has(name);
  const named = (...given: never[]) =>
    within(() => {
      const taken = given.includes(null as never) ? given.map((each) => each ?? (undefined as never)) : given;
      const result = compute(...taken);
      if (!(result instanceof Tensor)) return result;
      if (truth) return result.cast("bool");
      const [first] = given as readonly unknown[];
      if (keepsType && isWhole(first)) return result.cast(first.dtype);
      return (given as readonly unknown[]).includes(result) ? reshape(result, result.shape) : result;
    });
  Object.defineProperty(named, "name", { value: name, configurable: true });
  return named as unknown as Form<Name, F>;
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
