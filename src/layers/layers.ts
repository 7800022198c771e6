/**
 * The functions that make layers, named as in TensorFlow.js: `layers.dense({ units: 4, activation: "relu"
 * })`.
 */
import { ActivationLayer, ELU, LeakyReLU, type ActivationOptions, type SlopeOptions } from "./activation.js";
import { BatchNormalization, type BatchNormalizationOptions } from "./batch-normalization.js";
import { Conv2DTranspose } from "./conv2d-transpose.js";
import { Conv2D, type Conv2DOptions, type FilterOptions } from "./conv2d.js";
import { Dense, type DenseOptions } from "./dense.js";
import { Dropout, type DropoutOptions } from "./dropout.js";
import { GlobalAveragePooling1D, GlobalAveragePooling2D } from "./global-pooling.js";
import { InputLayer } from "./input-layer.js";
import type { LayerOptions } from "./layer.js";
import { Add, Average, Concatenate, Multiply, type ConcatenateOptions } from "./merge.js";
import { given, type ChannelOptions } from "./options.js";
import { AveragePooling2D, MaxPooling2D, type PoolingOptions } from "./pooling.js";
import { Flatten, Reshape, type ReshapeOptions } from "./reshape.js";
import { ZeroPadding2D, type ZeroPaddingOptions } from "./zero-padding.js";

export * from "./functions/arrange.js";
export * from "./functions/elementwise.js";
export * from "./functions/pictures.js";
export * from "./functions/windows.js";
export { Layer, type CallContext, type LayerOptions } from "./layer.js";
export { registerLayer } from "./registry.js";
export * from "./functions/sequences.js";
export { SymbolicTensor } from "./symbolic-tensor.js";
export type { BatchShape } from "../tensor/shape.js";

/**
 * The input of a model: it passes its input on, and declares its shape.
 * @param options the layer's options; those without a `?` must be given
 * @example
 * ```ts
 * sequential({ layers: [layers.inputLayer({ inputShape: [4] }), layers.dense({ units: 1 })] });
 * ```
 */
export const inputLayer = (options: LayerOptions) => new InputLayer(given(options));

/**
 * The fully connected layer, f(x W + b): [batch, inputs] becomes [batch, units].
 * @param options the layer's options; those without a `?` must be given
 * @example
 * ```ts
 * layers.dense({ units: 16, activation: "relu", inputShape: [784] });
 * ```
 */
export const dense = (options: DenseOptions) => new Dense(given(options));

/**
 * Dropout: while the model trains, each input is set to 0 with probability `rate`, and the others are scaled
 * up (Srivastava et al. 2014).
 * @param options the layer's options; those without a `?` must be given
 * @example
 * ```ts
 * layers.dropout({ rate: 0.5 });
 * ```
 */
export const dropout = (options: DropoutOptions) => new Dropout(given(options));

/**
 * An activation function as a layer of its own.
 * @param options the layer's options; those without a `?` must be given
 * @example
 * ```ts
 * layers.activation({ activation: "softmax" });
 * ```
 */
export const activation = (options: ActivationOptions) => new ActivationLayer(given(options));

/**
 * Leaky relu: x for x ≥ 0, `alpha` · x below.
 * @param options the layer's options; those without a `?` must be given
 * @example
 * ```ts
 * layers.leakyReLU({ alpha: 0.1 });
 * ```
 */
export const leakyReLU = (options?: SlopeOptions) => new LeakyReLU(options);

/**
 * The exponential linear unit: x for x ≥ 0, `alpha` · (e^x − 1) below.
 * @param options the layer's options; those without a `?` must be given
 * @example
 * ```ts
 * layers.elu();
 * ```
 */
export const elu = (options?: SlopeOptions) => new ELU(options);

/**
 * Puts all numbers of an example into one row: [batch, …] becomes [batch, numbers].
 * @param options the layer's options; those without a `?` must be given
 * @example
 * ```ts
 * layers.flatten({ inputShape: [28, 28, 1] });
 * ```
 */
export const flatten = (options?: LayerOptions & ChannelOptions) => new Flatten(options);

/**
 * Puts the numbers of each example into another shape.
 * @param options the layer's options; those without a `?` must be given
 * @example
 * ```ts
 * layers.reshape({ targetShape: [28, 28, 1], inputShape: [784] });
 * ```
 */
export const reshape = (options: ReshapeOptions) => new Reshape(given(options));

