/**
 * The products of a convolution of stride 2 by Winograd's algorithm (see `assembly/winograd.ts`): Y = Aᵀ [V ⊙ U] A, with
 * V that of the four phases of the pictures.
 *
 * The transposed map is made of the transposed steps: B [(A Y Aᵀ) ⊙ U] Bᵀ. Pictures are read as V, results as A Y Aᵀ.
 */
import type { SlidingWindow } from "../../tensor/operations/window.js";
import { sizeOf } from "../../tensor/shape.js";
import { packedMatrixSize } from "../kernels/matrices.js";
import { applyEnding, type Written } from "./ending.js";
import type { OperationContext, Runtime } from "./operation.js";
import { groupsOf, type FilterProduct, type Group, type NeededMaps } from "./window-product.js";
import { PlacedWindow } from "./window.js";
import { FEWEST_CHANNELS, GROUP_NUMBERS, pointStride, TEMPORARY_NUMBERS } from "./winograd-extents.js";

const PHASES = 4;
/** How many outputs a tile has along an axis. */
const EXTENT = 4;
/** The products must have at most this share of the direct convolution's multiplications: transforms take time too. */
const MOST_WORK = 0.75;

/** Points that lie one after the other, and which phases have a product there. */
interface Run {
  readonly point: number;
  readonly points: number;
  readonly phase: number;
  readonly phases: number;
}

/** How many points there are along an axis. */
function pointsAlong({ kernel }: SlidingWindow): number {
  return kernel[0] <= 4 ? 5 : 6;
}

/**
 * The points, row by row. Where filters have an odd extent, only the phases of the first row have a product at the
 * points whose row is ∞, the last one, and only those of the first column where the column is ∞.
 */
function runsOf(window: SlidingWindow): readonly Run[] {
  const along = pointsAlong(window);
  if (window.kernel[0] % 2 === 0) return [{ point: 0, points: along ** 2, phase: 0, phases: PHASES }];
  return Array.from({ length: along }, (_, row): readonly Run[] => {
    const isFinite = row < along - 1;
    const point = row * along;
    return [
      { point, points: along - 1, phase: 0, phases: isFinite ? PHASES : 2 },
      { point: point + along - 1, points: 1, phase: 1, phases: isFinite ? 2 : 1 },
    ];
  }).flat();
}

function tilesAlong({ output }: SlidingWindow): readonly [down: number, across: number] {
  return [Math.ceil(output[0] / EXTENT), Math.ceil(output[1] / EXTENT)];
}

/** Whether these products compute a convolution, and with fewer multiplications. */
export function isStridedWinograd(window: SlidingWindow, filters: number): boolean {
  const { kernel, strides, dilations, input, output } = window;
  const suits =
    strides.every((step) => step === 2) &&
    dilations.every((step) => step === 1) &&
    kernel[0] === kernel[1] &&
    kernel[0] >= 3 &&
    kernel[0] <= 6 &&
    [input[3], filters].every((width) => width % 4 === 0 && width >= FEWEST_CHANNELS);
  if (!suits) return false;
  const [down, across] = tilesAlong(window);
  const products = runsOf(window).reduce((sum, { points, phases }) => sum + points * phases, 0);
  return down * across * products <= MOST_WORK * output[0] * output[1] * kernel[0] ** 2;
}

export class StridedWinograd implements FilterProduct {
  private readonly placed: PlacedWindow;
  /** How many numbers a picture has. */
  private readonly pictureSize: number;
  private readonly down: number;
  private readonly across: number;
  private readonly runs: readonly Run[];
  private readonly channels: number;
  private readonly filters: number;
  /** How many pictures are processed at a time. */
  private readonly group: number;
  /** The addresses of U, packed; transposed and packed; and of U itself while it is packed, or of its gradient. */
  private readonly packed: number;
  private readonly packedBack: number;
  private readonly u: number;
  /** Addresses for a group: V, and M, the products; or the gradient of either. */
  private readonly v: number;
  private readonly m: number;
  private readonly temporary: number;

  constructor(context: OperationContext, window: SlidingWindow, filters: number, hasTransposed: boolean) {
    this.placed = new PlacedWindow(context, window);
    [this.down, this.across] = tilesAlong(window);
    this.runs = runsOf(window);
    const points = pointsAlong(window) ** 2;
    const channels = window.input[3];
    this.pictureSize = sizeOf(window.input);
    this.channels = channels;
    this.filters = filters;
    const { tiles, depth } = this;
    this.group = Math.max(
      1,
      Math.min(context.rows, Math.floor(GROUP_NUMBERS / (points * tiles * (depth + filters)))),
    );
    this.packed = context.reserveShared(points * packedMatrixSize(depth, filters));
    this.packedBack = hasTransposed ? context.reserveShared(points * packedMatrixSize(filters, depth)) : 0;
    this.u = context.reserveTemporary(points * this.ofFilters);
    this.v = context.reserveTemporary(points * pointStride(this.group * tiles * depth));
    this.m = context.reserveTemporary(points * pointStride(this.group * tiles * filters));
    this.temporary = context.reserveTemporary(TEMPORARY_NUMBERS);
  }

