/** The functions that make layers with windows which slide over sequences or pictures. */
import { Conv1D, type Conv1DOptions } from "../conv1d.js";
import { DepthwiseConv2D, type DepthwiseConv2DOptions } from "../depthwise-conv2d.js";
import { GlobalMaxPooling1D, GlobalMaxPooling2D } from "../global-pooling.js";
import type { LayerOptions } from "../layer.js";
import { given, type ChannelOptions } from "../options.js";
import { AveragePooling1D, MaxPooling1D, type Pooling1DOptions } from "../pooling-1d.js";
import { SeparableConv2D, type SeparableConv2DOptions } from "../separable-conv2d.js";

/**
 * Convolution of sequences: [batch, time, features] becomes [batch, time′, filters].
 * @param options the layer's options; those without a `?` must be given
 * @example
 * ```ts
 * layers.conv1d({ filters: 32, kernelSize: 5, activation: "relu", inputShape: [200, 16] });
 * ```
 */
export const conv1d = (options: Conv1DOptions) => new Conv1D(given(options));

/**
 * Depthwise convolution of pictures, with filters of its own for each channel: [batch, height, width,
 * channels] becomes [batch, height′, width′, channels · depthMultiplier].
 * @param options the layer's options; those without a `?` must be given
 * @example
 * ```ts
 * layers.depthwiseConv2d({ kernelSize: 3, padding: "same", inputShape: [28, 28, 8] });
 * ```
 */
export const depthwiseConv2d = (options: DepthwiseConv2DOptions) => new DepthwiseConv2D(given(options));

/**
 * Separable convolution of pictures, a depthwise convolution whose channels are then combined: [batch,
 * height, width, channels] becomes [batch, height′, width′, filters].
 * @param options the layer's options; those without a `?` must be given
 * @example
 * ```ts
 * layers.separableConv2d({ filters: 32, kernelSize: 3, inputShape: [28, 28, 8] });
 * ```
 */
export const separableConv2d = (options: SeparableConv2DOptions) => new SeparableConv2D(given(options));

/**
 * The largest number of each window of steps: sequences become shorter.
 * @param options the layer's options; those without a `?` must be given
 * @example
 * ```ts
 * layers.maxPooling1d({ poolSize: 2 });
 * ```
 */
export const maxPooling1d = (options?: Pooling1DOptions) => new MaxPooling1D(options);

/**
 * The mean of each window of steps: sequences become shorter.
 * @param options the layer's options; those without a `?` must be given
 * @example
 * ```ts
 * layers.averagePooling1d({ poolSize: 2 });
 * ```
 */
export const averagePooling1d = (options?: Pooling1DOptions) => new AveragePooling1D(options);

/**
 * The largest number of each feature over all steps: [batch, time, features] becomes [batch, features].
 * @param options the layer's options; those without a `?` must be given
 * @example
 * ```ts
 * layers.globalMaxPooling1d();
 * ```
 */
export const globalMaxPooling1d = (options?: LayerOptions) => new GlobalMaxPooling1D(options);

/**
 * The largest number of each channel over all positions of a picture: [batch, height, width, channels]
 * becomes [batch, channels].
 * @param options the layer's options; those without a `?` must be given
 * @example
 * ```ts
 * layers.globalMaxPooling2d();
 * ```
 */
export const globalMaxPooling2d = (options?: LayerOptions & ChannelOptions) =>
  new GlobalMaxPooling2D(options);

export {
  averagePooling1d as avgPool1d,
  averagePooling1d as avgPooling1d,
  globalMaxPooling1d as globalMaxPool1d,
  globalMaxPooling2d as globalMaxPool2d,
  maxPooling1d as maxPool1d,
};
