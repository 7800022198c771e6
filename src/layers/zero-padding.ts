/** Adds a border of zeros around pictures. */
import { pad } from "../autograd/operations/operations.js";
import type { Pair } from "../tensor/operations/window.js";
import type { BatchShape } from "../tensor/shape.js";
import type { Tensor } from "../tensor/tensor.js";
import { Layer, type LayerOptions } from "./layer.js";
import { border, channelsLast, type ChannelOptions } from "./options.js";
import { one, pictures } from "./shapes.js";

export interface ZeroPaddingOptions extends LayerOptions, ChannelOptions {
  /**
   * The width of the border: one number, [above and below, left and right], or [[above, below], [left,
   * right]]; 1 by default.
   */
  readonly padding?: number | Pair | readonly [Pair, Pair];
}

/**
 * [batch, height, width, channels] becomes [batch, above + height + below, left + width + right, channels].
 */
export class ZeroPadding2D extends Layer {
  static override readonly className = "ZeroPadding2D";
  static override readonly optionNames: readonly string[] = ["padding", "dataFormat"];
  readonly padding: readonly [Pair, Pair];

  constructor(options: ZeroPaddingOptions = {}) {
    super(options);
    this.padding = border(options.padding ?? 1, this.label, "padding");
    channelsLast(options, this.label);
  }

  override call(input: Tensor | readonly Tensor[]): Tensor {
    return pad(one(input), [[0, 0], ...this.padding, [0, 0]]);
  }

  override computeOutputShape(inputShape: BatchShape | readonly BatchShape[]): BatchShape {
    const [batch, height, width, channels] = pictures(inputShape, this.label);
    const [[above, below], [left, right]] = this.padding;
    return [
      batch,
      height === null ? null : above + height + below,
      width === null ? null : left + width + right,
      channels,
    ];
  }

  override getConfig(): Record<string, unknown> {
    return { ...super.getConfig(), padding: this.padding, dataFormat: "channelsLast" };
  }
}
