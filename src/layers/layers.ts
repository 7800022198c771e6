/** The layers, as a model is written with them: `layers.dense({ units: 4, activation: "relu" })`, as in TensorFlow.js. */
import { ActivationLayer, ELU, LeakyReLU, type ActivationOptions, type SlopeOptions } from "./activation.js";
import { Dense, type DenseOptions } from "./dense.js";
import { Dropout, type DropoutOptions } from "./dropout.js";
import type { LayerOptions } from "./layer.js";
import { Flatten, Reshape, type ReshapeOptions } from "./reshape.js";

export { Layer, type CallContext, type LayerOptions } from "./layer.js";
export { registerLayer } from "./registry.js";
export { SymbolicTensor, type BatchShape } from "./symbolic-tensor.js";

export const dense = (options: DenseOptions) => new Dense(options);
export const dropout = (options: DropoutOptions) => new Dropout(options);
export const activation = (options: ActivationOptions) => new ActivationLayer(options);
export const leakyReLU = (options?: SlopeOptions) => new LeakyReLU(options);
export const elu = (options?: SlopeOptions) => new ELU(options);
export const flatten = (options?: LayerOptions) => new Flatten(options);
export const reshape = (options: ReshapeOptions) => new Reshape(options);
