/** The types of the kernels for optimizers. */

/** Kernels for optimizers. */
export interface OptimizerKernels {
  gatherParts(gradients: number, distance: number, parts: number, count: number): void;
  sgd(w: number, g: number, count: number, rate: number): void;
  momentum(
    w: number,
    g: number,
    velocity: number,
    count: number,
    rate: number,
    momentum: number,
    nesterov: boolean,
  ): void;
  adam(
    w: number,
    g: number,
    means: number,
    squares: number,
    count: number,
    rate: number,
    beta1: number,
    beta2: number,
    epsilon: number,
    squareScale: number,
    shrink: number,
  ): void;
  rmsProp(
    w: number,
    g: number,
    squares: number,
    velocity: number,
    means: number,
    count: number,
    rate: number,
    decay: number,
    momentum: number,
    epsilon: number,
    centered: boolean,
  ): void;
  adagrad(w: number, g: number, squares: number, count: number, rate: number, epsilon: number): void;
  adadelta(
    w: number,
    g: number,
    squares: number,
    changes: number,
    count: number,
    rate: number,
    rho: number,
    epsilon: number,
  ): void;
  adamax(
    w: number,
    g: number,
    means: number,
    largest: number,
    count: number,
    rate: number,
    beta1: number,
    beta2: number,
    epsilon: number,
  ): void;
  clipNumbers(g: number, count: number, most: number): void;
  sumOfSquares(g: number, count: number): number;
}
