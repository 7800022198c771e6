/** Multiplies the input by a number and adds another one: for example pixels from 0 … 255 to 0 … 1. */
import { add, mul } from "../autograd/operations/operations.js";
import { checkKind } from "../errors/check-options.js";
import { FINITE_NUMBER } from "../errors/kinds.js";
import type { Tensor } from "../tensor/tensor.js";
import { Layer, type LayerOptions } from "./layer.js";
import { numberOf } from "./options.js";
import { one } from "./shapes.js";

export interface RescalingOptions extends LayerOptions {
  /** The factor. */
  readonly scale: number;
  /** The number that is added; 0 by default. */
  readonly offset?: number;
}

/** y = scale · x + offset, as real numbers. */
export class Rescaling extends Layer {
  static override readonly className = "Rescaling";
  static override readonly optionNames: readonly string[] = ["scale", "offset"];
  override readonly supportsMasking = true;
  readonly scale: number;
  readonly offset: number;

  constructor(options: RescalingOptions) {
    super(options);
    checkKind(options.scale, FINITE_NUMBER, this.label, "scale");
    this.scale = options.scale;
    this.offset = numberOf(options.offset, 0, FINITE_NUMBER, this.label, "offset");
  }

  override call(input: Tensor | readonly Tensor[]): Tensor {
    return add(mul(one(input), this.scale), this.offset);
  }

  override getConfig(): Record<string, unknown> {
    const { scale, offset } = this;
    return { ...super.getConfig(), scale, offset };
  }
}
