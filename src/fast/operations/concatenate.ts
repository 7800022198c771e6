/** Joins the inputs along an axis: each example is a number of blocks, to which each input adds its part. */
import type { Concatenate } from "../../layers/merge.js";
import { normalizeAxis, sizeOf } from "../../tensor/shape.js";
import type { Lowering } from "./lowering.js";
import type { BaseSpec, Operation, OperationContext, Runtime } from "./operation.js";

export interface ConcatenateSpec extends BaseSpec {
  readonly kind: "concatenate";
  /** How many blocks an example consists of. */
  readonly blocks: number;
}

export const lowerConcatenate: Lowering<Concatenate, ConcatenateSpec> = ({ layer, outputShape }) => {
  const axis = normalizeAxis(layer.axis, outputShape.length + 1, layer.label) - 1;
  // Along the axis of the examples, the batch would have more examples after the layer than before.
  if (axis < 0) return undefined;
  const blocks = sizeOf(outputShape.slice(0, axis));
  return [{ kind: "concatenate", size: sizeOf(outputShape), weights: [], blocks }];
};

export class ConcatenateOperation implements Operation {
  private readonly blocks: number;
  private readonly context: OperationContext;

  constructor({ blocks }: ConcatenateSpec, context: OperationContext) {
    this.blocks = blocks;
    this.context = context;
  }

  /** For each input: the size of its blocks, and the distance of their place in the output's blocks, in bytes. */
  private get pieces(): readonly { readonly size: number; readonly before: number }[] {
    let before = 0;
    return this.context.inputs.map((input) => {
      const piece = { size: input.size / this.blocks, before };
      before += piece.size * 4;
      return piece;
    });
  }

  forward({ kernels }: Runtime, rows: number): void {
    const { inputs, output } = this.context;
    const whole = output.size / this.blocks;
    this.pieces.forEach(({ size, before }, i) =>
      kernels.copyBlocks(inputs[i].at, size, output.at + before, whole, size, rows * this.blocks, false),
    );
  }

  backward({ kernels }: Runtime, rows: number): void {
    const { inputs, output } = this.context;
    const whole = output.size / this.blocks;
    this.pieces.forEach(({ size, before }, i) => {
      const { gradient, adds } = inputs[i];
      if (gradient === 0) return;
      kernels.copyBlocks(output.gradient + before, whole, gradient, size, size, rows * this.blocks, adds);
    });
  }
}
