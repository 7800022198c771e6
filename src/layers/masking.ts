/**
 * Notes which steps of a sequence are padding: those all of whose numbers equal `maskValue`. They become
 * zeros, and the layers that follow leave them out (`mask.ts`).
 */
import { max, mul, notEqual } from "../autograd/operations/operations.js";
import { FINITE_NUMBER } from "../errors/kinds.js";
import type { Tensor } from "../tensor/tensor.js";
import { Layer, type LayerOptions } from "./layer.js";
import { numberOf } from "./options.js";
import { one } from "./shapes.js";

export interface MaskingOptions extends LayerOptions {
  /** The number that padding consists of; 0 by default. */
  readonly maskValue?: number;
}

export class Masking extends Layer {
  static override readonly className = "Masking";
  static override readonly optionNames: readonly string[] = ["maskValue"];
  override readonly supportsMasking = true;
  readonly maskValue: number;

  constructor(options: MaskingOptions = {}) {
    super(options);
    this.maskValue = numberOf(options.maskValue, 0, FINITE_NUMBER, this.label, "maskValue");
  }

  /** 1 for a step that counts, 0 for padding: without the last axis, or with an extent of 1 there. */
  private counts(x: Tensor, keepDims: boolean): Tensor {
    return max(notEqual(x, this.maskValue), -1, keepDims);
  }

  override call(input: Tensor | readonly Tensor[]): Tensor {
    const x = one(input);
    return mul(x, this.counts(x, true));
  }

  override computeMask(input: Tensor | readonly Tensor[]): Tensor {
    return this.counts(one(input), false).cast("float32");
  }

  override getConfig(): Record<string, unknown> {
    return { ...super.getConfig(), maskValue: this.maskValue };
  }
}
