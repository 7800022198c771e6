/**
 * Where the numbers of a patch lie, for convolutions whose runs are short (see `assembly/convolve-short-runs.ts`): as with
 * pictures of few channels, or dilated windows.
 */
import type { SlidingWindow } from "../../tensor/operations/window.js";
import { sizeOf } from "../../tensor/shape.js";
import type { OperationContext, Runtime } from "./operation.js";
import type { PlacedWindow } from "./window.js";

/** Runs of so many numbers have a loop of their own. */
const LONG_RUN = 24;
/** With at most so many filters a convolution reads all patches run by run. */
const FEW_FILTERS = 4;

export class PatchOffsets {
  /** The address of the distances; 0 where runs are read one by one. */
  readonly at: number;
  private readonly placed: PlacedWindow;

  constructor(
    context: OperationContext,
    placed: PlacedWindow,
    { kernel, dilations, input: [, , , channels] }: SlidingWindow,
    filters: number,
  ) {
    const run = dilations[1] === 1 ? kernel[1] * channels : channels;
    const isUsed = run < LONG_RUN && filters > FEW_FILTERS;
    this.placed = placed;
    this.at = isUsed ? context.reserve(sizeOf(kernel) * channels) : 0;
  }

  write({ kernels }: Runtime): void {
    if (this.at !== 0) kernels.writeOffsets(this.placed.at, this.at);
  }
}
