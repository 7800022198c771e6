/**
 * Pooling makes pictures smaller: for each channel, the numbers in a window are replaced by their maximum or
 * their mean. These layers have no weights. [batch, height, width, channels] becomes [batch, height', width',
 * channels].
 */
import { avgPool, maxPool } from "../autograd/operations/operations.js";
import type { Padding, Pair } from "../tensor/operations/window.js";
import type { BatchShape } from "../tensor/shape.js";
import type { Tensor } from "../tensor/tensor.js";
import { Layer, type LayerOptions } from "./layer.js";
import { channelsLast, paddingNamed, pair, type ChannelOptions } from "./options.js";
import { one } from "./shapes.js";
import { windowShape } from "./window-shapes.js";

export interface PoolingOptions extends LayerOptions, ChannelOptions {
  /** Height and width of the window; 2 by default. */
  readonly poolSize?: number | Pair;
  /** How far the window moves; by default its own size, so that windows do not overlap. */
  readonly strides?: number | Pair | null;
  /**
   * "valid" (the default) ignores incomplete windows at the right and at the bottom; "same" includes them.
   */
  readonly padding?: Padding;
}

const POOLING_OPTIONS = ["poolSize", "strides", "padding", "dataFormat"] as const;

abstract class Pooling2D extends Layer {
  readonly poolSize: Pair;
  readonly strides: Pair;
  readonly padding: Padding;

  constructor(options: PoolingOptions = {}) {
    super(options);
    this.poolSize = pair(options.poolSize ?? 2, this.label, "poolSize");
    this.strides = pair(options.strides ?? this.poolSize, this.label, "strides");
    this.padding = paddingNamed(options.padding, this.label);
    channelsLast(options, this.label);
  }

  override computeOutputShape(inputShape: BatchShape | readonly BatchShape[]): BatchShape {
    return windowShape(
      inputShape,
      this.poolSize,
      { strides: this.strides, padding: this.padding },
      this.label,
    );
  }

  override getConfig(): Record<string, unknown> {
    const { poolSize, strides, padding } = this;
    return { ...super.getConfig(), poolSize, strides, padding, dataFormat: "channelsLast" };
  }
}

export class MaxPooling2D extends Pooling2D {
  static override readonly className = "MaxPooling2D";
  static override readonly optionNames: readonly string[] = [...POOLING_OPTIONS];

  override call(input: Tensor | readonly Tensor[]): Tensor {
    return maxPool(one(input), this.poolSize, this.strides, this.padding);
  }
}

export class AveragePooling2D extends Pooling2D {
  static override readonly className = "AveragePooling2D";
  static override readonly optionNames: readonly string[] = [...POOLING_OPTIONS];

  override call(input: Tensor | readonly Tensor[]): Tensor {
    return avgPool(one(input), this.poolSize, this.strides, this.padding);
  }
}
