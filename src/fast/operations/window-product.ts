/**
 * The products of a convolution (see `assembly/convolve.ts`). The patches of the pictures are the rows of a
 * matrix P, [positions, depth], which is never written down; the filters are a matrix F, [depth, filters].
 *
 * Y = P F is a convolution, and the gradient of F is Pᵀ dY. The transposed map adds the rows of Y Fᵀ at the
 * places of the patches. Seen from a place of the picture, it is a convolution too: place p gets Y F(i)ᵀ from
 * each position (p + before − i) / stride that is whole. So places with the same remainder (a phase) have the
 * same places i of the window, `stride` apart, and neighbours in a phase have neighbouring positions.
 */
import type { Pair, SlidingWindow } from "../../tensor/operations/window.js";
import type { Kernels } from "../kernels.js";
import { packedMatrixSize } from "../kernels/matrices.js";
import { Frame } from "./frame.js";
import type { OperationContext, Runtime } from "./operation.js";
import { PlacedWindow } from "./window.js";

/** About how many numbers of pictures and results are processed at a time. */
const GROUP_NUMBERS = 1 << 16;

/** Some pictures of a batch. */
export interface Group {
  readonly first: number;
  readonly count: number;
}

/** Along one axis: the places of the picture that have the same places of the window. */
interface PhaseAlong {
  /** The first place of the picture, and how many there are. */
  readonly first: number;
  readonly count: number;
  /** The first place of the window, and how many there are. */
  readonly tap: number;
  readonly taps: number;
  /** Which position the last place of the window belongs to, for the first place of the picture. */
  readonly position: number;
}

interface Phase {
  readonly down: PhaseAlong;
  readonly across: PhaseAlong;
  readonly window: PlacedWindow;
  /** How many numbers of the framed Y come before its first window. */
  readonly before: number;
  readonly packed: number;
}

export class WindowProduct {
  private readonly spec: SlidingWindow;
  private readonly filters: number;
  /** How many pictures are processed at a time. */
  private readonly group: number;
  /** The framed pictures, the window over them, and the packed filters. */
  private readonly frame: Frame;
  private readonly window: PlacedWindow;
  private readonly packed: number;
  private readonly pack: number;
  private readonly gathered: number;
  private readonly transposed: TransposedProduct | undefined;

  /**
   * @param window the window over one picture
   * @param hasTransposed whether the transposed map is needed
   */
  constructor(context: OperationContext, window: SlidingWindow, filters: number, hasTransposed: boolean) {
    const { input, kernel, strides, dilations, before, output } = window;
    const [, , , channels] = input;
    this.spec = window;
    this.filters = filters;
    const needed = [0, 1].map(
      (axis) => (output[axis] - 1) * strides[axis] + (kernel[axis] - 1) * dilations[axis] + 1,
    );
    const positions = output[0] * output[1];
    const numbers = needed[0] * needed[1] * channels + positions * filters;
    this.group = Math.max(1, Math.min(context.rows, Math.floor(GROUP_NUMBERS / numbers)));
    this.frame = new Frame(context, [input[1], input[2], channels], {
      before,
      needed: [needed[0], needed[1]],
      group: this.group,
    });
    const [height, width] = this.frame.extents;
    this.window = new PlacedWindow(context, {
      ...window,
      input: [1, height, width, channels],
      before: [0, 0],
    });
    this.packed = context.reserveTemporary(roundedUp(filters) * kernel[0] * kernel[1] * channels);
    this.pack = context.reserveTemporary(positions * roundedUp(filters));
    this.gathered = context.reserveTemporary(4 * positions);
    this.transposed = hasTransposed ? new TransposedProduct(context, window, filters, this.group) : undefined;
  }

  prepare(runtime: Runtime): void {
    this.window.write(runtime);
    this.transposed?.prepare(runtime);
  }

  *groups(pictures: number): Generator<Group> {
    for (let first = 0; first < pictures; first += this.group)
      yield { first, count: Math.min(this.group, pictures - first) };
  }

  /** Packs F for the products of a pass. */
  packFilters({ kernels }: Runtime, filters: number): void {
    const { kernel, input } = this.spec;
    kernels.packStrips(filters, this.filters, kernel[0] * kernel[1] * input[3], this.filters, this.packed);
  }

  /** Packs F for the transposed products of a pass. */
  packTransposed({ kernels }: Runtime, filters: number): void {
    this.transposed!.packFilters(kernels, filters);
  }

