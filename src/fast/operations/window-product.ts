/**
 * The products of a convolution: the patches of the pictures are the rows of a matrix P, [positions, depth],
 * and the filters are a matrix F, [depth, filters].
 *
 * Y = P F is a convolution. Its transpose adds the rows of Y Fᵀ at the places of the patches, and the gradient
 * of F is Pᵀ dY. P is many times larger than the pictures, so it is computed for a group of a few pictures at
 * a time.
 */
import type { SlidingWindow } from "../../tensor/operations/window.js";
import { packedSize } from "../kernels.js";
import { multiplyMatrices } from "../product.js";
import type { OperationContext, Runtime } from "./operation.js";
import { PlacedWindow } from "./window.js";

/** About how many numbers the patches of a group have: as many as fit into the second-level cache. */
const PATCH_NUMBERS = 1 << 17;

/** Some pictures of a batch. */
export interface Group {
  readonly first: number;
  readonly count: number;
}

export class WindowProduct {
  private readonly window: PlacedWindow;
  private readonly filters: number;
  /** How many positions a picture has, and how many numbers a patch. */
  private readonly positions: number;
  private readonly depth: number;
  /** How many pictures are processed at a time. */
  private readonly group: number;
  private readonly patches: number;
  private readonly pack: number;

  /** @param window the window over one picture */
  constructor(context: OperationContext, window: SlidingWindow, filters: number) {
    const { input, kernel, output } = window;
    this.window = new PlacedWindow(context, window);
    this.filters = filters;
    this.positions = output[0] * output[1];
    this.depth = kernel[0] * kernel[1] * input[3];
    const fitting = Math.floor(PATCH_NUMBERS / (this.positions * this.depth));
    this.group = Math.max(1, Math.min(context.rows, fitting));
    this.patches = context.reserveTemporary(this.group * this.positions * this.depth);
    this.pack = context.reserveTemporary(packedSize(Math.max(filters, this.depth)));
  }

  prepare(runtime: Runtime): void {
    this.window.write(runtime);
  }

  *groups(pictures: number): Generator<Group> {
    for (let first = 0; first < pictures; first += this.group)
      yield { first, count: Math.min(this.group, pictures - first) };
  }

  /** Computes P from so many pictures at an address, at most a group. */
  readPatches({ kernels }: Runtime, pictures: number, count: number): void {
    kernels.patches(pictures, this.window.at, count, this.patches);
  }

  /** Y = P F, or Y += P F, for the P of so many pictures. */
  multiply({ kernels }: Runtime, filters: number, y: number, count: number, accumulate = false): void {
    multiplyMatrices(kernels, {
      a: this.patches,
      b: filters,
      c: y,
      rows: count * this.positions,
      columns: this.filters,
      inner: this.depth,
      accumulate,
      pack: this.pack,
    });
  }

  /** Adds Pᵀ Y to the gradient of F. */
  addFilterGradient({ kernels }: Runtime, y: number, gradient: number, count: number): void {
    multiplyMatrices(kernels, {
      a: this.patches,
      transposeA: true,
      b: y,
      c: gradient,
      rows: this.depth,
      columns: this.filters,
      inner: count * this.positions,
      accumulate: true,
      pack: this.pack,
    });
  }

  /** Adds the rows of Y Fᵀ to the pictures; P is lost. */
  addTransposed({ kernels }: Runtime, y: number, filters: number, pictures: number, count: number): void {
    multiplyMatrices(kernels, {
      a: y,
      b: filters,
      transposeB: true,
      c: this.patches,
      rows: count * this.positions,
      columns: this.depth,
      inner: this.filters,
      pack: this.pack,
    });
    kernels.addPatches(this.patches, this.window.at, count, pictures);
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
