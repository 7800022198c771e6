/** The types of the kernels for pooling, means over steps, and changes of size. */

/** Maps pictures, or gradients, from one size to another (see `assembly/resample.ts`). */
type ResampleKernel = (
  from: number,
  images: number,
  height: number,
  width: number,
  channels: number,
  rows: number,
  rowCount: number,
  columns: number,
  columnCount: number,
  to: number,
) => void;

/** Kernels for pooling, means over steps, and changes of size. */
export interface PoolingKernels {
  readonly resample: ResampleKernel;
  readonly resampleBack: ResampleKernel;
  maxPool(x: number, window: number, images: number, y: number, places: number): void;
  maxPoolBackward(dy: number, places: number, window: number, images: number, dx: number): void;
  averagePool(x: number, window: number, images: number, y: number): void;
  averagePoolBackward(dy: number, window: number, images: number, dx: number): void;
  averageSteps(x: number, rows: number, steps: number, features: number, y: number): void;
  averageStepsBackward(dy: number, rows: number, steps: number, features: number, dx: number): void;
}
