/** Gradients under the names that TensorFlow.js gives them. */
import { checkKind } from "../errors/check-options.js";
import { ArgumentError } from "../errors/errors.js";
import { functionLike } from "../errors/kinds.js";
import { written } from "../errors/written.js";
import { asTensor, asTensors } from "../tensor/create.js";
import { Variable, type Tensor, type TensorLike } from "../tensor/tensor.js";
import { valueAndGradients, valueAndVariableGradients } from "./tape.js";

/** The gradient of a function of one tensor, as a function: `grad((x) => x.square())(3)` is 6. */
export function grad(f: (x: Tensor) => Tensor): (x: TensorLike) => Tensor {
  checkKind(f, functionLike("grad((x) => x.square())"), "grad", "f");
  return (x) => ofOne(f, x, "grad").grad;
}

/** The gradients of a function of several tensors, as a function of the list of them. */
export function grads(f: (...inputs: Tensor[]) => Tensor): (inputs: readonly TensorLike[]) => readonly Tensor[] {
  checkKind(f, functionLike("grads((x, y) => x.mul(y))"), "grads", "f");
  return (inputs) => ofSeveral(f, inputs, "grads").grads;
}

/** As `grad`, with the function's value beside. */
export function valueAndGrad(f: (x: Tensor) => Tensor): (x: TensorLike) => { value: Tensor; grad: Tensor } {
  checkKind(f, functionLike("valueAndGrad((x) => x.square())"), "valueAndGrad", "f");
  return (x) => ofOne(f, x, "valueAndGrad");
}

/** As `grads`, with the function's value beside. */
export function valueAndGrads(f: (...inputs: Tensor[]) => Tensor): (inputs: readonly TensorLike[]) => { value: Tensor; grads: readonly Tensor[] } {
  checkKind(f, functionLike("valueAndGrads((x, y) => x.mul(y))"), "valueAndGrads", "f");
  return (inputs) => ofSeveral(f, inputs, "valueAndGrads");
}

function ofOne(f: (x: Tensor) => Tensor, input: TensorLike, where: string): { value: Tensor; grad: Tensor } {
  const x = asTensor(input, where, "x");
  const { value, gradients: [gradient] } = valueAndGradients(() => f(x), [x]);
  return { value, grad: gradient };
}

function ofSeveral(f: (...inputs: Tensor[]) => Tensor, inputs: readonly TensorLike[], where: string): { value: Tensor; grads: readonly Tensor[] } {
  const tensors = asTensors(inputs, where, "inputs");
  const { value, gradients } = valueAndGradients(() => f(...tensors), tensors);
  return { value, grads: gradients };
}

/**
 * The value of `f()` and its gradients with respect to variables, each under the variable's name; where several variables have the same
 * name, the second one's gradient is under `name_1`, the third one's under `name_2`.
 * @param variables by default every trainable variable that `f` uses
 */
export function variableGrads(f: () => Tensor, variables?: readonly Variable[]): { value: Tensor; grads: Readonly<Record<string, Tensor>> } {
  checkKind(f, functionLike("variableGrads(() => w.square().sum())"), "variableGrads", "f");
  if (variables !== undefined) checkVariables(variables);
  const trainable = variables?.filter((each) => each.trainable);
  const { value, gradients, variables: found } = trainable === undefined ? valueAndVariableGradients(f) : { ...valueAndGradients(f, trainable), variables: trainable };
  const names = ownNames([...new Set(found)].map(({ name }) => name));
  return { value, grads: Object.fromEntries([...new Set(found)].map((variable, i) => [names[i], gradients[found.indexOf(variable)]])) };
}

function checkVariables(variables: unknown): void {
  if (Array.isArray(variables) && variables.every((each) => each instanceof Variable)) return;
  throw new ArgumentError({
    where: "variableGrads", argument: "variables", received: written(variables), expected: { fr: "une liste de variables", en: "a list of variables" },
    mend: { fr: "Créez-les par variable(…), et donnez [w, b].", en: "Make them by variable(…), and give [w, b]." },
  });
}

/** The names, each once: one that is taken is numbered. */
function ownNames(names: readonly string[]): string[] {
  const taken = new Set(names);
  const used = new Set<string>();
  return names.map((name) => {
    let own = name;
    for (let i = 1; used.has(own) || (own !== name && taken.has(own)); i++) own = `${name}_${i}`;
    used.add(own);
    return own;
  });
}
