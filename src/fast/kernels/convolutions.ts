/** The types of the kernels for convolutions. */

/** Kernels for convolutions. */
export interface ConvolutionKernels {
  patches(x: number, window: number, images: number, rows: number): void;
  addPatches(rows: number, window: number, images: number, x: number): void;
  writeOffsets(window: number, offsets: number): void;
  framePictures(
    x: number,
    images: number,
    height: number,
    line: number,
    y: number,
    above: number,
    before: number,
    yHeight: number,
    yLine: number,
  ): void;
  convolve(
    x: number,
    window: number,
    offsets: number,
    images: number,
    packed: number,
    columns: number,
    bias: number,
    rectify: boolean,
    y: number,
    yLine: number,
    yPlace: number,
    ySize: number,
    adds: boolean,
  ): void;
  convolveByFilters(
    x: number,
    window: number,
    images: number,
    dy: number,
    columns: number,
    dfilters: number,
    pack: number,
    gathered: number,
  ): void;
  packReversed(
    filters: number,
    channels: number,
    count: number,
    kernelWidth: number,
    row: number,
    rowStep: number,
    down: number,
    column: number,
    columnStep: number,
    across: number,
    pack: number,
  ): void;
  depthwise(x: number, window: number, images: number, filters: number, multiplier: number, y: number): void;
  depthwiseByInput(
    dy: number,
    window: number,
    images: number,
    filters: number,
    multiplier: number,
    dx: number,
  ): void;
  depthwiseByFilters(
    x: number,
    dy: number,
    window: number,
    images: number,
    multiplier: number,
    dfilters: number,
  ): void;
  directPooled(
    x: number,
    window: number,
    packed: number,
    bias: number,
    rectify: boolean,
    images: number,
    filters: number,
    rows: number,
    columns: number,
    y: number,
    places: number,
  ): void;
  directPooledBack(
    x: number,
    window: number,
    dy: number,
    places: number,
    images: number,
    filters: number,
    rows: number,
    columns: number,
    dfilters: number,
    dbias: number,
    scratch: number,
  ): void;
}