  /** Frames so many pictures at an address, at most a group; returns the address of the framed ones. */
  framed({ kernels }: Runtime, pictures: number, count: number): number {
    return this.frame.put(kernels, pictures, count);
  }

  /** Y = P F, or Y += P F, with framed pictures. */
  multiply({ kernels }: Runtime, framed: number, y: number, count: number, adds = false): void {
    const { output } = this.spec;
    const { filters } = this;
    const line = output[1] * filters;
    kernels.convolve(
      framed,
      this.window.at,
      count,
      this.packed,
      filters,
      y,
      line,
      filters,
      output[0] * line,
      adds,
    );
  }

  /** Adds Pᵀ Y to the gradient of F, with framed pictures. */
  addFilterGradient({ kernels }: Runtime, framed: number, y: number, gradient: number, count: number): void {
    kernels.convolveByFilters(
      framed,
      this.window.at,
      count,
      y,
      this.filters,
      gradient,
      this.pack,
      this.gathered,
    );
  }

  /** Writes the transposed map of Y to the pictures, or adds it. */
  multiplyTransposed({ kernels }: Runtime, y: number, pictures: number, count: number, adds: boolean): void {
    this.transposed!.multiply(kernels, y, pictures, count, adds);
  }
}

/** The transposed map. */
class TransposedProduct {
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
        return {
          down: vertical,
          across: horizontal,
          window: new PlacedWindow(context, {
            input: [1, height, width, filters],
            kernel: [vertical.taps, horizontal.taps],
            strides: [1, 1],
            dilations: window.dilations,
            before: [0, 0],
            output: [vertical.count, horizontal.count],
          }),
          before: (first[0] * width + first[1]) * filters,
          packed: context.reserveTemporary(vertical.taps * horizontal.taps * filters * roundedUp(channels)),
        };
      }),
    );
    this.isComplete = [down, across].every(
      (phases, axis) => phases.reduce((sum, { count }) => sum + count, 0) === window.input[1 + axis],
    );
  }

  prepare(runtime: Runtime): void {
    for (const { window } of this.phases) window.write(runtime);
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

  multiply(kernels: Kernels, y: number, pictures: number, count: number, adds: boolean): void {
    const [, height, width, channels] = this.window.input;
    const [rowStep, columnStep] = this.tapSteps;
    const size = height * width * channels;
    if (!adds && !this.isComplete) kernels.clear(pictures, count * size);
    const framed = this.frame.put(kernels, y, count);
    for (const { down, across, window, before, packed } of this.phases)
      kernels.convolve(
        framed + before * 4,
        window.at,
        count,
        packed,
        channels,
        pictures + (down.first * width + across.first) * channels * 4,
        rowStep * width * channels,
        columnStep * channels,
        size,
        adds,
      );
  }
}

/**
 * Whether the window is dilated and moves by more than one place. The transposed map then takes it as one that
 * moves by one, over positions with zeros between them.
 */
function isSpread({ strides, dilations }: SlidingWindow): boolean {
  return [0, 1].some((axis) => strides[axis] > 1 && dilations[axis] > 1);
}

/** The phases of the transposed map along an axis that have places of the window. */
function phasesAlong(
  { input, kernel, before, dilations }: SlidingWindow,
  stride: number,
  axis: number,
): readonly PhaseAlong[] {
  const extent = input[1 + axis];
  const phases: PhaseAlong[] = [];
  for (let tap = 0; tap < Math.min(stride, kernel[axis]); tap++) {
    // The first place p ≥ 0 with (p + before − tap) divisible by the stride.
    const rest = (((tap - before[axis]) % stride) + stride) % stride;
    if (rest >= extent) continue;
    phases.push({
      first: rest,
      count: Math.ceil((extent - rest) / stride),
      tap,
      taps: Math.ceil((kernel[axis] - tap) / stride),
      position: (rest + before[axis] - tap * dilations[axis]) / stride,
    });
  }
  return phases;
}

/** How many columns packed strips have for so many. */
function roundedUp(columns: number): number {
  return packedMatrixSize(1, columns);
}

/** The addresses of the values and of their gradient for a group of pictures. */
export function ofGroup<
  Place extends { readonly at: number; readonly gradient: number; readonly size: number },
>(values: Place, { first }: Group): Place {
  const before = first * values.size * 4;
  return {
    ...values,
    at: values.at + before,
    gradient: values.gradient === 0 ? 0 : values.gradient + before,
  };
}
