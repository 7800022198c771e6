/** Gradients, named as in TensorFlow.js. */
import { checkKind } from "../errors/check-options.js";
import { ArgumentError, ShapeError } from "../errors/errors.js";
import { functionLike } from "../errors/kinds.js";
import { written } from "../errors/written.js";
import type { Sentence } from "../language/language.js";
import { asTensor, asTensors } from "../tensor/as-tensor.js";
import { formatShape, sameShape } from "../tensor/shape.js";
import { Variable, type Tensor, type TensorLike } from "../tensor/tensor.js";
import { valueAndGradients, valueAndVariableGradients } from "./tape.js";

/**
 * The gradient of a function of one tensor, as a function: `grad((x) => x.square())(3)` is 6. This function
 * takes the gradient of the result, `dy`, as its second argument; then the result may be any tensor.
 * @param f the function, written with operations on tensors; it returns a single number
 * @example
 * ```ts
 * const slope = grad((x) => x.square().sum());
 * slope([1, 2]).print(); // [2, 4]
 * ```
 */
export function grad(f: (x: Tensor) => Tensor): (x: TensorLike, dy?: TensorLike) => Tensor {
  checkKind(f, functionLike("grad((x) => x.square())"), "grad", "f");
  return (x, dy) => ofOne(f, x, dy, "grad").grad;
}

/**
 * The gradients of a function of several tensors, as a function of the list of these tensors.
 * @param f the function, written with operations on tensors; it returns a single number
 * @example
 * ```ts
 * const [a, b] = grads((x, y) => x.mul(y).sum())([
 *   [1, 2],
 *   [3, 4],
 * ]);
 * a.print(); // [3, 4]
 * ```
 */
export function grads(
  f: (...inputs: Tensor[]) => Tensor,
): (inputs: readonly TensorLike[], dy?: TensorLike) => readonly Tensor[] {
  checkKind(f, functionLike("grads((x, y) => x.mul(y))"), "grads", "f");
  return (inputs, dy) => ofSeveral(f, inputs, dy, "grads").grads;
}

/**
 * As `grad`, and the function's value.
 * @param f the function, written with operations on tensors; it returns a single number
 * @example
 * ```ts
 * const { value: y, grad: slope } = valueAndGrad((x) => x.square().sum())([3]);
 * ```
 */
export function valueAndGrad(
  f: (x: Tensor) => Tensor,
): (x: TensorLike, dy?: TensorLike) => { value: Tensor; grad: Tensor } {
  checkKind(f, functionLike("valueAndGrad((x) => x.square())"), "valueAndGrad", "f");
  return (x, dy) => ofOne(f, x, dy, "valueAndGrad");
}

/**
 * As `grads`, and the function's value.
 * @param f the function, written with operations on tensors; it returns a single number
 * @example
 * ```ts
 * const { value: y, grads: slopes } = valueAndGrads((a, b) => a.mul(b).sum())([[1], [2]]);
 * ```
 */
export function valueAndGrads(
  f: (...inputs: Tensor[]) => Tensor,
): (inputs: readonly TensorLike[], dy?: TensorLike) => { value: Tensor; grads: readonly Tensor[] } {
  checkKind(f, functionLike("valueAndGrads((x, y) => x.mul(y))"), "valueAndGrads", "f");
  return (inputs, dy) => ofSeveral(f, inputs, dy, "valueAndGrads");
}

function ofOne(
  f: (x: Tensor) => Tensor,
  input: TensorLike,
  dy: TensorLike | undefined,
  where: string,
): { value: Tensor; grad: Tensor } {
  const x = asTensor(input, where, "x");
  const {
    value,
    depends,
    gradients: [gradient],
  } = valueAndGradients(() => f(x), [x], seedOf(dy, where));
  if (!depends) throw dependsOnNothing(where, INPUTS);
  return { value, grad: gradient };
}

function ofSeveral(
  f: (...inputs: Tensor[]) => Tensor,
  inputs: readonly TensorLike[],
  dy: TensorLike | undefined,
  where: string,
): { value: Tensor; grads: readonly Tensor[] } {
  const tensors = asTensors(inputs, where, "inputs");
  const { value, depends, gradients } = valueAndGradients(() => f(...tensors), tensors, seedOf(dy, where));
  if (!depends) throw dependsOnNothing(where, INPUTS);
  return { value, grads: gradients };
}

