/** The formulas that the references of several exercises share. */

/** σ(z) = 1 / (1 + e^(−z)) */
export function logistic(z: number): number {
  return 1 / (1 + Math.exp(-z));
}

/** b + w · x */
export function affine(x: readonly number[], w: readonly number[], b: number): number {
  return w.reduce((sum, weight, i) => sum + weight * x[i], b);
}
