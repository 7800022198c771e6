/** Removes a border from pictures. */
import { slice } from "../autograd/operations/operations.js";
import { ShapeError } from "../errors/errors.js";
import type { Pair } from "../tensor/operations/window.js";
import { formatShape, type BatchShape } from "../tensor/shape.js";
import type { Tensor } from "../tensor/tensor.js";
import { Layer, type LayerOptions } from "./layer.js";
import { border, channelsLast, type ChannelOptions } from "./options.js";
import { one, pictures } from "./shapes.js";

export interface CroppingOptions extends LayerOptions, ChannelOptions {
  /**
   * The width of the border: one number, [above and below, left and right], or [[above, below], [left,
   * right]].
   */
  readonly cropping: number | Pair | readonly [Pair, Pair];
}

/**
 * [batch, height, width, channels] becomes [batch, height − above − below, width − left − right, channels].
 */
export class Cropping2D extends Layer {
  static override readonly className = "Cropping2D";
  static override readonly optionNames: readonly string[] = ["cropping", "dataFormat"];
  readonly cropping: readonly [Pair, Pair];

  constructor(options: CroppingOptions) {
    super(options);
    this.cropping = border(options.cropping, this.label, "cropping");
    channelsLast(options, this.label);
  }

  override call(input: Tensor | readonly Tensor[]): Tensor {
    const x = one(input);
    const [batch, height, width, channels] = this.computeOutputShape(x.shape) as readonly number[];
    const [[above], [left]] = this.cropping;
    return slice(x, [0, above, left, 0], [batch, height, width, channels]);
  }

  override computeOutputShape(inputShape: BatchShape | readonly BatchShape[]): BatchShape {
    const shape = pictures(inputShape, this.label);
    const [height, width] = this.cropping.map(([before, after], direction) => {
      const extent = shape[1 + direction];
      if (extent !== null && extent <= before + after) throw this.nothingLeft(shape);
      return extent === null ? null : extent - before - after;
    });
    return [shape[0], height, width, shape[3]];
  }

  private nothingLeft(shape: BatchShape): ShapeError {
    const [height, width] = this.cropping.map(([before, after]) => before + after + 1);
    return new ShapeError({
      where: this.label,
      argument: "input",
      received: formatShape(shape),
      expected: {
        fr: `des images d’au moins ${height} × ${width}`,
        en: `pictures of at least ${height} × ${width}`,
      },
      mend: {
        fr: `Il n’en reste rien après le retrait de cropping: ${JSON.stringify(this.cropping)}.`,
        en: `Nothing is left of them after cropping: ${JSON.stringify(this.cropping)}.`,
      },
    });
  }

  override getConfig(): Record<string, unknown> {
    return { ...super.getConfig(), cropping: this.cropping, dataFormat: "channelsLast" };
  }
}
