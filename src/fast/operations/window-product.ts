/**
 * The products of a convolution (see `assembly/convolve.ts`). The patches of the pictures are the rows of a
 * matrix P, [positions, depth], which is never written down; the filters are a matrix F, [depth, filters].
 *
 * Y = P F is a convolution, and the gradient of F is Pᵀ dY. `transposed-product.ts` has the transposed map.
 */
import type { SlidingWindow } from "../../tensor/operations/window.js";
import { packedMatrixSize } from "../kernels/matrices.js";
import type { Written } from "./ending.js";
import { Frame } from "./frame.js";
import type { OperationContext, Runtime } from "./operation.js";
import { PatchOffsets } from "./patch-offsets.js";
import { TransposedProduct } from "./transposed-product.js";
import { PlacedWindow } from "./window.js";

/** About how many numbers of pictures and results are processed at a time: so many stay in the second-level cache. */
export const GROUP_NUMBERS = 1 << 16;

/** Some pictures, or rows, of a batch. */
export interface Group {
  readonly first: number;
  readonly count: number;
  readonly isLast: boolean;
}

/** So many at a time, until all are taken. */
export function* groupsOf(pictures: number, size: number): Generator<Group> {
  for (let first = 0; first < pictures; first += size)
    yield { first, count: Math.min(size, pictures - first), isLast: first + size >= pictures };
}

/** Which maps are computed with filters: their product with pictures, and the transposed one with results. */
export interface NeededMaps {
  readonly product: boolean;
  readonly transposed: boolean;
}

/** The products of a window with filters. Pictures and results are read in a form of their own. */
export interface FilterProduct {
  prepare(runtime: Runtime): void;
  groups(pictures: number): Generator<Group>;
  /** Packs F for the maps that are needed. */
  packFilters(runtime: Runtime, filters: number, needed: NeededMaps): void;
  /** Brings a group of pictures into the form that is read; returns the address. */
  readPictures(runtime: Runtime, pictures: number, count: number): number;
  /** The same for results, or their gradient. */
  readResults(runtime: Runtime, results: number, count: number): number;
  /** Writes Y = P F, with pictures in their form. */
  multiply(runtime: Runtime, pictures: number, y: number, count: number, written: Written): void;
  /** Adds Pᵀ Y to the gradient of F, once the last group is known; both in their form. */
  addFilterGradient(
    runtime: Runtime,
    pictures: number,
    results: number,
    gradient: number,
    group: Group,
  ): void;
  /** Writes the transposed map of results in their form to the pictures. */
  multiplyTransposed(
    runtime: Runtime,
    results: number,
    pictures: number,
    count: number,
    written: Written,
  ): void;
}

export class WindowProduct implements FilterProduct {
  private readonly spec: SlidingWindow;
  private readonly filters: number;
  /** How many pictures are processed at a time. */
  private readonly group: number;
  /** The framed pictures, the window over them, and the packed filters. */
  private readonly frame: Frame;
  private readonly window: PlacedWindow;
  private readonly offsets: PatchOffsets;
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
    this.offsets = new PatchOffsets(context, this.window, window, filters);
    this.packed = context.reserveShared(packedMatrixSize(kernel[0] * kernel[1] * channels, filters));
    this.pack = context.reserveTemporary(packedMatrixSize(positions, filters));
    this.gathered = context.reserveTemporary(4 * positions);
    this.transposed = hasTransposed ? new TransposedProduct(context, window, filters, this.group) : undefined;
  }

  prepare(runtime: Runtime): void {
    this.window.write(runtime);
    this.offsets.write(runtime);
    this.transposed?.prepare(runtime);
  }

  groups(pictures: number): Generator<Group> {
    return groupsOf(pictures, this.group);
  }

  packFilters({ kernels }: Runtime, filters: number, { product, transposed }: NeededMaps): void {
    const { kernel, input } = this.spec;
    if (product)
      kernels.packStrips(filters, this.filters, kernel[0] * kernel[1] * input[3], this.filters, this.packed);
    if (transposed) this.transposed!.packFilters(kernels, filters);
  }

  /** Pictures are framed. */
  readPictures({ kernels }: Runtime, pictures: number, count: number): number {
    return this.frame.put(kernels, pictures, count);
  }

  /** Results are read as they are. */
  readResults(_: Runtime, results: number): number {
    return results;
  }

  multiply(
    { kernels }: Runtime,
    framed: number,
    y: number,
    count: number,
    { adds, bias, rectifies }: Written,
  ): void {
    const { output } = this.spec;
    const { filters } = this;
    const line = output[1] * filters;
    kernels.convolve(
      framed,
      this.window.at,
      this.offsets.at,
      count,
      this.packed,
      filters,
      bias,
      rectifies,
      y,
      line,
      filters,
      output[0] * line,
      adds,
    );
  }

  addFilterGradient(
    { kernels }: Runtime,
    framed: number,
    y: number,
    gradient: number,
    { count }: Group,
  ): void {
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

  multiplyTransposed(
    { kernels }: Runtime,
    y: number,
    pictures: number,
    count: number,
    written: Written,
  ): void {
    this.transposed!.multiply(kernels, y, pictures, count, written);
  }
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
