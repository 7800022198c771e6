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
import { Embedding, type EmbeddingOptions } from "./embedding.js";
import { GlobalAveragePooling1D, GlobalAveragePooling2D } from "./global-pooling.js";
import { GRU } from "./gru.js";
import { InputLayer } from "./input-layer.js";
import type { LayerOptions } from "./layer.js";
import { LSTM, type LSTMOptions } from "./lstm.js";
import { Add, Average, Concatenate, Multiply, type ConcatenateOptions } from "./merge.js";
import type { ChannelOptions } from "./options.js";
import { AveragePooling2D, MaxPooling2D, type PoolingOptions } from "./pooling.js";
import type { GatedOptions, RecurrentOptions } from "./recurrent.js";
import { Flatten, Reshape, type ReshapeOptions } from "./reshape.js";
import { SimpleRNN } from "./simple-rnn.js";
import { ZeroPadding2D, type ZeroPaddingOptions } from "./zero-padding.js";

export { Layer, type CallContext, type LayerOptions } from "./layer.js";
export { registerLayer } from "./registry.js";
export { SymbolicTensor } from "./symbolic-tensor.js";
export type { BatchShape } from "../tensor/shape.js";

/** Missing options become an empty object, so that the layer itself reports the option that it needs. */
function given<Options>(options: Options | undefined): Options {
  return options ?? ({} as Options);
}

export const inputLayer = (options: LayerOptions) => new InputLayer(given(options));
export const dense = (options: DenseOptions) => new Dense(given(options));
export const dropout = (options: DropoutOptions) => new Dropout(given(options));
export const activation = (options: ActivationOptions) => new ActivationLayer(given(options));
export const leakyReLU = (options?: SlopeOptions) => new LeakyReLU(options);
export const elu = (options?: SlopeOptions) => new ELU(options);
export const flatten = (options?: LayerOptions & ChannelOptions) => new Flatten(options);
export const reshape = (options: ReshapeOptions) => new Reshape(given(options));

export const conv2d = (options: Conv2DOptions) => new Conv2D(given(options));
export const conv2dTranspose = (options: FilterOptions) => new Conv2DTranspose(given(options));
export const maxPooling2d = (options?: PoolingOptions) => new MaxPooling2D(options);
export const averagePooling2d = (options?: PoolingOptions) => new AveragePooling2D(options);
export const globalAveragePooling1d = (options?: LayerOptions) => new GlobalAveragePooling1D(options);
export const globalAveragePooling2d = (options?: LayerOptions & ChannelOptions) =>
  new GlobalAveragePooling2D(options);
export const zeroPadding2d = (options?: ZeroPaddingOptions) => new ZeroPadding2D(options);
export const batchNormalization = (options?: BatchNormalizationOptions) => new BatchNormalization(options);

export const embedding = (options: EmbeddingOptions) => new Embedding(given(options));
export const simpleRNN = (options: RecurrentOptions) => new SimpleRNN(given(options));
export const lstm = (options: LSTMOptions) => new LSTM(given(options));
export const gru = (options: GatedOptions) => new GRU(given(options));

export const add = (options?: LayerOptions) => new Add(options);
export const average = (options?: LayerOptions) => new Average(options);
export const concatenate = (options?: ConcatenateOptions) => new Concatenate(options);
export const multiply = (options?: LayerOptions) => new Multiply(options);
