/** What a layer is lowered from, and to. */
import type { Layer } from "../../layers/layer.js";
import { sizeOf, type BatchShape } from "../../tensor/shape.js";
import type { Variable } from "../../tensor/tensor.js";
import type { BaseSpec } from "./operation.js";

/** A use of a layer in a model. */
export interface LoweringContext<Known extends Layer = Layer> {
  readonly layer: Known;
  /** The shapes of one example: of the first input and the first output, and of all of them. */
  readonly inputShape: readonly number[];
  readonly outputShape: readonly number[];
  readonly inputShapes: readonly (readonly number[])[];
  readonly outputShapes: readonly (readonly number[])[];
  /** The layer's place among the model's nodes; where models are nested, its place in each of them. */
  readonly path: readonly number[];
  /** Whether the first input has a mask; an operation with `readsMask` gets it after its inputs. */
  readonly isMasked: boolean;
  /** Whether the first input is an input of the model itself, so that it may consist of word numbers. */
  readonly readsData: boolean;
  /** The index of a variable among the weights of the program, where it is added if it is new. */
  weight(variable: Variable): number;
}

/**
 * Lowers a layer: returns the specs of its operations, each of which reads the output of the one before, or
 * undefined where the kernels cannot compute it.
 */
export type Lowering<Known extends Layer, Spec extends BaseSpec> = (
  context: LoweringContext<Known>,
) => readonly Spec[] | undefined;

/** The example's shape in a batch of any size, if every extent is known; else undefined. */
export function knownShape(shape: BatchShape): readonly number[] | undefined {
  const example = shape.slice(1);
  return example.every((extent) => extent !== null) ? example : undefined;
}

/** How many numbers the first output of an example has. */
export function outputSize({ outputShape }: Pick<LoweringContext, "outputShape">): number {
  return sizeOf(outputShape);
}
