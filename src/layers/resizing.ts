/** Layers that change the size of pictures: by whole factors, or to a fixed height and width. */
import { resizeBilinear, resizeNearestNeighbor } from "../autograd/operations/image.js";
import { slice } from "../autograd/operations/operations.js";
import { choose } from "../errors/choose.js";
import type { Pair } from "../tensor/operations/window.js";
import type { BatchShape } from "../tensor/shape.js";
import type { Tensor } from "../tensor/tensor.js";
import { Layer, type LayerOptions } from "./layer.js";
import { channelsLast, pair, truth, wholeNumber, type ChannelOptions } from "./options.js";
import { one, pictures, single } from "./shapes.js";

/** How the pixels of a resized picture are computed. */
type Interpolation = "nearest" | "bilinear";

const RESIZE = { nearest: resizeNearestNeighbor, bilinear: resizeBilinear } as const;
const INTERPOLATIONS = { nearest: "nearest", bilinear: "bilinear" } as const;

function interpolationNamed(name: Interpolation, where: string): Interpolation {
  return choose(INTERPOLATIONS, name, { where, argument: "interpolation" });
}

export interface UpSamplingOptions extends LayerOptions, ChannelOptions {
  /** The factors of height and width; 2 by default. */
  readonly size?: number | Pair;
  /** "nearest" (the default) repeats pixels; "bilinear" mixes them. */
  readonly interpolation?: Interpolation;
}

/** [batch, height, width, channels] becomes [batch, size · height, size · width, channels]. */
export class UpSampling2D extends Layer {
  static override readonly className = "UpSampling2D";
  static override readonly optionNames: readonly string[] = ["size", "interpolation", "dataFormat"];
  readonly size: Pair;
  readonly interpolation: Interpolation;

  constructor(options: UpSamplingOptions = {}) {
    super(options);
    this.size = pair(options.size ?? 2, this.label, "size");
    this.interpolation = interpolationNamed(options.interpolation ?? "nearest", this.label);
    channelsLast(options, this.label);
  }

  override call(input: Tensor | readonly Tensor[]): Tensor {
    const x = one(input);
    const [, height, width] = x.shape;
    return RESIZE[this.interpolation](x, [this.size[0] * height, this.size[1] * width]);
  }

  override computeOutputShape(inputShape: BatchShape | readonly BatchShape[]): BatchShape {
    const [batch, height, width, channels] = pictures(inputShape, this.label);
    return [
      batch,
      height === null ? null : this.size[0] * height,
      width === null ? null : this.size[1] * width,
      channels,
    ];
  }

  override getConfig(): Record<string, unknown> {
    const { size, interpolation } = this;
    return { ...super.getConfig(), size, interpolation, dataFormat: "channelsLast" };
  }
}

export interface ResizingOptions extends LayerOptions {
  /** The new height. */
  readonly height: number;
  /** The new width. */
  readonly width: number;
  /** "bilinear" (the default) mixes pixels; "nearest" copies them. */
  readonly interpolation?: Interpolation;
  /**
   * Whether to cut off the sides of a picture that is too wide or too high for the new size, instead of
   * distorting it; false by default.
   */
  readonly cropToAspectRatio?: boolean;
}

/**
 * [batch, height′, width′, channels] becomes [batch, height, width, channels]; a single picture [height′,
 * width′, channels] can be resized too.
 *
 * A whole picture keeps its corner pixels, as in TensorFlow.js. With `cropToAspectRatio`, the largest part in
 * the middle that has the new proportions is resized by the middles of its pixels, as in Keras.
 */
export class Resizing extends Layer {
  static override readonly className = "Resizing";
  static override readonly optionNames: readonly string[] = [
    "height",
    "width",
    "interpolation",
    "cropToAspectRatio",
  ];
  readonly height: number;
  readonly width: number;
  readonly interpolation: Interpolation;
  readonly cropToAspectRatio: boolean;

  constructor(options: ResizingOptions) {
    super(options);
    this.height = wholeNumber(options.height, this.label, "height");
    this.width = wholeNumber(options.width, this.label, "width");
    this.interpolation = interpolationNamed(options.interpolation ?? "bilinear", this.label);
    this.cropToAspectRatio = truth(options.cropToAspectRatio, false, this.label, "cropToAspectRatio");
  }

  override call(input: Tensor | readonly Tensor[]): Tensor {
    const x = one(input);
    const crop = this.cropToAspectRatio;
    return RESIZE[this.interpolation](crop ? this.cropped(x) : x, [this.height, this.width], !crop, crop);
  }

  /** The largest part in the middle of the pictures that has the new proportions. */
  private cropped(x: Tensor): Tensor {
    const [height, width, channels] = x.shape.slice(-3);
    const part = [
      Math.min(height, Math.floor((width * this.height) / this.width)),
      Math.min(width, Math.floor((height * this.width) / this.height)),
    ].map((extent) => Math.max(1, extent));
    const begin = [Math.floor((height - part[0]) / 2), Math.floor((width - part[1]) / 2)];
    const batch = x.shape.slice(0, -3);
    return slice(x, [...batch.map(() => 0), ...begin, 0], [...batch, ...part, channels]);
  }

  override computeOutputShape(inputShape: BatchShape | readonly BatchShape[]): BatchShape {
    const shape = single(inputShape, this.label);
    const [channels] = shape.length === 3 ? shape.slice(2) : pictures(shape, this.label).slice(3);
    return [...shape.slice(0, -3), this.height, this.width, channels];
  }

  override getConfig(): Record<string, unknown> {
    const { height, width, interpolation, cropToAspectRatio } = this;
    return { ...super.getConfig(), height, width, interpolation, cropToAspectRatio };
  }
}
