/** The types of the kernels for normalisation. */

/** Kernels for normalisation. */
export interface NormalizationKernels {
  featureMeans(x: number, rows: number, features: number, means: number): void;
  featureVariances(x: number, means: number, rows: number, features: number, variances: number): void;
  featureProducts(
    x: number,
    dy: number,
    means: number,
    factors: number,
    shifts: number,
    rows: number,
    features: number,
    sums: number,
    products: number,
  ): void;
  normalize(
    x: number,
    means: number,
    factors: number,
    shifts: number,
    rectify: boolean,
    rows: number,
    features: number,
    y: number,
  ): void;
  normalizeBack(
    x: number,
    dy: number,
    means: number,
    shifts: number,
    coefficients: number,
    rows: number,
    features: number,
    dx: number,
  ): void;
  normalizeRows(
    x: number,
    gamma: number,
    beta: number,
    rows: number,
    features: number,
    epsilon: number,
    statistics: number,
    y: number,
  ): void;
  normalizeRowsBack(
    x: number,
    dy: number,
    gamma: number,
    statistics: number,
    rows: number,
    features: number,
    dx: number,
    dgamma: number,
    dbeta: number,
    adds: boolean,
  ): void;
}
