/**
 * The common parts of the generated sets: labelled points of the plane, drawn from a stream of R's random
 * numbers.
 */
import { ArgumentError } from "../errors/errors.js";
import { written } from "../errors/written.js";
import type { RandomR } from "../random/r-random.js";

/** Labelled points of the plane. */
export interface PlaneSet {
  /** One row per point, with two coordinates: [n, 2]. */
  readonly x: number[][];
  /** The label of each point: [n]. */
  readonly y: number[];
}

/** The rows of the matrix that R would fill column by column from a vector. */
export function rowsFromColumns(values: readonly number[], rows: number): number[][] {
  const columns = values.length / rows;
  return Array.from({ length: rows }, (_, i) =>
    Array.from({ length: columns }, (_, j) => values[j * rows + i]),
  );
}

/** The points with normal noise on both coordinates, drawn column by column. */
export function withNoise(points: readonly number[][], noise: number, random: RandomR): number[][] {
  const moves = rowsFromColumns(random.rnorm(2 * points.length, 0, noise), points.length);
  return points.map((point, i) => point.map((value, j) => value + moves[i][j]));
}

/** The maximal number of points; more would fill the memory of a small machine. */
const MOST = 1_000_000;

/** Checks a number of points that must be a multiple of `unit`. */
export function checkSize(value: number, unit: number, where: string, argument: string): void {
  if (Number.isInteger(value) && value > 0 && value % unit === 0 && value <= MOST) return;
  throw new ArgumentError({
    where,
    argument,
    received: written(value),
    expected:
      typeof value === "number" && value > MOST
        ? { fr: `au plus ${MOST} points`, en: `at most ${MOST} points` }
        : unit === 1
          ? { fr: "un entier positif", en: "a positive integer" }
          : { fr: `un multiple positif de ${unit}`, en: `a positive multiple of ${unit}` },
    mend: { fr: "Par exemple 200.", en: "For example 200." },
  });
}

/** Checks a number that cannot be negative, such as a standard deviation. */
export function checkSpread(value: number, where: string, argument: string): void {
  if (Number.isFinite(value) && value >= 0) return;
  throw new ArgumentError({
    where,
    argument,
    received: written(value),
    expected: { fr: "un nombre ≥ 0", en: "a number ≥ 0" },
    mend: { fr: "0 veut dire : sans bruit.", en: "0 means: without noise." },
  });
}
