/** The functions that make layers which change the size or the scale of pictures. */
import { Cropping2D, type CroppingOptions } from "../cropping.js";
import { given } from "../options.js";
import { Rescaling, type RescalingOptions } from "../rescaling.js";
import { Resizing, UpSampling2D, type ResizingOptions, type UpSamplingOptions } from "../resizing.js";

/**
 * Pictures enlarged by whole factors: [batch, height, width, channels] becomes [batch, size · height, size ·
 * width, channels].
 * @param options the layer's options; those without a `?` must be given
 * @example
 * ```ts
 * layers.upSampling2d({ size: 2, interpolation: "bilinear" });
 * ```
 */
export const upSampling2d = (options?: UpSamplingOptions) => new UpSampling2D(options);

/**
 * Pictures without their border.
 * @param options the layer's options; those without a `?` must be given
 * @example
 * ```ts
 * layers.cropping2D({ cropping: [[1, 1], [2, 0]] });
 * ```
 */
export const cropping2D = (options: CroppingOptions) => new Cropping2D(given(options));

/**
 * Pictures in a new size: [batch, …, …, channels] becomes [batch, height, width, channels].
 * @param options the layer's options; those without a `?` must be given
 * @example
 * ```ts
 * layers.resizing({ height: 28, width: 28 });
 * ```
 */
export const resizing = (options: ResizingOptions) => new Resizing(given(options));

/**
 * Numbers times `scale`, plus `offset`: for example pixels from 0 … 255 to 0 … 1.
 * @param options the layer's options; those without a `?` must be given
 * @example
 * ```ts
 * layers.rescaling({ scale: 1 / 255, inputShape: [28, 28, 1] });
 * ```
 */
export const rescaling = (options: RescalingOptions) => new Rescaling(given(options));
