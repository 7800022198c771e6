/** The functions that make layers which arrange numbers anew, or combine those of several inputs. */
import { Permute, RepeatVector, type PermuteOptions, type RepeatVectorOptions } from "../arrange.js";
import { Dot, type DotOptions } from "../dot.js";
import type { LayerOptions } from "../layer.js";
import { Maximum, Minimum, Subtract } from "../merge.js";
import { given } from "../options.js";

/**
 * The axes of each example in another order.
 * @param options the layer's options; those without a `?` must be given
 * @example
 * ```ts
 * layers.permute({ dims: [2, 1], inputShape: [10, 64] });
 * ```
 */
export const permute = (options: PermuteOptions) => new Permute(given(options));

/**
 * The same vector at each of n steps: [batch, features] becomes [batch, n, features].
 * @param options the layer's options; those without a `?` must be given
 * @example
 * ```ts
 * layers.repeatVector({ n: 5, inputShape: [8] });
 * ```
 */
export const repeatVector = (options: RepeatVectorOptions) => new RepeatVector(given(options));

/**
 * The inner products of two inputs along an axis of each.
 * @param options the layer's options; those without a `?` must be given
 * @example
 * ```ts
 * const [a, b] = [input({ shape: [5, 4] }), input({ shape: [3, 4] })];
 * layers.dot({ axes: -1 }).apply([a, b]).shape; // [null, 5, 3]
 * ```
 */
export const dot = (options: DotOptions) => new Dot(given(options));

/**
 * The largest of several inputs of the same shape, number by number.
 * @param options the layer's options; those without a `?` must be given
 * @example
 * ```ts
 * const [a, b] = [input({ shape: [4] }), input({ shape: [4] })];
 * model({ inputs: [a, b], outputs: layers.maximum().apply([a, b]) });
 * ```
 */
export const maximum = (options?: LayerOptions) => new Maximum(options);

/**
 * The smallest of several inputs of the same shape, number by number.
 * @param options the layer's options; those without a `?` must be given
 * @example
 * ```ts
 * const [a, b] = [input({ shape: [4] }), input({ shape: [4] })];
 * model({ inputs: [a, b], outputs: layers.minimum().apply([a, b]) });
 * ```
 */
export const minimum = (options?: LayerOptions) => new Minimum(options);

/**
 * The difference of two inputs of the same shape.
 * @param options the layer's options; those without a `?` must be given
 * @example
 * ```ts
 * const [a, b] = [input({ shape: [4] }), input({ shape: [4] })];
 * model({ inputs: [a, b], outputs: layers.subtract().apply([a, b]) });
 * ```
 */
export const subtract = (options?: LayerOptions) => new Subtract(options);
