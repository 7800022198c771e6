/** Makes operations of the engine answer as TensorFlow.js does. */
import { recordComposed } from "../../autograd/tape.js";
import { reshape } from "../../autograd/operations/operations.js";
import { Tensor } from "../../tensor/tensor.js";
import { within } from "../memory/tracking.js";
import type { Form } from "./forms.js";
import { typed, withTypes } from "./result-types.js";

type Operation = (...given: never[]) => unknown;

/** Operations that have no gradient in the engine, and zeros in TensorFlow.js. */
const ZERO_GRADIENT: ReadonlySet<string> = new Set([
  ...["argMax", "argMin", "greaterEqual", "isFinite", "isInf", "isNaN", "onesLike", "zerosLike"],
]);

/** The result as one that depends on the tensors given, with a gradient of zeros. */
export function constant(result: Tensor, given: readonly unknown[]): Tensor {
  const tensors = given.filter((each) => each instanceof Tensor);
  return recordComposed(tensors, result, () => tensors.map(() => undefined));
}

/**
 * An operation for programs: the tensors on its way are not theirs, its result is a tensor of its own (so that
 * disposing of an argument leaves it) of the type of TensorFlow.js', and null stands for the default of an
 * argument.
 */
export function operation<Name extends string, F extends Operation>(name: Name, compute: F): Form<Name, F> {
  const isConstant = ZERO_GRADIENT.has(name);
  const named = (...given: never[]) =>
    within(() => {
      const taken = withTypes(
        name,
        given.includes(null as never) ? given.map((each) => each ?? undefined) : given,
      );
      const result = compute(...(taken as never[]));
      if (result instanceof Promise)
        return result.then((each: unknown) => (each instanceof Tensor ? typed(name, each, taken) : each));
      if (!(result instanceof Tensor)) return result;
      const answer = typed(name, result, taken);
      if (isConstant) return constant(answer, taken);
      return taken.includes(answer) ? reshape(answer, answer.shape) : answer;
    }, name);
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
