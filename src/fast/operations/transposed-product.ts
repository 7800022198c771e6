/**
 * The transposed map of a window's product (`window-product.ts`): it adds the rows of Y Fᵀ at the places of the
 * patches. Seen from a phase of the picture, it is a convolution too.
 */
import type { Pair, SlidingWindow } from "../../tensor/operations/window.js";
import type { Kernels } from "../kernels.js";
import { packedMatrixSize } from "../kernels/matrices.js";
import { applyEnding, NO_ENDING, type Written } from "./ending.js";
import { Frame } from "./frame.js";
import type { OperationContext, Runtime } from "./operation.js";
import { PatchOffsets } from "./patch-offsets.js";
import { isSpread, phasesAlong, type PhaseAlong } from "./phases.js";
import { PlacedWindow } from "./window.js";

interface Phase {
  readonly down: PhaseAlong;
  readonly across: PhaseAlong;
  readonly window: PlacedWindow;
  readonly offsets: PatchOffsets;
  /** How many numbers of the framed Y come before its first window. */
  readonly before: number;
  readonly packed: number;
}

/** The transposed map, placed in memory. */
export class TransposedProduct {
  private readonly window: SlidingWindow;
  private readonly filters: number;
  private readonly frame: Frame;
  private readonly phases: readonly Phase[];
  /** Whether every place of the picture belongs to a phase. */
  private readonly isComplete: boolean;

  constructor(context: OperationContext, window: SlidingWindow, filters: number, group: number) {
    const steps: Pair = isSpread(window) ? window.strides : [1, 1];
    const strides: Pair = isSpread(window) ? [1, 1] : window.strides;
    this.window = window;
    this.filters = filters;
    const [down, across] = [0, 1].map((axis) => phasesAlong(window, strides[axis], axis));
    const reach = [down, across].map((phases, axis) =>
      Math.max(...phases.map(({ taps }) => (taps - 1) * window.dilations[axis])),
    );
    const needed = [down, across].map(
      (phases, axis) => reach[axis] + Math.max(...phases.map(({ position, count }) => position + count)),
    );
    this.frame = new Frame(context, [window.output[0], window.output[1], filters], {
      before: [reach[0], reach[1]],
      needed: [needed[0], needed[1]],
      group,
      steps,
    });
    const [height, width] = this.frame.extents;
    const [, , , channels] = window.input;
    this.phases = down.flatMap((vertical) =>
      across.map((horizontal): Phase => {
        const first = [vertical, horizontal].map(
          ({ position, taps }, axis) => reach[axis] + position - (taps - 1) * window.dilations[axis],
        );
        const ofPhase: SlidingWindow = {
          input: [1, height, width, filters],
          kernel: [vertical.taps, horizontal.taps],
          strides: [1, 1],
          dilations: window.dilations,
          before: [0, 0],
          output: [vertical.count, horizontal.count],
        };
        const placed = new PlacedWindow(context, ofPhase);
        return {
          down: vertical,
          across: horizontal,
          window: placed,
          offsets: new PatchOffsets(context, placed, ofPhase, channels),
          before: (first[0] * width + first[1]) * filters,
          packed: context.reserveShared(
            vertical.taps * horizontal.taps * packedMatrixSize(filters, channels),
          ),
        };
      }),
    );
    this.isComplete = [down, across].every(
      (phases, axis) => phases.reduce((sum, { count }) => sum + count, 0) === window.input[1 + axis],
    );
  }

  prepare(runtime: Runtime): void {
    for (const { window, offsets } of this.phases) {
      window.write(runtime);
      offsets.write(runtime);
    }
  }

  packFilters(kernels: Kernels, filters: number): void {
    const { input, kernel } = this.window;
    const [rowStep, columnStep] = this.tapSteps;
    for (const { down, across, packed } of this.phases)
      kernels.packReversed(
        filters,
        input[3],
        this.filters,
        kernel[1],
        down.tap,
        rowStep,
        down.taps,
        across.tap,
        columnStep,
        across.taps,
        packed,
      );
  }

  /** The distances in the picture between places of a phase, which are those between its places of the window. */
  private get tapSteps(): Pair {
    return isSpread(this.window) ? [1, 1] : this.window.strides;
  }

  multiply(kernels: Kernels, y: number, pictures: number, count: number, { adds, ...ending }: Written): void {
    const [, height, width, channels] = this.window.input;
    const [rowStep, columnStep] = this.tapSteps;
    const size = height * width * channels;
    if (!adds && !this.isComplete) kernels.clear(pictures, count * size);
    // Places without a phase get the bias too.
    const { bias, rectifies } = this.isComplete ? ending : NO_ENDING;
    const framed = this.frame.put(kernels, y, count);
    for (const { down, across, window, offsets, before, packed } of this.phases)
      kernels.convolve(
        framed + before * 4,
        window.at,
        offsets.at,
        count,
        packed,
        channels,
        bias,
        rectifies,
        pictures + (down.first * width + across.first) * channels * 4,
        rowStep * width * channels,
        columnStep * channels,
        size,
        adds,
      );
    if (!this.isComplete) applyEnding(kernels, pictures, ending, count * height * width, channels);
  }
}
