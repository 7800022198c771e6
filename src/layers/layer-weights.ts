/** The weights of a layer: their initial values, and other values that replace them. */
import { ArgumentError, ShapeError } from "../errors/errors.js";
import { written } from "../errors/written.js";
import type { Constraint } from "../constraints/constraints.js";
import type { Initializer } from "../initializers/initializer.js";
import type { RandomStream } from "../random/stream.js";
import type { Regularizer } from "../regularizers/regularizers.js";
import { zeros } from "../tensor/create.js";
import { formatShape, sameShape, type Shape } from "../tensor/shape.js";
import { Tensor, type Variable } from "../tensor/tensor.js";

/** A weight of a layer. */
export interface LayerWeight {
  /** Its name in the layer, such as `kernel`; the variable itself may be called otherwise. */
  readonly name: string;
  readonly variable: Variable;
  readonly regularizer: Regularizer | undefined;
  readonly constraint: Constraint | undefined;
}

/**
 * The initial value of a weight.
 * @param where    the layer, for errors
 * @param argument the option that gave the initializer
 * @throws ShapeError where the initializer returns anything but a tensor of this shape
 */
export function initialValue(
  shape: Shape,
  initializer: Initializer,
  random: RandomStream,
  where: string,
  argument: string,
): Tensor {
  const value: unknown = shape.includes(0) ? zeros(shape) : initializer.apply(shape, random);
  if (value instanceof Tensor && sameShape(value.shape, shape)) return value;
  throw new ShapeError({
    where,
    argument,
    received: value instanceof Tensor ? formatShape(value.shape) : written(value),
    expected: formatShape(shape),
    mend: {
      fr: "apply(forme, hasard) d’un initialiseur renvoie un tenseur de cette forme.",
      en: "apply(shape, random) of an initializer returns a tensor of that shape.",
    },
  });
}

/**
 * Replaces the values of these weights.
 * @param where the layer, for errors
 * @throws ArgumentError for anything but a list of tensors, ShapeError where their number or a shape differs
 */
export function assignWeights(weights: readonly Variable[], values: readonly Tensor[], where: string): void {
  if (!Array.isArray(values) || !values.every((value) => value instanceof Tensor)) {
    throw new ArgumentError({
      where,
      argument: "weights",
      received: written(values),
      expected: { fr: "une liste de tenseurs", en: "a list of tensors" },
      mend: {
        fr: "Donnez les poids dans l’ordre de getWeights().",
        en: "Give the weights in the order of getWeights().",
      },
    });
  }
  if (
    values.length !== weights.length ||
    values.some(({ shape }, i) => !sameShape(shape, weights[i].shape))
  ) {
    throw new ShapeError({
      where,
      argument: "weights",
      received: shapesOf(values),
      expected: shapesOf(weights),
      mend: {
        fr: "Donnez les poids dans l’ordre de getWeights(), chacun de sa forme.",
        en: "Give the weights in the order of getWeights(), each of its shape.",
      },
    });
  }
  values.forEach((value, i) => weights[i].assign(value.cast(weights[i].dtype)));
}

function shapesOf(tensors: readonly Tensor[]): string {
  return tensors.map(({ shape }) => formatShape(shape)).join(", ") || "[]";
}