  /** How many tiles a picture has. */
  private get tiles(): number {
    return this.down * this.across;
  }

  /** How many numbers a tile has at a point of V. */
  private get depth(): number {
    return PHASES * this.channels;
  }

  /** How many numbers lie between the beginnings of two points in U, or in its gradient. */
  private get ofFilters(): number {
    return pointStride(this.depth * this.filters);
  }

  /** Where U has a point of a phase. */
  private filtersAt(point: number, phase: number): number {
    return this.u + (point * this.ofFilters + phase * this.channels * this.filters) * 4;
  }

  prepare(runtime: Runtime): void {
    this.placed.write(runtime);
  }

  groups(pictures: number): Generator<Group> {
    return groupsOf(pictures, this.group);
  }

  packFilters({ kernels }: Runtime, weights: number, { product, transposed }: NeededMaps): void {
    const { u, filters, channels } = this;
    kernels.winogradFilters(weights, this.placed.at, u, filters, this.ofFilters, this.temporary);
    for (const { point, points, phase, phases } of this.runs) {
      const [from, depth] = [this.filtersAt(point, phase), phases * channels];
      const pack = (inner: number, columns: number, isTransposed: boolean, to: number) =>
        kernels.packPoints(from, this.ofFilters, points, inner, columns, isTransposed, to);
      if (product) pack(depth, filters, false, this.packedOf(point));
      if (transposed) pack(filters, depth, true, this.packedBackOf(point));
    }
  }

  private packedOf(point: number): number {
    return this.packed + point * packedMatrixSize(this.depth, this.filters) * 4;
  }

  private packedBackOf(point: number): number {
    return this.packedBack + point * packedMatrixSize(this.filters, this.depth) * 4;
  }

  /** How many rows the matrices of a point have, and the distances of two points in V and in M. */
  private extents(count: number): { readonly rows: number; readonly ofV: number; readonly ofM: number } {
    const rows = count * this.tiles;
    return { rows, ofV: pointStride(rows * this.depth), ofM: pointStride(rows * this.filters) };
  }

  readPictures({ kernels }: Runtime, pictures: number, count: number): number {
    const { v, down, across, temporary } = this;
    kernels.winogradInput(
      pictures,
      this.placed.at,
      count,
      down,
      across,
      v,
      this.extents(count).ofV,
      temporary,
    );
    return v;
  }

  readResults({ kernels }: Runtime, results: number, count: number): number {
    const { m, down, across, filters, temporary } = this;
    const { ofM } = this.extents(count);
    kernels.winogradOutputBack(
      results,
      0,
      0,
      this.placed.at,
      count,
      down,
      across,
      filters,
      m,
      ofM,
      temporary,
    );
    return m;
  }

  multiply(
    { kernels }: Runtime,
    v: number,
    y: number,
    count: number,
    { adds, bias, rectifies }: Written,
  ): void {
    const { m, down, across, filters, channels, depth } = this;
    const { rows, ofV, ofM } = this.extents(count);
    for (const { point, points, phase, phases } of this.runs)
      kernels.multiplyPoints(
        v + (point * ofV + phase * channels) * 4,
        ofV,
        depth,
        this.packedOf(point),
        m + point * ofM * 4,
        ofM,
        filters,
        points,
        rows,
        filters,
        phases * channels,
      );
    kernels.winogradOutput(
      m,
      bias,
      rectifies,
      adds,
      this.placed.at,
      count,
      down,
      across,
      filters,
      y,
      ofM,
      this.temporary,
    );
  }

  addFilterGradient(
    { kernels }: Runtime,
    v: number,
    m: number,
    gradient: number,
    { first, count, isLast }: Group,
  ): void {
    const { u, filters, channels, depth } = this;
    const { rows, ofV, ofM } = this.extents(count);
    for (const { point, points, phase, phases } of this.runs)
      kernels.addPointGradients(
        v + (point * ofV + phase * channels) * 4,
        ofV,
        depth,
        m + point * ofM * 4,
        ofM,
        filters,
        this.filtersAt(point, phase),
        this.ofFilters,
        points,
        rows,
        filters,
        phases * channels,
        first > 0,
      );
    if (isLast)
      kernels.winogradFiltersBack(u, this.placed.at, gradient, filters, this.ofFilters, this.temporary);
  }

  multiplyTransposed(
    { kernels }: Runtime,
    m: number,
    pictures: number,
    count: number,
    { adds, ...ending }: Written,
  ): void {
    const { v, down, across, filters, channels, depth } = this;
    const { rows, ofV, ofM } = this.extents(count);
    for (const { point, points, phase, phases } of this.runs)
      kernels.multiplyPoints(
        m + point * ofM * 4,
        ofM,
        filters,
        this.packedBackOf(point),
        v + (point * ofV + phase * channels) * 4,
        ofV,
        depth,
        points,
        rows,
        phases * channels,
        filters,
      );
    kernels.winogradInputBack(v, this.placed.at, count, down, across, pictures, adds, ofV, this.temporary);
    applyEnding(kernels, pictures, ending, (count * this.pictureSize) / channels, channels);
  }
}
