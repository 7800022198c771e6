/**
 * Dropout: during training, sets each input to 0 with a given probability and scales the others up, so that
 * the expected sum stays the same (Srivastava et al. 2014). Outside of training it returns its input.
 */
import { mul } from "../autograd/operations/operations.js";
import type { RandomStream } from "../random/stream.js";
import { allocate, floatingType, type DataType } from "../tensor/dtype.js";
import { sizeOf, type Shape } from "../tensor/shape.js";
import { Tensor } from "../tensor/tensor.js";
import { callContext } from "./call-context.js";
import { Layer, type CallContext, type LayerOptions } from "./layer.js";
import { dropoutRate } from "./options.js";
import { one } from "./shapes.js";

export interface DropoutOptions extends LayerOptions {
  /** The probability that an input is set to 0, from 0 to less than 1. */
  readonly rate: number;
}

export class Dropout extends Layer {
  static override readonly className = "Dropout";
  static override readonly optionNames: readonly string[] = ["rate"];
  override readonly supportsMasking = true;
  readonly rate: number;

  constructor(options: DropoutOptions) {
    super(options);
    this.rate = dropoutRate(options.rate, this.label, "rate");
  }

  override call(input: Tensor | readonly Tensor[], context: CallContext): Tensor {
    const { training, random } = context ?? callContext(context, this.label);
    const x = one(input);
    return training && this.rate > 0 ? mul(x, dropoutFactors(x.shape, this.rate, random, x.dtype)) : x;
  }

  override getConfig(): Record<string, unknown> {
    return { ...super.getConfig(), rate: this.rate };
  }
}

/** The random factors of dropout: 0 with probability `rate`, else 1 / (1 − rate). */
export function dropoutFactors(shape: Shape, rate: number, random: RandomStream, dtype: DataType): Tensor {
  const data = allocate(floatingType(dtype), sizeOf(shape));
  const scale = 1 / (1 - rate);
  for (let i = 0; i < data.length; i++) data[i] = random.uniform() < rate ? 0 : scale;
  return new Tensor(data, shape);
}