/**
 * Convolution of pictures: [batch, height, width, channels] becomes [batch, height′, width′, filters].
 * @param options the layer's options; those without a `?` must be given
 * @example
 * ```ts
 * layers.conv2d({ filters: 32, kernelSize: 3, activation: "relu", inputShape: [28, 28, 1] });
 * ```
 */
export const conv2d = (options: Conv2DOptions) => new Conv2D(given(options));

/**
 * Transposed convolution, which makes pictures larger: [batch, height, width, channels] becomes [batch,
 * height′, width′, filters].
 * @param options the layer's options; those without a `?` must be given
 * @example
 * ```ts
 * layers.conv2dTranspose({ filters: 16, kernelSize: 3, strides: 2, padding: "same" });
 * ```
 */
export const conv2dTranspose = (options: FilterOptions) => new Conv2DTranspose(given(options));

/**
 * The largest number of each window: pictures become smaller.
 * @param options the layer's options; those without a `?` must be given
 * @example
 * ```ts
 * layers.maxPooling2d({ poolSize: 2 });
 * ```
 */
export const maxPooling2d = (options?: PoolingOptions) => new MaxPooling2D(options);

/**
 * The mean of each window: pictures become smaller.
 * @param options the layer's options; those without a `?` must be given
 * @example
 * ```ts
 * layers.averagePooling2d({ poolSize: 2 });
 * ```
 */
export const averagePooling2d = (options?: PoolingOptions) => new AveragePooling2D(options);

/**
 * The mean over all steps of a sequence: [batch, time, features] becomes [batch, features].
 * @param options the layer's options; those without a `?` must be given
 * @example
 * ```ts
 * layers.globalAveragePooling1d();
 * ```
 */
export const globalAveragePooling1d = (options?: LayerOptions) => new GlobalAveragePooling1D(options);

/**
 * The mean over all positions of a picture: [batch, height, width, channels] becomes [batch, channels].
 * @param options the layer's options; those without a `?` must be given
 * @example
 * ```ts
 * layers.globalAveragePooling2d();
 * ```
 */
export const globalAveragePooling2d = (options?: LayerOptions & ChannelOptions) =>
  new GlobalAveragePooling2D(options);

/**
 * A border of zeros around pictures.
 * @param options the layer's options; those without a `?` must be given
 * @example
 * ```ts
 * layers.zeroPadding2d({ padding: 1 });
 * ```
 */
export const zeroPadding2d = (options?: ZeroPaddingOptions) => new ZeroPadding2D(options);

/**
 * Batch normalization: gives each feature a learned mean and standard deviation (Ioffe and Szegedy 2015).
 * @param options the layer's options; those without a `?` must be given
 * @example
 * ```ts
 * layers.batchNormalization();
 * ```
 */
export const batchNormalization = (options?: BatchNormalizationOptions) => new BatchNormalization(options);

/**
 * The sum of several inputs of the same shape.
 * @param options the layer's options; those without a `?` must be given
 * @example
 * ```ts
 * const [a, b] = [input({ shape: [4] }), input({ shape: [4] })];
 * model({ inputs: [a, b], outputs: layers.add().apply([a, b]) });
 * ```
 */
export const add = (options?: LayerOptions) => new Add(options);

/**
 * The mean of several inputs of the same shape.
 * @param options the layer's options; those without a `?` must be given
 * @example
 * ```ts
 * const [a, b] = [input({ shape: [4] }), input({ shape: [4] })];
 * model({ inputs: [a, b], outputs: layers.average().apply([a, b]) });
 * ```
 */
export const average = (options?: LayerOptions) => new Average(options);

/**
 * Several inputs one after the other along an axis.
 * @param options the layer's options; those without a `?` must be given
 * @example
 * ```ts
 * const [a, b] = [input({ shape: [4] }), input({ shape: [4] })];
 * model({ inputs: [a, b], outputs: layers.concatenate().apply([a, b]) });
 * ```
 */
export const concatenate = (options?: ConcatenateOptions) => new Concatenate(options);

/**
 * The product of several inputs of the same shape.
 * @param options the layer's options; those without a `?` must be given
 * @example
 * ```ts
 * const [a, b] = [input({ shape: [4] }), input({ shape: [4] })];
 * model({ inputs: [a, b], outputs: layers.multiply().apply([a, b]) });
 * ```
 */
export const multiply = (options?: LayerOptions) => new Multiply(options);

export { averagePooling2d as avgPool2d, averagePooling2d as avgPooling2d, maxPooling2d as maxPool2d };
