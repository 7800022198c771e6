/**
 * Dropout: while training, switches each input off with a given probability and scales the others up, so that the sum
 * stays the same on average (Srivastava et al. 2014). Otherwise it changes nothing.
 */
import { mul } from "../autograd/operations/operations.js";
import { ArgumentError } from "../errors/errors.js";
import { allocate, floatingType } from "../tensor/dtype.js";
import { Tensor } from "../tensor/tensor.js";
import { Layer, type CallContext, type LayerOptions } from "./layer.js";
import { one } from "./shapes.js";

export interface DropoutOptions extends LayerOptions {
  /** The probability that an input is switched off, from 0 to less than 1. */
  readonly rate: number;
}

export class Dropout extends Layer {
  static override readonly className = "Dropout";
  readonly rate: number;

  constructor(options: DropoutOptions) {
    super(options);
    const { rate, name = "dropout" } = options;
    if (!(rate >= 0 && rate < 1)) {
      throw new ArgumentError({
        where: name, argument: "rate", received: String(rate), expected: { fr: "un nombre de 0 à moins de 1", en: "a number from 0 to less than 1" },
        mend: { fr: "rate est la part des entrées éteintes : 0.1 en éteint une sur dix.", en: "rate is the share of inputs switched off: 0.1 switches off one in ten." },
      });
    }
    this.rate = rate;
  }

  override call(input: Tensor | readonly Tensor[], { training, random }: CallContext): Tensor {
    const x = one(input);
    if (!training || this.rate === 0) return x;
    const mask = allocate(floatingType(x.dtype), x.size);
    const scale = 1 / (1 - this.rate);
    for (let i = 0; i < mask.length; i++) mask[i] = random.uniform() < this.rate ? 0 : scale;
    return mul(x, new Tensor(mask, x.shape));
  }

  override getConfig(): Record<string, unknown> {
    return { ...super.getConfig(), rate: this.rate };
  }
}
