/** The types of the kernels for Winograd's convolution. */

/** Kernels for Winograd's convolution. */
export interface WinogradKernels {
  winogradFilters(filters: number, u: number, count: number, temporary: number): void;
  winogradFiltersBack(du: number, dfilters: number, count: number, temporary: number): void;
  winogradInput(
    x: number,
    window: number,
    images: number,
    down: number,
    across: number,
    v: number,
    temporary: number,
  ): void;
  winogradInputBack(
    dv: number,
    window: number,
    images: number,
    down: number,
    across: number,
    dx: number,
    temporary: number,
  ): void;
  winogradOutput(
    m: number,
    window: number,
    images: number,
    down: number,
    across: number,
    filters: number,
    y: number,
    temporary: number,
  ): void;
  winogradOutputBack(
    dy: number,
    window: number,
    images: number,
    down: number,
    across: number,
    filters: number,
    dm: number,
    temporary: number,
  ): void;
  winogradPooled(
    m: number,
    bias: number,
    rectify: boolean,
    images: number,
    down: number,
    across: number,
    filters: number,
    rows: number,
    columns: number,
    y: number,
    places: number,
    temporary: number,
  ): void;
  winogradPooledBack(
    dy: number,
    places: number,
    dbias: number,
    images: number,
    down: number,
    across: number,
    filters: number,
    rows: number,
    columns: number,
    dm: number,
    temporary: number,
  ): void;
}
