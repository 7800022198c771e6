/** Layers that change the shape of each example, not its numbers. */
import { reshape } from "../autograd/operations/operations.js";
import { ArgumentError, ShapeError } from "../errors/errors.js";
import { written } from "../errors/written.js";
import { formatShape, sizeOf, type Shape, type BatchShape } from "../tensor/shape.js";
import type { Tensor } from "../tensor/tensor.js";
import { Layer, type LayerOptions } from "./layer.js";
import { channelsLast, type ChannelOptions } from "./options.js";
import { one, single, sizeOfExample } from "./shapes.js";

/** Makes one row of each example: [batch, 4, 4, 8] becomes [batch, 128]. */
export class Flatten extends Layer {
  static override readonly className = "Flatten";
  static override readonly optionNames: readonly string[] = ["dataFormat"];

  constructor(options: LayerOptions & ChannelOptions = {}) {
    super(options);
    channelsLast(options, this.label);
  }

  override call(input: Tensor | readonly Tensor[]): Tensor {
    const x = one(input);
    return reshape(x, [x.shape[0], -1]);
  }

  override computeOutputShape(inputShape: BatchShape | readonly BatchShape[]): BatchShape {
    const shape = single(inputShape, this.label);
    return [shape[0], sizeOfExample(shape)];
  }
}

export interface ReshapeOptions extends LayerOptions {
  /** The shape of one example; one extent may be −1 (or null), and is then computed from the others. */
  readonly targetShape: readonly (number | null)[];
}

/** @throws ArgumentError for anything but a list of whole numbers ≥ 1, of which one may be −1 or null */
function targetOf(given: unknown, where: string): Shape {
  const shape: readonly unknown[] | undefined = Array.isArray(given)
    ? given.map((extent: unknown) => extent ?? -1)
    : undefined;
  const open = shape?.filter((extent) => extent === -1).length ?? 0;
  if (
    shape !== undefined &&
    open < 2 &&
    shape.every((extent) => extent === -1 || (Number.isInteger(extent) && (extent as number) > 0))
  )
    return shape as Shape;
  throw new ArgumentError({
    where,
    argument: "targetShape",
    received: written(given),
    expected: {
      fr: "une liste d’entiers positifs, dont un seul peut être −1",
      en: "a list of positive integers, one of which may be −1",
    },
    mend: {
      fr: "C’est la forme d’un exemple, sans le lot : targetShape: [28, 28, 1].",
      en: "It is the shape of one example, without the batch: targetShape: [28, 28, 1].",
    },
  });
}

/** Gives each example another shape. */
export class Reshape extends Layer {
  static override readonly className = "Reshape";
  static override readonly optionNames: readonly string[] = ["targetShape"];
  readonly targetShape: Shape;

  constructor(options: ReshapeOptions) {
    super(options);
    this.targetShape = targetOf(options.targetShape, this.label);
  }

  override call(input: Tensor | readonly Tensor[]): Tensor {
    const x = one(input);
    return reshape(x, [x.shape[0], ...this.targetShape]);
  }

  override computeOutputShape(inputShape: BatchShape | readonly BatchShape[]): BatchShape {
    const shape = single(inputShape, this.label);
    const size = sizeOfExample(shape);
    const rest = sizeOf(this.targetShape.filter((extent) => extent !== -1));
    const filled = this.targetShape.map((extent) =>
      extent !== -1 ? extent : size === null ? null : size / rest,
    );
    if (size !== null && (sizeOfExample([null, ...filled]) !== size || !filled.every(Number.isInteger))) {
      throw new ShapeError({
        where: this.label,
        argument: "targetShape",
        received: formatShape(this.targetShape),
        expected: {
          fr: `une forme de ${size} nombre(s), comme l’entrée ${formatShape(shape)}`,
          en: `a shape of ${size} number(s), as the input ${formatShape(shape)}`,
        },
        mend: {
          fr: "Le produit des dimensions doit rester le même.",
          en: "The product of the extents must stay the same.",
        },
      });
    }
    return [shape[0], ...filled];
  }

  override getConfig(): Record<string, unknown> {
    return { ...super.getConfig(), targetShape: this.targetShape };
  }
}
