/** Gradients, given by the names of variables. Tensors on the way belong to the engine, so `tidy` leaves them. */
import * as engine from "../../autograd/gradients.js";
import { valueAndGradients, valueAndVariableGradients } from "../../autograd/tape.js";
import type {
  Tensor as EngineTensor,
  TensorLike as EngineLike,
  Variable as EngineVariable,
} from "../../tensor/tensor.js";
import { within } from "../memory/tracking.js";
import { nameOf } from "../tensors/variables.js";
import type { NamedTensorMap, Scalar, Tensor, TensorLike, Variable } from "../tensors/types.js";

type Input = Tensor | TensorLike;

/**
 * The gradient of a function of one tensor, as a function.
 * @param f the function
 */
export function grad(f: (x: Tensor) => Tensor): (x: Input, dy?: Tensor) => Tensor {
  const slope = engine.grad(f as never) as (...given: unknown[]) => EngineTensor;
  return (x, dy) =>
    within(() => slope(x, ...(dy === undefined || dy === null ? [] : [dy]))) as unknown as Tensor;
}

/**
 * The gradients of a function of several tensors.
 * @param f the function
 */
export function grads(
  f: (...inputs: Tensor[]) => Tensor,
): (inputs: readonly Input[], dy?: Tensor) => Tensor[] {
  const slopes = engine.grads(f as never) as (...given: unknown[]) => readonly EngineTensor[];
  return (inputs, dy) =>
    within(() => [
      ...slopes(inputs, ...(dy === undefined || dy === null ? [] : [dy])),
    ]) as unknown as Tensor[];
}

/**
 * As `grad`, and the value of the function.
 * @param f the function
 */
export function valueAndGrad(f: (x: Tensor) => Tensor): (x: Input) => { grad: Tensor; value: Tensor } {
  const both = engine.valueAndGrad(f as never);
  return (x) => within(() => both(x as EngineLike)) as unknown as { grad: Tensor; value: Tensor };
}

/**
 * As `grads`, and the value of the function.
 * @param f the function
 */
export function valueAndGrads(
  f: (...inputs: Tensor[]) => Tensor,
): (inputs: readonly Input[]) => { grads: Tensor[]; value: Tensor } {
  const both = engine.valueAndGrads(f as never);
  return (inputs) =>
    within(() => both(inputs as readonly EngineLike[])) as unknown as { grads: Tensor[]; value: Tensor };
}

/**
 * The value of a function and its gradients, by the names of the variables.
 * @param f the function, which returns a single number
 * @param varList the variables; by default all trainable ones that `f` uses
 */
export function variableGrads(
  f: () => Scalar,
  varList?: readonly (Variable | Tensor)[] | null,
): { value: Scalar; grads: NamedTensorMap } {
  const watched = (varList ?? undefined) as readonly EngineVariable[] | undefined;
  return within(() => {
    if (watched !== undefined) engine.checkVariables(watched, "variableGrads");
    const trainable = watched?.filter((each) => each.trainable);
    const compute = f as unknown as () => EngineTensor;
    const { value, gradients, variables } =
      trainable === undefined
        ? valueAndVariableGradients(compute)
        : { ...valueAndGradients(compute, trainable), variables: trainable };
    const grads = Object.fromEntries(variables.map((variable, i) => [nameOf(variable), gradients[i]]));
    return { value, grads } as unknown as { value: Scalar; grads: NamedTensorMap };
  });
}
