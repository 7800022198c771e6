/** The types of the kernels for losses and penalties. */

/** The losses that compare numbers one by one, as in `assembly/point-losses.ts`. */
export const POINT_LOSSES = {
  huber: 0,
  hinge: 1,
  squaredHinge: 2,
  logcosh: 3,
  meanAbsolutePercentageError: 4,
  meanSquaredLogarithmicError: 5,
  poisson: 6,
  kullbackLeiblerDivergence: 7,
} as const;

/** A cross-entropy of the sums z before the last activation. It writes p and dz, and returns the loss. */
type CrossEntropyKernel = (
  z: number,
  targets: number,
  weights: number,
  p: number,
  dz: number,
  rows: number,
  columns: number,
) => number;

/** Kernels for losses and penalties. */
export interface LossKernels {
  readonly softmaxCrossEntropy: CrossEntropyKernel;
  readonly sparseSoftmaxCrossEntropy: CrossEntropyKernel;
  readonly sigmoidCrossEntropy: CrossEntropyKernel;
  errorLoss(
    p: number,
    targets: number,
    weights: number,
    dp: number,
    rows: number,
    columns: number,
    absolute: boolean,
  ): number;
  pointLoss(
    kind: (typeof POINT_LOSSES)[keyof typeof POINT_LOSSES],
    p: number,
    targets: number,
    weights: number,
    dp: number,
    rows: number,
    columns: number,
    delta: number,
  ): number;
  cosineLoss(p: number, targets: number, weights: number, dp: number, rows: number, columns: number): number;
  regularize(w: number, g: number, count: number, l1: number, l2: number): number;
}
