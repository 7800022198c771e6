/** A function with a gradient of one's own, under the name of TensorFlow.js. */
import { checkKind } from "../errors/check-options.js";
import { ArgumentError, ShapeError } from "../errors/errors.js";
import { functionLike } from "../errors/kinds.js";
import { written } from "../errors/written.js";
import { asTensor } from "../tensor/as-tensor.js";
import { formatShape, sameShape } from "../tensor/shape.js";
import { Tensor, type TensorLike } from "../tensor/tensor.js";
import { clone } from "./operations/identity.js";
import { recordComposed, withoutRecording } from "./tape.js";

/** What the function of `customGrad` returns. */
export interface ValueAndGradient {
  readonly value: Tensor;
  /**
   * The gradients of the inputs, from that of the value and the tensors that were saved. It is written with
   * operations on tensors, which have gradients in turn.
   */
  readonly gradFunc: (dy: Tensor, saved: Tensor[]) => Tensor | readonly Tensor[];
}

/** Keeps tensors for `gradFunc`. */
export type Save = (tensors: readonly Tensor[]) => void;

const FUNCTION = functionLike("customGrad((x) => ({ value: x.square(), gradFunc: (dy) => dy.mul(x) }))");

/**
 * A function whose gradient is not that of the operations in it, but the one that it gives itself.
 * @param f a function of tensors, and of a function that saves tensors for `gradFunc`
 * @throws ArgumentError where `f` does not return a value and `gradFunc`, or `gradFunc` not one tensor for each
 *   input; ShapeError where a gradient does not have its input's shape
 */
export function customGrad(
  f: (...given: [...inputs: Tensor[], save: Save]) => ValueAndGradient,
): (...inputs: TensorLike[]) => Tensor {
  checkKind(f, FUNCTION, "customGrad", "f");
  return (...given) => {
    const inputs = given.map((input, i) => asTensor(input, "customGrad", `inputs[${i}]`));
    const saved: Tensor[] = [];
    const made: unknown = withoutRecording(() => f(...inputs, (tensors) => saved.push(...tensors)));
    const { value, gradFunc } = (made ?? {}) as Partial<ValueAndGradient>;
    if (!(value instanceof Tensor) || typeof gradFunc !== "function") throw noGradient(made);
    // The value is a tensor of its own, so that it can be told from an input that f returns.
    const result = withoutRecording(() => clone(value));
    return recordComposed(inputs, result, (gradient) => {
      const gradients = [gradFunc(gradient, saved)].flat() as unknown[];
      checkGradients(gradients, inputs);
      return gradients;
    });
  };
}

function checkGradients(
  gradients: readonly unknown[],
  inputs: readonly Tensor[],
): asserts gradients is readonly Tensor[] {
  if (gradients.length !== inputs.length || !gradients.every((each) => each instanceof Tensor)) {
    throw new ArgumentError({
      where: "customGrad",
      argument: "gradFunc",
      received: written(gradients.map((each) => (each instanceof Tensor ? formatShape(each.shape) : each))),
      expected: { fr: `${inputs.length} tenseur(s)`, en: `${inputs.length} tensor(s)` },
      mend: {
        fr: "gradFunc renvoie un gradient par entrée, dans une liste s’il y en a plusieurs.",
        en: "gradFunc returns a gradient for each input, in a list if there are several.",
      },
    });
  }
  gradients.forEach(({ shape }, i) => {
    if (sameShape(shape, inputs[i].shape)) return;
    throw new ShapeError({
      where: "customGrad",
      argument: "gradFunc",
      received: formatShape(shape),
      expected: formatShape(inputs[i].shape),
      mend: {
        fr: "Un gradient a la forme de son entrée ; sum et reshape la rétablissent.",
        en: "A gradient has the shape of its input; sum and reshape restore it.",
      },
    });
  });
}

function noGradient(received: unknown): ArgumentError {
  return new ArgumentError({
    where: "customGrad",
    argument: "f",
    received: written(received),
    expected: {
      fr: "une fonction qui renvoie { value, gradFunc }",
      en: "a function that returns { value, gradFunc }",
    },
    mend: {
      fr: "value est un tenseur, gradFunc une fonction de son gradient : (dy, saved) => dy.mul(saved[0]).",
      en: "value is a tensor, gradFunc a function of its gradient: (dy, saved) => dy.mul(saved[0]).",
    },
  });
}