/** The given gradient of the result, once it is known that it has the result's shape. */
function seedOf(dy: TensorLike | undefined, where: string): ((value: Tensor) => Tensor) | undefined {
  if (dy === undefined) return undefined;
  const given = asTensor(dy, where, "dy");
  return ({ shape }) => {
    if (sameShape(given.shape, shape)) return given;
    throw new ShapeError({
      where,
      argument: "dy",
      received: formatShape(given.shape),
      expected: formatShape(shape),
      mend: {
        fr: "Le gradient du résultat a la forme du résultat.",
        en: "The gradient of the result has the result's shape.",
      },
    });
  };
}

/**
 * The value of `f()` and its gradients with respect to variables, by the variables' names; where several have
 * the same name, the second one's gradient is `name_1`, the third one's `name_2`.
 * @param variables by default every trainable variable that `f` uses
 * @param f a function without arguments that computes one number from variables
 * @example
 * ```ts
 * const w = variable([1, 2], true, "w");
 * const { grads: slopes } = variableGrads(() => w.square().sum());
 * slopes.w.print(); // [2, 4]
 * ```
 */
export function variableGrads(
  f: () => Tensor,
  variables?: readonly Variable[],
): { value: Tensor; grads: Readonly<Record<string, Tensor>> } {
  checkKind(f, functionLike("variableGrads(() => w.square().sum())"), "variableGrads", "f");
  if (variables !== undefined) checkVariables(variables, "variableGrads");
  const trainable = variables?.filter((each) => each.trainable);
  const {
    value,
    depends,
    gradients,
    variables: found,
  } = trainable === undefined
    ? valueAndVariableGradients(f)
    : { ...valueAndGradients(f, trainable), variables: trainable };
  if (!depends && !(variables !== undefined && trainable!.length === 0))
    throw dependsOnNothing("variableGrads", VARIABLES);
  const names = ownNames([...new Set(found)].map(({ name }) => name));
  return {
    value,
    grads: Object.fromEntries(
      [...new Set(found)].map((variable, i) => [names[i], gradients[found.indexOf(variable)]]),
    ),
  };
}

/** What is expected of a function of inputs. */
export const INPUTS: Sentence = {
  fr: "une fonction dont le résultat dépend de ce qu’elle reçoit",
  en: "a function whose result depends on what it is given",
};
/** What is expected of a function of variables. */
export const VARIABLES: Sentence = {
  fr: "une fonction dont le résultat dépend des variables à apprendre",
  en: "a function whose result depends on the variables to be learned",
};

/**
 * Refuses a function whose result depends on none of its inputs: its gradient of zeros would hide the
 * mistake, usually that numbers were read out of a tensor on the way.
 */
export function dependsOnNothing(where: string, expected: Sentence): ArgumentError {
  return new ArgumentError({
    where,
    argument: "f",
    received: {
      fr: "une fonction dont le résultat n’en dépend pas",
      en: "a function whose result does not depend on them",
    },
    expected,
    mend: {
      fr: "model.predict, dataSync(), arraySync() et les comparaisons donnent des nombres, que l’on ne dérive pas : écrivez model.apply(x), et restez en tenseurs jusqu’au bout.",
      en: "model.predict, dataSync(), arraySync() and comparisons give numbers, which cannot be differentiated: write model.apply(x), and stay with tensors to the end.",
    },
  });
}

/** @throws ArgumentError for anything but a list of variables: only variables can be learned */
export function checkVariables(variables: unknown, where: string): void {
  if (Array.isArray(variables) && variables.every((each) => each instanceof Variable)) return;
  throw new ArgumentError({
    where,
    argument: "variables",
    received: written(variables),
    expected: { fr: "une liste de variables", en: "a list of variables" },
    mend: {
      fr: "Seule une variable peut changer : créez-la par variable(…), et donnez [w, b].",
      en: "Only a variable can change: make it by variable(…), and give [w, b].",
    },
  });
}

/** The names, each used once: a name that is taken gets a number. */
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
