/** The types of the kernels for arithmetic on arrays, and copies of them. */

/** Kernels for arithmetic on arrays, and copies of them. */
export interface NumberKernels {
  /** 1 where the processor multiplies and adds with one rounding, else 0. */
  roundsOnce(): number;
  addRows(x: number, sums: number, rows: number, columns: number): void;
  addTo(y: number, x: number, count: number): void;
  copy(x: number, y: number, count: number): void;
  clear(y: number, count: number): void;
  multiply(x: number, factors: number, y: number, count: number): void;
  takeExtreme(x: number, y: number, count: number, least: boolean): void;
  extremeBackward(x: number, y: number, rest: number, dx: number, count: number, adds: boolean): void;
  addScaled(x: number, factor: number, y: number, count: number, adds: boolean): void;
  addTwoScaled(x: number, a: number, z: number, b: number, y: number, count: number, rectify: boolean): void;
  addScaledRectified(y: number, dy: number, factor: number, dx: number, count: number, adds: boolean): void;
  rescale(x: number, scale: number, offset: number, y: number, count: number): void;
  addProduct(a: number, b: number, y: number, count: number, adds: boolean): void;
  repeat(x: number, outer: number, repeats: number, inner: number, y: number): void;
  sumRepeated(dy: number, outer: number, repeats: number, inner: number, dx: number, adds: boolean): void;
  copyBlocks(
    x: number,
    strideX: number,
    y: number,
    strideY: number,
    size: number,
    blocks: number,
    adds: boolean,
  ): void;
  rearrange(x: number, places: number, rows: number, size: number, y: number, adds: boolean): void;
  dropoutFactors(state: number, factors: number, count: number, rate: number): void;
}
