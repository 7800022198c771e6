/**
 * The practical's perceptron set: two clouds of normal points, which a straight line separates.
 *
 * In R: `matrix(rnorm(400), 200, 2)`, filled column by column; the first half is class −1, the second class +1 and moved by
 * 5 along both coordinates.
 */
import { checkOptions } from "../errors/check-options.js";
import { ANYTHING, FINITE_NUMBER } from "../errors/kinds.js";
import { RANDOMNESS, streamOf, type Randomness } from "../random/randomness.js";
import { checkSize, checkSpread, rowsFromColumns, type PlaneSet } from "./generated.js";

export interface PerceptronOptions extends Randomness {
  /** How many points, half of each class; 200 by default. */
  readonly n?: number;
  /** How far the second cloud is moved, along both coordinates; 5 by default. */
  readonly shift?: number;
  /** The standard deviation of each cloud; 1 by default. */
  readonly sd?: number;
}

/** Two clouds with the labels −1 and 1. */
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
