/** Gradients under the names that TensorFlow.js gives them. */
import { asTensor } from "../tensor/create.js";
import type { Tensor, TensorLike, Variable } from "../tensor/tensor.js";
import { valueAndGradients, valueAndVariableGradients } from "./tape.js";

/** The gradient of a function of one tensor, as a function: `grad((x) => x.square())(3)` is 6. */
export function grad(f: (x: Tensor) => Tensor): (x: TensorLike) => Tensor {
  return (x) => valueAndGrad(f)(x).grad;
}

/** The gradients of a function of several tensors, as a function of the list of them. */
export function grads(f: (...inputs: Tensor[]) => Tensor): (inputs: readonly TensorLike[]) => readonly Tensor[] {
  return (inputs) => valueAndGrads(f)(inputs).grads;
}

/** As `grad`, with the function's value beside. */
export function valueAndGrad(f: (x: Tensor) => Tensor): (x: TensorLike) => { value: Tensor; grad: Tensor } {
  return (x) => {
    const { value, grads: [gradient] } = valueAndGrads(f)([x]);
    return { value, grad: gradient };
  };
}

/** As `grads`, with the function's value beside. */
export function valueAndGrads(f: (...inputs: Tensor[]) => Tensor): (inputs: readonly TensorLike[]) => { value: Tensor; grads: readonly Tensor[] } {
  return (inputs) => {
    const tensors = inputs.map(asTensor);
    const { value, gradients } = valueAndGradients(() => f(...tensors), tensors);
    return { value, grads: gradients };
  };
}

/**
 * The value of `f()` and its gradients with respect to variables, each under the variable's name.
 * @param variables by default every trainable variable that `f` uses
 */
export function variableGrads(f: () => Tensor, variables?: readonly Variable[]): { value: Tensor; grads: Readonly<Record<string, Tensor>> } {
  const trainable = variables?.filter((each) => each.trainable);
  const { value, gradients, variables: found } = trainable === undefined ? valueAndVariableGradients(f) : { ...valueAndGradients(f, trainable), variables: trainable };
  return { value, grads: Object.fromEntries(found.map(({ name }, i) => [name, gradients[i]])) };
}
