/** The functions that make layers which change each number, or add noise to it. */
import type { DropoutOptions, RateOptions } from "../dropout.js";
import { given } from "../options.js";
import {
  AlphaDropout,
  GaussianDropout,
  GaussianNoise,
  SpatialDropout1D,
  type GaussianNoiseOptions,
} from "../noise.js";
import {
  PReLU,
  ReLU,
  ThresholdedReLU,
  type PReLUOptions,
  type ReLUOptions,
  type ThresholdedReLUOptions,
} from "../rectifiers.js";
import { Softmax, type SoftmaxOptions } from "../softmax.js";

/**
 * Relu with its parameters: at most `maxValue`, and `negativeSlope` · (x − threshold) below the threshold.
 * @param options the layer's options; those without a `?` must be given
 * @example
 * ```ts
 * layers.reLU({ maxValue: 6 });
 * ```
 */
export const reLU = (options?: ReLUOptions) => new ReLU(options);

/**
 * Relu with a learned slope for negative numbers (He et al. 2015).
 * @param options the layer's options; those without a `?` must be given
 * @example
 * ```ts
 * layers.prelu({ sharedAxes: [1, 2], inputShape: [28, 28, 8] });
 * ```
 */
export const prelu = (options?: PReLUOptions) => new PReLU(options);

/**
 * x for x > `theta`, 0 elsewhere.
 * @param options the layer's options; those without a `?` must be given
 * @example
 * ```ts
 * layers.thresholdedReLU({ theta: 0.5 });
 * ```
 */
export const thresholdedReLU = (options?: ThresholdedReLUOptions) => new ThresholdedReLU(options);

/**
 * Softmax as a layer: positive numbers whose sum over an axis is 1.
 * @param options the layer's options; those without a `?` must be given
 * @example
 * ```ts
 * layers.softmax();
 * ```
 */
export const softmax = (options?: SoftmaxOptions) => new Softmax(options);

/**
 * Adds normal noise of mean 0 while the model trains.
 * @param options the layer's options; those without a `?` must be given
 * @example
 * ```ts
 * layers.gaussianNoise({ stddev: 0.1 });
 * ```
 */
export const gaussianNoise = (options: GaussianNoiseOptions) => new GaussianNoise(given(options));

/**
 * Multiplies each number by a normal one of mean 1 while the model trains (Srivastava et al. 2014).
 * @param options the layer's options; those without a `?` must be given
 * @example
 * ```ts
 * layers.gaussianDropout({ rate: 0.3 });
 * ```
 */
export const gaussianDropout = (options: RateOptions) => new GaussianDropout(given(options));

/**
 * Dropout that keeps mean and variance, for networks with selu (Klambauer et al. 2017).
 * @param options the layer's options; those without a `?` must be given
 * @example
 * ```ts
 * layers.alphaDropout({ rate: 0.1 });
 * ```
 */
export const alphaDropout = (options: DropoutOptions) => new AlphaDropout(given(options));

/**
 * Dropout of whole features of sequences [batch, time, features] while the model trains (Tompson et al. 2015).
 * @param options the layer's options; those without a `?` must be given
 * @example
 * ```ts
 * layers.spatialDropout1d({ rate: 0.2 });
 * ```
 */
export const spatialDropout1d = (options: RateOptions) => new SpatialDropout1D(given(options));
