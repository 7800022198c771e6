/**
 * Layers that disturb their input at random while a model trains, so that it relies on no single number.
 * Outside of training they return their input.
 */
import { add, mul } from "../autograd/operations/operations.js";
import { checkKind } from "../errors/check-options.js";
import { numberFrom } from "../errors/kinds.js";
import type { RandomStream } from "../random/stream.js";
import { allocate, floatingType } from "../tensor/dtype.js";
import { sizeOf, type BatchShape } from "../tensor/shape.js";
import { Tensor } from "../tensor/tensor.js";
import { dropoutFactors, Dropping, WithRate } from "./dropout.js";
import { sequences } from "./shapes.js";
import { TrainingOnly, type RandomOptions } from "./training-only.js";

/** Normal numbers of mean 0 and this deviation, as many as x has. */
function normalLike(x: Tensor, deviation: number, random: RandomStream): Tensor {
  const data = allocate(floatingType(x.dtype), x.size) as Float32Array | Float64Array;
  random.fillNormal(data, 0, deviation);
  return new Tensor(data, x.shape);
}

export interface GaussianNoiseOptions extends RandomOptions {
  /** The standard deviation of the noise. */
  readonly stddev: number;
}

/** Adds normal noise of mean 0. */
export class GaussianNoise extends TrainingOnly {
  static override readonly className = "GaussianNoise";
  static override readonly optionNames: readonly string[] = ["stddev", "seed"];
  readonly stddev: number;

  constructor(options: GaussianNoiseOptions) {
    super(options);
    checkKind(options.stddev, numberFrom(0, 0.1), this.label, "stddev");
    this.stddev = options.stddev;
  }

  protected override disturb(x: Tensor, random: RandomStream): Tensor {
    return add(x, normalLike(x, this.stddev, random));
  }

  override getConfig(): Record<string, unknown> {
    return { ...super.getConfig(), stddev: this.stddev };
  }
}

/**
 * Multiplies each number by a normal one of mean 1 and of the deviation that the factors of dropout have,
 * √(rate / (1 − rate)) (Srivastava et al. 2014).
 */
export class GaussianDropout extends WithRate {
  static override readonly className = "GaussianDropout";
  static override readonly optionNames: readonly string[] = ["rate", "seed"];

  protected override disturb(x: Tensor, random: RandomStream): Tensor {
    return mul(x, add(normalLike(x, Math.sqrt(this.rate / (1 - this.rate)), random), 1));
  }
}

/** What selu tends to for very negative inputs: −λ α. */
export const LOWEST_SELU = -1.7580993408473766;

/**
 * Dropout for networks with selu (Klambauer et al. 2017): a dropped number becomes the lowest value of selu
 * instead of 0, and a linear function then restores mean 0 and variance 1.
 */
export class AlphaDropout extends Dropping {
  static override readonly className = "AlphaDropout";
  static override readonly optionNames: readonly string[] = ["rate", "noiseShape", "seed"];

  protected override disturb(x: Tensor, random: RandomStream): Tensor {
    const [rate, lowest] = [this.rate, LOWEST_SELU];
    if (rate === 0) return x;
    const scale = 1 / Math.sqrt((1 - rate) * (1 + rate * lowest ** 2));
    const shape = this.shapeOfNoise(x);
    const factors = allocate(floatingType(x.dtype), sizeOf(shape));
    const offsets = factors.slice();
    for (let i = 0; i < factors.length; i++) {
      const kept = random.uniform() >= rate;
      factors[i] = kept ? scale : 0;
      offsets[i] = scale * ((kept ? 0 : lowest) - rate * lowest);
    }
    return add(mul(x, new Tensor(factors, shape)), new Tensor(offsets, shape));
  }
}

/** Dropout of whole features of a sequence: a dropped feature is 0 at all steps (Tompson et al. 2015). */
export class SpatialDropout1D extends WithRate {
  static override readonly className = "SpatialDropout1D";
  static override readonly optionNames: readonly string[] = ["rate", "seed"];

  protected override disturb(x: Tensor, random: RandomStream): Tensor {
    const [batch, , features] = x.shape;
    return mul(x, dropoutFactors([batch, 1, features], this.rate, random, x.dtype));
  }

  override computeOutputShape(inputShape: BatchShape | readonly BatchShape[]): BatchShape {
    return sequences(inputShape, this.label);
  }
}
