/** Layers that combine several inputs, for models that are not a chain. */
import { add, concat, div, maximum, minimum, mul, reshape, sub } from "../autograd/operations/operations.js";
import { ShapeError } from "../errors/errors.js";
import { formatShape, normalizeAxis, type BatchShape } from "../tensor/shape.js";
import { noTensor, Tensor } from "../tensor/tensor.js";
import { Layer, type LayerOptions } from "./layer.js";
import { maskOf } from "./mask.js";
import { axisNumber } from "./options.js";
import { checkShapes } from "./shapes.js";

function listOf(input: Tensor | readonly Tensor[], where: string): readonly Tensor[] {
  const inputs = input instanceof Tensor ? [input] : input;
  if (Array.isArray(inputs) && inputs.length > 0 && inputs.every((each) => each instanceof Tensor))
    return inputs;
  throw noTensor(input, where, "inputs");
}

/** The shapes as a list. */
export function listOfShapes(
  input: BatchShape | readonly BatchShape[],
  where: string,
): readonly BatchShape[] {
  checkShapes(input, where);
  return (Array.isArray(input[0]) ? input : [input]) as readonly BatchShape[];
}

/** A layer with several inputs. */
export abstract class Merge extends Layer {
  protected abstract merge(inputs: readonly Tensor[]): Tensor;

  override call(input: Tensor | readonly Tensor[]): Tensor {
    return this.merge(listOf(input, this.label));
  }

  /** The shapes of the inputs. @throws ShapeError for fewer than two inputs, or different numbers of axes */
  protected shapesOf(input: BatchShape | readonly BatchShape[]): readonly BatchShape[] {
    const shapes = listOfShapes(input, this.label);
    if (shapes.length > 1 && shapes.every(({ length }) => length === shapes[0].length)) return shapes;
    throw this.mismatch(shapes, {
      fr: "au moins deux entrées qui ont autant d’axes",
      en: "at least two inputs with equally many axes",
    });
  }

  protected mismatch(shapes: readonly BatchShape[], expected: { fr: string; en: string }): ShapeError {
    return new ShapeError({
      where: this.label,
      argument: "inputs",
      received: shapes.map(formatShape).join(", "),
      expected,
      mend: {
        fr: "Donnez la liste des entrées : apply([a, b]) ; layers.dense() ou layers.reshape() en change la forme.",
        en: "Give the list of inputs: apply([a, b]); layers.dense() or layers.reshape() change their shape.",
      },
    });
  }
}

/**
 * Combines the inputs number by number. An extent of 1 is broadcast to the extent of the other inputs. An
 * input with fewer axes is broadcast only if it has a single number for each example; for others it would not
 * be clear which axes are missing.
 */
abstract class Elementwise extends Merge {
  override call(input: Tensor | readonly Tensor[]): Tensor {
    const inputs = listOf(input, this.label);
    const rank = Math.max(...inputs.map((each) => each.rank));
    return this.merge(
      inputs.map((each) =>
        each.rank === rank ? each : reshape(each, [each.shape[0], ...new Array<number>(rank - 1).fill(1)]),
      ),
    );
  }

  /** A step counts where it counts in every input that has a mask, as in Keras. */
  override computeMask(input: Tensor | readonly Tensor[]): Tensor | undefined {
    const masks = listOf(input, this.label)
      .map(maskOf)
      .filter((mask) => mask !== undefined);
    return masks.length === 0 ? undefined : masks.reduce((both, mask) => mul(both, mask));
  }

  override computeOutputShape(inputShape: BatchShape | readonly BatchShape[]): BatchShape {
    const given = listOfShapes(inputShape, this.label);
    const rank = Math.max(...given.map(({ length }) => length));
    const shapes = this.shapesOf(
      given.map((shape) =>
        shape.length > 0 && shape.length < rank && shape.slice(1).every((extent) => extent === 1)
          ? [shape[0], ...new Array<number>(rank - 1).fill(1)]
          : shape,
      ),
    );
    return shapes[0].map((_, axis) => {
      const extents = new Set(shapes.map((shape) => shape[axis]).filter((extent) => extent !== 1));
      const sizes = [...extents].filter((extent) => extent !== null);
      if (sizes.length > 1) throw this.mismatch(shapes, { fr: "des formes égales", en: "equal shapes" });
      return sizes[0] ?? (extents.has(null) ? null : 1);
    });
  }
}

