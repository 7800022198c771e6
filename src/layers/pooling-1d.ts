/**
 * Pooling makes sequences shorter: for each feature, the numbers in a window of steps are replaced by their
 * maximum or their mean. A sequence is pooled as a picture that is one column wide. [batch, time, features]
 * becomes [batch, time', features].
 */
import { avgPool, expandDims, maxPool, squeeze } from "../autograd/operations/operations.js";
import type { Padding } from "../tensor/operations/window.js";
import type { BatchShape } from "../tensor/shape.js";
import type { Tensor } from "../tensor/tensor.js";
import { Layer, type LayerOptions } from "./layer.js";
import { onlyNumber, paddingNamed } from "./options.js";
import { one } from "./shapes.js";
import { sequenceWindowShape } from "./window-shapes.js";

export interface Pooling1DOptions extends LayerOptions {
  /** The number of steps in the window; 2 by default. */
  readonly poolSize?: number | readonly [number];
  /** How far the window moves; by default its own size, so that windows do not overlap. */
  readonly strides?: number | readonly [number] | null;
  /** "valid" (the default) ignores an incomplete window at the end; "same" includes it. */
  readonly padding?: Padding;
}

const POOLING_OPTIONS = ["poolSize", "strides", "padding"] as const;

abstract class Pooling1D extends Layer {
  readonly poolSize: number;
  readonly strides: number;
  readonly padding: Padding;

  constructor(options: Pooling1DOptions = {}) {
    super(options);
    this.poolSize = onlyNumber(options.poolSize ?? 2, this.label, "poolSize");
    this.strides = onlyNumber(options.strides ?? this.poolSize, this.label, "strides");
    this.padding = paddingNamed(options.padding, this.label);
  }

  /** The pooling of pictures. */
  protected abstract readonly pool: typeof maxPool;

  override call(input: Tensor | readonly Tensor[]): Tensor {
    const columns = expandDims(one(input), 2);
    return squeeze(this.pool(columns, [this.poolSize, 1], [this.strides, 1], this.padding), [2]);
  }

  override computeOutputShape(inputShape: BatchShape | readonly BatchShape[]): BatchShape {
    const { poolSize, strides: stride, padding } = this;
    return sequenceWindowShape(inputShape, poolSize, { stride, padding }, this.label);
  }

  override getConfig(): Record<string, unknown> {
    const { poolSize, strides, padding } = this;
    return { ...super.getConfig(), poolSize: [poolSize], strides: [strides], padding };
  }
}

export class MaxPooling1D extends Pooling1D {
  static override readonly className = "MaxPooling1D";
  static override readonly optionNames: readonly string[] = [...POOLING_OPTIONS];
  protected override readonly pool = maxPool;
}

export class AveragePooling1D extends Pooling1D {
  static override readonly className = "AveragePooling1D";
  static override readonly optionNames: readonly string[] = [...POOLING_OPTIONS];
  protected override readonly pool = avgPool;
}
