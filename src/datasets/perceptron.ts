/**
 * The perceptron set of the practical: two normal distributions of points, which a straight line separates.
 *
 * In R: `matrix(rnorm(400), 200, 2)`, filled column by column; the first half has label −1; the second half
 * has label +1 and is shifted by 5 along both coordinates.
 */
import { checkOptions } from "../errors/check-options.js";
import { ANYTHING, FINITE_NUMBER } from "../errors/kinds.js";
import { RANDOMNESS, streamOf, type Randomness } from "../random/randomness.js";
import { checkSize, checkSpread, rowsFromColumns, type PlaneSet } from "./generated.js";

/** The options of `perceptron`. */
export interface PerceptronOptions extends Randomness {
  /** How many points, half of each class; 200 by default. */
  readonly n?: number;
  /** The shift of the second class along both coordinates; 5 by default. */
  readonly shift?: number;
  /** The standard deviation of each class; 1 by default. */
  readonly sd?: number;
}

/**
 * Two normal distributions of points with the labels −1 and 1.
 * @throws ArgumentError for an unknown option or a value that is not possible
 * @param options `n`, `seed`, …
 * @example
 * ```ts
 * const { x, y } = datasets.perceptron({ seed: 69 });
 * plots.scatter({ x, y });
 * ```
 */
export function perceptron(options: PerceptronOptions = {}): PlaneSet {
  checkOptions(
    options,
    { n: ANYTHING, shift: FINITE_NUMBER, sd: ANYTHING, ...RANDOMNESS },
    "datasets.perceptron",
  );
  const { n = 200, shift = 5, sd = 1 } = options;
  checkSize(n, 2, "datasets.perceptron", "n");
  checkSpread(sd, "datasets.perceptron", "sd");
  const points = rowsFromColumns(streamOf(options).rnorm(2 * n, 0, sd), n);
  const isSecond = (i: number) => i >= n / 2;
  return {
    x: points.map((row, i) => (isSecond(i) ? row.map((value) => value + shift) : row)),
    y: points.map((_, i) => (isSecond(i) ? 1 : -1)),
  };
}
