/**
 * What passes between layers before there are any numbers: a shape, and where it comes from.
 *
 * Applying layers to symbolic tensors draws the graph of a model; the model then runs it on real ones.
 */
import type { Layer } from "./layer.js";

/** A shape whose first axis is the batch; `null` is an extent that is not known yet. */
export type BatchShape = readonly (number | null)[];

/** One use of a layer. */
export interface LayerCall {
  readonly layer: Layer;
  readonly inputs: readonly SymbolicTensor[];
}

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
