/**
 * Symmetric matrices: whether one is singular, and its pseudo-inverse, as R's `det` and MASS's `ginv` compute
 * them.
 */

/** Rows of numbers. */
export type Matrix = readonly (readonly number[])[];

/**
 * A singular value below this share of the largest counts as 0, as in MASS: the square root of a double's
 * precision.
 */
const TOLERANCE = 2 ** -26;
/** The most rounds of rotations; a matrix of some hundred rows needs fewer than a dozen. */
const ROUNDS = 60;

/** Whether the determinant is 0, or too small for a double: by Gaussian elimination with partial pivoting. */
export function isSingular(matrix: Matrix): boolean {
  const rows = matrix.map((row) => [...row]);
  let logarithm = 0;
  for (let k = 0; k < rows.length; k++) {
    const pivot = rows
      .slice(k)
      .reduce((best, row, i) => (Math.abs(row[k]) > Math.abs(rows[best][k]) ? i + k : best), k);
    [rows[k], rows[pivot]] = [rows[pivot], rows[k]];
    if (rows[k][k] === 0) return true;
    logarithm += Math.log(Math.abs(rows[k][k]));
    for (let i = k + 1; i < rows.length; i++) {
      const factor = rows[i][k] / rows[k][k];
      for (let j = k; j < rows.length; j++) rows[i][j] -= factor * rows[k][j];
    }
  }
  return Math.exp(logarithm) === 0;
}

/** The Moore-Penrose inverse: V diag(1/λ) Vᵀ over the eigenvalues λ that are not too small. */
export function pseudoInverse(matrix: Matrix): number[][] {
  const { values, vectors } = eigen(matrix);
  const least = TOLERANCE * Math.max(...values.map(Math.abs));
  return matrix.map((_, i) =>
    matrix.map((__, j) =>
      values.reduce(
        (sum, value, k) => (Math.abs(value) > least ? sum + (vectors[i][k] * vectors[j][k]) / value : sum),
        0,
      ),
    ),
  );
}

export function multiply(a: Matrix, b: Matrix): number[][] {
  return a.map((row) => b[0].map((_, j) => row.reduce((sum, value, k) => sum + value * b[k][j], 0)));
}

/**
 * Eigenvalues, and eigenvectors as columns, by Jacobi's method (1846): rotations of all pairs of axes, row by
 * row, until the entries beside the diagonal vanish.
 */
function eigen(matrix: Matrix): { values: number[]; vectors: number[][] } {
  const a = matrix.map((row) => [...row]);
  const vectors = a.map((_, i) => a.map((__, j) => (i === j ? 1 : 0)));
  for (let round = 0; round < ROUNDS; round++) {
    let beside = 0;
    let total = 0;
    a.forEach((row, i) =>
      row.forEach((value, j) => ((total += value * value), (beside += i === j ? 0 : value * value))),
    );
    if (!(beside > total * 1e-34)) break;
    for (let p = 0; p < a.length; p++) for (let q = p + 1; q < a.length; q++) rotate(a, vectors, p, q);
  }
  return { values: a.map((row, i) => row[i]), vectors };
}

/** Rotates the axes p and q so that a[p][q] becomes 0. */
function rotate(a: number[][], vectors: number[][], p: number, q: number): void {
  if (a[p][q] === 0) return;
  const ratio = (a[q][q] - a[p][p]) / (2 * a[p][q]);
  const tangent = (ratio < 0 ? -1 : 1) / (Math.abs(ratio) + Math.hypot(ratio, 1));
  const cosine = 1 / Math.hypot(tangent, 1);
  const sine = tangent * cosine;
  const turn = (x: number, y: number): [number, number] => [cosine * x - sine * y, sine * x + cosine * y];
  for (const row of a) [row[p], row[q]] = turn(row[p], row[q]);
  for (let j = 0; j < a.length; j++) [a[p][j], a[q][j]] = turn(a[p][j], a[q][j]);
  for (const row of vectors) [row[p], row[q]] = turn(row[p], row[q]);
}