/** a + b + … */
export class Add extends Elementwise {
  static override readonly className = "Add";
  static override readonly optionNames: readonly string[] = [];

  protected override merge(inputs: readonly Tensor[]): Tensor {
    return inputs.reduce((sum, each) => add(sum, each));
  }
}

/** a · b · … */
export class Multiply extends Elementwise {
  static override readonly className = "Multiply";
  static override readonly optionNames: readonly string[] = [];

  protected override merge(inputs: readonly Tensor[]): Tensor {
    return inputs.reduce((product, each) => mul(product, each));
  }
}

/** (a + b + …) / n. */
export class Average extends Elementwise {
  static override readonly className = "Average";
  static override readonly optionNames: readonly string[] = [];

  protected override merge(inputs: readonly Tensor[]): Tensor {
    return div(
      inputs.reduce((sum, each) => add(sum, each)),
      inputs.length,
    );
  }
}

/** The largest of a, b, … */
export class Maximum extends Elementwise {
  static override readonly className = "Maximum";
  static override readonly optionNames: readonly string[] = [];

  protected override merge(inputs: readonly Tensor[]): Tensor {
    return inputs.reduce((most, each) => maximum(most, each));
  }
}

/** The smallest of a, b, … */
export class Minimum extends Elementwise {
  static override readonly className = "Minimum";
  static override readonly optionNames: readonly string[] = [];

  protected override merge(inputs: readonly Tensor[]): Tensor {
    return inputs.reduce((least, each) => minimum(least, each));
  }
}

/** a − b. */
export class Subtract extends Elementwise {
  static override readonly className = "Subtract";
  static override readonly optionNames: readonly string[] = [];

  protected override merge([a, b]: readonly Tensor[]): Tensor {
    return sub(a, b);
  }

  override computeOutputShape(inputShape: BatchShape | readonly BatchShape[]): BatchShape {
    const shapes = listOfShapes(inputShape, this.label);
    if (shapes.length !== 2) throw this.mismatch(shapes, { fr: "deux entrées", en: "two inputs" });
    return super.computeOutputShape(inputShape);
  }
}

export interface ConcatenateOptions extends LayerOptions {
  /** The axis along which the inputs are joined; axis 0 is the batch. The last axis by default. */
  readonly axis?: number;
}

/** Joins the inputs along an axis; all other extents must be equal. */
export class Concatenate extends Merge {
  static override readonly className = "Concatenate";
  static override readonly optionNames: readonly string[] = ["axis"];
  readonly axis: number;

  constructor(options: ConcatenateOptions = {}) {
    super(options);
    this.axis = axisNumber(options.axis ?? -1, this.label);
  }

  protected override merge(inputs: readonly Tensor[]): Tensor {
    return concat(inputs, this.axis);
  }

  override computeOutputShape(inputShape: BatchShape | readonly BatchShape[]): BatchShape {
    const shapes = this.shapesOf(inputShape);
    const along = normalizeAxis(this.axis, shapes[0].length, this.label);
    return shapes[0].map((_, axis) => {
      const extents = shapes.map((shape) => shape[axis]);
      if (axis === along)
        return extents.reduce((sum, extent) => (sum === null || extent === null ? null : sum + extent));
      const known = extents.find((extent) => extent !== null) ?? null;
      if (extents.some((extent) => extent !== null && extent !== known)) {
        throw this.mismatch(shapes, {
          fr: `des formes égales hors de l’axe ${along}`,
          en: `equal shapes except along axis ${along}`,
        });
      }
      return known;
    });
  }

  override getConfig(): Record<string, unknown> {
    return { ...super.getConfig(), axis: this.axis };
  }
}
