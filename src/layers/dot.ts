/**
 * The inner products of two inputs: along one axis of each, their numbers are multiplied and added up.
 *
 * For [batch, …, k, …] and [batch, …, k, …] the result is [batch, the other axes of the first, the other axes
 * of the second], as one product of matrices for each example. Two lists of vectors, [batch, m, k] and [batch,
 * n, k], give all their products, [batch, m, n], as attention needs them.
 */
import {
  div,
  matMul,
  maximum,
  reshape,
  sqrt,
  square,
  sum,
  transpose,
} from "../autograd/operations/operations.js";
import { ArgumentError } from "../errors/errors.js";
import { written } from "../errors/written.js";
import { normalizeAxis, type BatchShape } from "../tensor/shape.js";
import type { Tensor } from "../tensor/tensor.js";
import type { LayerOptions } from "./layer.js";
import { listOfShapes, Merge } from "./merge.js";
import { truth } from "./options.js";

export interface DotOptions extends LayerOptions {
  /** The axis of the products in both inputs, or in each; axis 0, the batch, is not allowed. */
  readonly axes: number | readonly [number, number];
  /** Whether to divide each vector by its length first, which gives cosines; false by default. */
  readonly normalize?: boolean;
}

/** The square of the smallest length that `normalize` divides by, as in TensorFlow.js. */
const LEAST_SQUARE = 1e-7;

export class Dot extends Merge {
  static override readonly className = "Dot";
  static override readonly optionNames: readonly string[] = ["axes", "normalize"];
  readonly axes: number | readonly [number, number];
  readonly normalize: boolean;

  constructor(options: DotOptions) {
    super(options);
    this.axes = axesOf(options.axes, this.label);
    this.normalize = truth(options.normalize, false, this.label, "normalize");
  }

  protected override merge(inputs: readonly Tensor[]): Tensor {
    const [a, b] = inputs;
    const [shape, alongA, alongB] = this.plan(inputs.map((input) => input.shape));
    const [left, right] = this.normalize ? [ofLengthOne(a, alongA), ofLengthOne(b, alongB)] : [a, b];
    const rows = reshape(axisToEnd(left, alongA), [a.shape[0], -1, a.shape[alongA]]);
    const columns = reshape(axisToEnd(right, alongB), [b.shape[0], -1, b.shape[alongB]]);
    return reshape(matMul(rows, columns, false, true), shape as readonly number[]);
  }

  override computeOutputShape(inputShape: BatchShape | readonly BatchShape[]): BatchShape {
    return this.plan(listOfShapes(inputShape, this.label))[0];
  }

  /** The shape of the output, and the axis of each input. @throws ShapeError where the inputs do not fit */
  private plan(shapes: readonly BatchShape[]): readonly [BatchShape, number, number] {
    if (shapes.length !== 2 || shapes.some(({ length }) => length < 2))
      throw this.mismatch(shapes, {
        fr: "deux entrées d’au moins deux axes",
        en: "two inputs with at least two axes",
      });
    const [a, b] = shapes;
    const [first, second] = typeof this.axes === "number" ? [this.axes, this.axes] : this.axes;
    const [alongA, alongB] = [
      normalizeAxis(first, a.length, this.label),
      normalizeAxis(second, b.length, this.label),
    ];
    const [extentA, extentB] = [a[alongA], b[alongB]];
    if (alongA === 0 || alongB === 0 || (extentA !== null && extentB !== null && extentA !== extentB))
      throw this.mismatch(shapes, {
        fr: `autant de nombres sur l’axe ${alongA} de la première et l’axe ${alongB} de la seconde, hors du lot`,
        en: `equally many numbers along axis ${alongA} of the first and axis ${alongB} of the second, not the batch`,
      });
    const rest = [...a.filter((_, axis) => axis !== alongA), ...b.filter((_, i) => i !== 0 && i !== alongB)];
    return [rest.length === 1 ? [...rest, 1] : rest, alongA, alongB];
  }

  override getConfig(): Record<string, unknown> {
    return { ...super.getConfig(), axes: this.axes, normalize: this.normalize };
  }
}

/** @throws ArgumentError for anything but a whole number or two */
function axesOf(axes: unknown, where: string): number | readonly [number, number] {
  if (Number.isInteger(axes)) return axes as number;
  if (Array.isArray(axes) && axes.length === 2 && axes.every(Number.isInteger))
    return axes as unknown as readonly [number, number];
  throw new ArgumentError({
    where,
    argument: "axes",
    received: written(axes),
    expected: { fr: "un entier, ou deux", en: "an integer, or two" },
    mend: {
      fr: "L’axe de chaque entrée sur lequel on multiplie et additionne : axes: -1, ou axes: [2, 1].",
      en: "The axis of each input along which numbers are multiplied and added: axes: -1, or axes: [2, 1].",
    },
  });
}

function ofLengthOne(x: Tensor, axis: number): Tensor {
  return div(x, sqrt(maximum(sum(square(x), axis, true), LEAST_SQUARE)));
}

function axisToEnd(x: Tensor, axis: number): Tensor {
  const others = x.shape.map((_, i) => i).filter((i) => i !== axis);
  return axis === x.rank - 1 ? x : transpose(x, [...others, axis]);
}
