/**
 * A symbolic tensor: the shape of a tensor without its numbers, and the layer that computes it.
 *
 * Applying layers to symbolic tensors describes the graph of a model; the model then computes that graph with
 * real tensors.
 */
import type { BatchShape } from "../tensor/shape.js";
import type { Layer } from "./layer.js";

/** One use of a layer. */
export interface LayerCall {
  readonly layer: Layer;
  readonly inputs: readonly SymbolicTensor[];
}

/**
 * A tensor without numbers: its shape, and the layer that makes it. Models are built by applying layers to
 * it.
 * @example
 * ```ts
 * const x = input({ shape: [3] });
 * layers.dense({ units: 2 }).apply(x).shape; // [null, 2]
 * ```
 */
export class SymbolicTensor {
  readonly shape: BatchShape;
  /** Undefined for an input of the model. */
  readonly from: LayerCall | undefined;
  readonly name: string | undefined;

  constructor(shape: BatchShape, from?: LayerCall, name?: string) {
    this.shape = shape;
    this.from = from;
    this.name = name;
  }
}
