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
  /** What the layer was given besides its inputs, such as `{ training: true }`. */
  readonly options: Readonly<Record<string, unknown>>;
  readonly outputs: readonly SymbolicTensor[];
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

  /** Its position among the outputs of its layer; 0 for an input of the model. */
  get position(): number {
    return this.from?.outputs.indexOf(this) ?? 0;
  }
}

/** A single one by itself, several as a list. */
export function oneOrAll(tensors: readonly SymbolicTensor[]): SymbolicTensor | SymbolicTensor[] {
  return tensors.length === 1 ? tensors[0] : [...tensors];
}
