/**
 * Dropout: during training, sets each input to 0 with a given probability and scales the others up, so that
 * the expected sum stays the same (Srivastava et al. 2014). Outside of training it returns its input.
 */
import { mul } from "../autograd/operations/operations.js";
import { ArgumentError, ShapeError } from "../errors/errors.js";
import { written } from "../errors/written.js";
import type { RandomStream } from "../random/stream.js";
import { allocate, floatingType, type DataType } from "../tensor/dtype.js";
import { formatShape, isExtent, sizeOf, type BatchShape, type Shape } from "../tensor/shape.js";
import { Tensor } from "../tensor/tensor.js";
import { dropoutRate } from "./options.js";
import { TrainingOnly, type RandomOptions } from "./training-only.js";

export interface RateOptions extends RandomOptions {
  /** The probability that an input is set to 0, from 0 to less than 1. */
  readonly rate: number;
}

export interface DropoutOptions extends RateOptions {
  /**
   * The shape of the random factors: with 1 in place of an extent, numbers along this axis are dropped
   * together, and null stands for the extent of the input. [null, 1, null] drops whole features of sequences.
   */
  readonly noiseShape?: BatchShape | null;
}

/** A layer with the rate of dropout. */
export abstract class WithRate extends TrainingOnly {
  readonly rate: number;

  constructor(options: RateOptions) {
    super(options);
    this.rate = dropoutRate(options.rate, this.label, "rate");
  }

  override getConfig(): Record<string, unknown> {
    return { ...super.getConfig(), rate: this.rate };
  }
}

/** A layer that drops numbers, each by itself or several together. */
export abstract class Dropping extends WithRate {
  readonly noiseShape: BatchShape | undefined;

  constructor(options: DropoutOptions) {
    super(options);
    const { noiseShape = null } = options;
    if (noiseShape !== null && !isNoiseShape(noiseShape)) throw noNoiseShape(noiseShape, this.label);
    this.noiseShape = noiseShape ?? undefined;
  }

  /** The shape of the random factors for this input. @throws ShapeError where they do not fit it */
  protected shapeOfNoise({ shape }: Tensor): Shape {
    const { noiseShape } = this;
    if (noiseShape === undefined) return shape;
    const filled = noiseShape.map((extent, axis) => extent ?? shape[axis]);
    if (filled.length === shape.length && filled.every((extent, axis) => [1, shape[axis]].includes(extent)))
      return filled;
    throw new ShapeError({
      where: this.label,
      argument: "noiseShape",
      received: formatShape(noiseShape),
      expected: {
        fr: `pour chaque axe de ${formatShape(shape)} : 1, sa longueur ou null`,
        en: `for each axis of ${formatShape(shape)}: 1, its extent or null`,
      },
      mend: {
        fr: "Le premier axe est le lot : noiseShape: [null, 1, null] éteint des caractéristiques entières.",
        en: "The first axis is the batch: noiseShape: [null, 1, null] drops whole features.",
      },
    });
  }

  override getConfig(): Record<string, unknown> {
    const { noiseShape } = this;
    return { ...super.getConfig(), ...(noiseShape === undefined ? {} : { noiseShape }) };
  }
}

function isNoiseShape(shape: unknown): shape is BatchShape {
  return Array.isArray(shape) && shape.every((extent) => extent === null || (isExtent(extent) && extent > 0));
}

function noNoiseShape(shape: unknown, where: string): ArgumentError {
  return new ArgumentError({
    where,
    argument: "noiseShape",
    received: written(shape),
    expected: {
      fr: "une liste d’entiers positifs, ou de null",
      en: "a list of positive integers, or of null",
    },
    mend: {
      fr: "Par exemple noiseShape: [null, 1, null] ; null vaut pour la longueur de l’entrée.",
      en: "For example noiseShape: [null, 1, null]; null stands for the extent of the input.",
    },
  });
}

export class Dropout extends Dropping {
  static override readonly className = "Dropout";
  static override readonly optionNames: readonly string[] = ["rate", "noiseShape", "seed"];

  protected override disturb(x: Tensor, random: RandomStream): Tensor {
    return this.rate > 0 ? mul(x, dropoutFactors(this.shapeOfNoise(x), this.rate, random, x.dtype)) : x;
  }
}

/** The random factors of dropout: 0 with probability `rate`, else 1 / (1 − rate). */
export function dropoutFactors(shape: Shape, rate: number, random: RandomStream, dtype: DataType): Tensor {
  const data = allocate(floatingType(dtype), sizeOf(shape));
  const scale = 1 / (1 - rate);
  for (let i = 0; i < data.length; i++) data[i] = random.uniform() < rate ? 0 : scale;
  return new Tensor(data, shape);
}
