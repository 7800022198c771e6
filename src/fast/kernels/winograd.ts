/** The types of the kernels for Winograd's convolution. */

/** Kernels for Winograd's convolution: the transforms, and the products of all points. */
export interface WinogradKernels {
  winogradFilters(
    filters: number,
    window: number,
    u: number,
    columns: number,
    stride: number,
    temporary: number,
  ): void;
  winogradFiltersBack(
    du: number,
    window: number,
    dfilters: number,
    columns: number,
    stride: number,
    temporary: number,
  ): void;
  winogradInput(
    x: number,
    window: number,
    images: number,
    down: number,
    across: number,
    v: number,
    stride: number,
    temporary: number,
  ): void;
  winogradInputBack(
    dv: number,
    window: number,
    images: number,
    down: number,
    across: number,
    dx: number,
    adds: boolean,
    stride: number,
    temporary: number,
  ): void;
  winogradOutput(
    m: number,
    bias: number,
    rectify: boolean,
    adds: boolean,
    window: number,
    images: number,
    down: number,
    across: number,
    filters: number,
    y: number,
    stride: number,
    temporary: number,
  ): void;
  winogradOutputBack(
    dy: number,
    y: number,
    dbias: number,
    window: number,
    images: number,
    down: number,
    across: number,
    filters: number,
    dm: number,
    stride: number,
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
    stride: number,
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
    stride: number,
    temporary: number,
  ): void;
  packPoints(
    b: number,
    bPoint: number,
    points: number,
    inner: number,
    columns: number,
    transposed: boolean,
    pack: number,
  ): void;
  multiplyPoints(
    a: number,
    aPoint: number,
    aRow: number,
    pack: number,
    c: number,
    cPoint: number,
    cRow: number,
    points: number,
    rows: number,
    columns: number,
    inner: number,
  ): void;
  addPointGradients(
    a: number,
    aPoint: number,
    aLine: number,
    dc: number,
    cPoint: number,
    cLine: number,
    db: number,
    dbPoint: number,
    points: number,
    rows: number,
    columns: number,
    inner: number,
    add: boolean,
  ): void;
}
