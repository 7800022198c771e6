/** Pictures for the exercise of the nearest neighbour, drawn so that each mistaken rule is told from the right one. */
import type { Draw } from "../draw.js";

export type NearestInputs = [picture: number[], collection: number[][]];

const squared = (a: readonly number[], b: readonly number[]) =>
  a.reduce((sum, value, i) => sum + (value - b[i]) ** 2, 0);
export const indexOfLeast = (values: readonly number[]) => values.indexOf(Math.min(...values));
export const distances = (picture: number[], collection: number[][]) =>
  collection.map((other) => squared(picture, other));

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
const powers = (values: readonly number[], power: number) =>
  sum(values.map((value) => Math.abs(value) ** power));

/** The picture at which a rule of the differences is least. */
const atLeast =
  (rule: (apart: number[], other: number[], picture: number[]) => number) =>
  (...[picture, collection]: NearestInputs) =>
    indexOfLeast(
      collection.map((other) =>
        rule(
          other.map((value, i) => value - picture[i]),
          other,
          picture,
        ),
      ),
    );

/** The last picture that is nearer than the one before it. */
const nearerThanTheOneBefore = (...inputs: NearestInputs) =>
  distances(...inputs).reduce((best, value, k, all) => (k > 0 && value < all[k - 1] ? k : best), 0);
/** The search starts from a distance that it takes for large, and finds no picture where none is nearer than that. */
const startingFrom =
  (start: number) =>
  (...inputs: NearestInputs) =>
    distances(...inputs).reduce((best, value, k, all) => (value < (all[best] ?? start) ? k : best), -1);

/** Mistaken rules for the nearest picture; for each, pictures are drawn that tell it from the right one. */
const MISTAKEN: readonly ((...inputs: NearestInputs) => number)[] = [
  atLeast((apart) => powers(apart, 1)),
  atLeast((apart) => powers(apart, 3)),
  atLeast((apart) => powers(apart, 4)),
  atLeast((apart) => Math.max(...apart.map(Math.abs))),
  atLeast((apart) => Math.abs(sum(apart))),
  atLeast((apart) => Math.round(powers(apart, 2))),
  // Pixels that are forgotten.
  atLeast((apart) => powers(apart.slice(0, 1), 2)),
  atLeast((apart) => powers(apart.slice(0, 2), 2)),
  atLeast((apart) => powers(apart.slice(1), 2)),
  atLeast((apart) => powers(apart.slice(0, -1), 2)),
  atLeast((_, other, picture) => -sum(other.map((value, i) => value * picture[i]))),
  // Pictures that are forgotten.
  nearerThanTheOneBefore,
  (picture, collection) => indexOfLeast(distances(picture, collection.slice(0, -1))),
];

/** One picture is clearly the nearest; it is not the first, and none is very near. */
const hasOneNearest = (inputs: NearestInputs): boolean => {
  const all = distances(...inputs);
  const [least, next] = [...all].sort((a, b) => a - b);
  return next - least > 1e-3 * (1 + next) && least > 1.1 && least < all[0];
};

/** Pictures of so many pixels, none of them larger than `largest`, for which a mistaken rule gives another position. */
const drawnAgainst = (
  draw: Draw,
  rule: (...inputs: NearestInputs) => number,
  pixels: number,
  largest: number,
): NearestInputs =>
  draw.suchThat(
    (inputs) => hasOneNearest(inputs) && rule(...inputs) !== indexOfLeast(distances(...inputs)),
    (): NearestInputs => [
      draw.numbers(pixels, 0, largest),
      draw.several(6, () => draw.numbers(pixels, 0, largest)),
    ],
  );

/** Inputs for each mistaken rule. */
export const drawNearest = (draw: Draw): NearestInputs[] => [
  ...MISTAKEN.map((rule, i) => drawnAgainst(draw, rule, 3 + (i % 3), 3)),
  drawnAgainst(draw, startingFrom(100), 4, 30),
];
