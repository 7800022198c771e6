/** Gradients, given by the names of variables. Tensors on the way belong to the engine, so `tidy` leaves them. */
import { customGrad as engineCustomGrad } from "../../autograd/custom-gradient.js";
import * as engine from "../../autograd/gradients.js";
import { valueAndGradients, valueAndVariableGradients } from "../../autograd/tape.js";
import { asTensors } from "../../tensor/as-tensor.js";
import { onesLike } from "../../tensor/create.js";
import type {
  Tensor as EngineTensor,
  TensorLike as EngineLike,
  Variable as EngineVariable,
} from "../../tensor/tensor.js";
import { within } from "../memory/tracking.js";
import { nameOf } from "../tensors/variables.js";
import type { NamedTensorMap, Scalar, Tensor, TensorLike, Variable } from "../tensors/types.js";

type Input = Tensor | TensorLike;

/** The value of a function and its gradients; a value of several numbers has the gradient `dy`, ones by default. */
function differentiated(
  f: (...inputs: Tensor[]) => Tensor,
  inputs: readonly Input[],
  dy: Tensor | null | undefined,
  where: string,
): { value: Tensor; grads: Tensor[] } {
  return within(() => {
    const tensors = asTensors(inputs as readonly EngineLike[], where, "inputs");
    const { value, gradients, depends } = valueAndGradients(
      () => f(...(tensors as unknown as Tensor[])) as unknown as EngineTensor,
      tensors,
      (result) => (dy as unknown as EngineTensor | null | undefined) ?? onesLike(result),
    );
    if (!depends) throw engine.dependsOnNothing(where, engine.INPUTS);
    return { value, grads: [...gradients] } as unknown as { value: Tensor; grads: Tensor[] };
  });
}

/** Disposes the value, which the program does not get. */
function gradientsOnly({ value, grads }: { value: Tensor; grads: Tensor[] }): Tensor[] {
  if (!grads.includes(value)) value.dispose();
  return grads;
}

/**
 * The gradient of a function of one tensor, as a function.
 * @param f the function
 */
export function grad(f: (x: Tensor) => Tensor): (x: Input, dy?: Tensor) => Tensor {
  return (x, dy) => gradientsOnly(differentiated(f, [x], dy, "grad"))[0];
}

/**
 * The gradients of a function of several tensors.
 * @param f the function
 */
export function grads(
  f: (...inputs: Tensor[]) => Tensor,
): (inputs: readonly Input[], dy?: Tensor) => Tensor[] {
  return (inputs, dy) => gradientsOnly(differentiated(f, inputs, dy, "grads"));
}

/**
 * As `grad`, and the value of the function.
 * @param f the function
 */
export function valueAndGrad(
  f: (x: Tensor) => Tensor,
): (x: Input, dy?: Tensor) => { grad: Tensor; value: Tensor } {
  return (x, dy) => {
    const { value, grads } = differentiated(f, [x], dy, "valueAndGrad");
    return { value, grad: grads[0] };
  };
}

/**
 * As `grads`, and the value of the function.
 * @param f the function
 */
export function valueAndGrads(
  f: (...inputs: Tensor[]) => Tensor,
): (inputs: readonly Input[], dy?: Tensor) => { grads: Tensor[]; value: Tensor } {
  return (inputs, dy) => differentiated(f, inputs, dy, "valueAndGrads");
}

/** Keeps tensors for the gradient of `customGrad`. */
export type GradSaveFunc = (save: Tensor[]) => void;

/**
 * A function whose gradient is the one that it gives itself.
 * @param f a function of tensors, and of a function that saves tensors for `gradFunc`
 */
export function customGrad<T extends Tensor>(
  f: (...inputs: (Tensor | GradSaveFunc)[]) => {
    value: T;
    gradFunc: (dy: T, saved: Tensor[]) => Tensor | Tensor[];
  },
): (...inputs: Tensor[]) => T {
  const made = engineCustomGrad(f as never);
  return (...inputs) => within(() => made(...(inputs as unknown as EngineTensor[]))) as unknown as T;
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
    const { value, gradients, variables, depends } =
      trainable === undefined
        ? valueAndVariableGradients(compute)
        : { ...valueAndGradients(compute, trainable), variables: trainable };
    if (!depends) throw engine.dependsOnNothing("variableGrads", engine.VARIABLES);
    const frozen = watched?.filter((each) => !each.trainable) ?? [];
    const grads = Object.fromEntries([
      ...variables.map((variable, i) => [nameOf(variable), gradients[i]] as const),
      // TensorFlow.js names the others of the list too.
      ...frozen.map((variable) => [nameOf(variable), null] as const),
    ]);
    return { value, grads } as unknown as { value: Scalar; grads: NamedTensorMap };
  });
}
