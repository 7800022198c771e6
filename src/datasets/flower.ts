/**
 * The flower of the practical: eight petals around the origin. Each petal has points of both labels, so that
 * no model can classify all points right.
 *
 * The first petal is an ellipse (3.5 cos t, 0.7 sin t) with t evenly spaced from 0 to 2π, shifted left so
 * that it ends at 0, with normal noise on both coordinates. Then, eight times: `sample(50, s)` chooses the
 * points with label 1 (43 of 50 on odd petals, 7 on even ones), the petal is rotated by 45°, and a copy of it
 * with additional noise is added to the set. The next rotation starts from the petal without that additional
 * noise.
 */
import { cosine, sine } from "../arithmetic/sine-cosine.js";
import { checkOptions } from "../errors/check-options.js";
import { ANYTHING } from "../errors/kinds.js";
import { RANDOMNESS, streamOf, type Randomness } from "../random/randomness.js";
import { checkSize, checkSpread, rowsFromColumns, type PlaneSet } from "./generated.js";

/** The options of `flower`. */
export interface FlowerOptions extends Randomness {
  /** Points on each petal; 50 by default. */
  readonly pointsPerPetal?: number;
  /** The standard deviation of the noise; 0.1 by default. */
  readonly noise?: number;
  /** The share of a petal's points that have the label of the neighbouring petals; 7 of 50 by default. */
  readonly mixed?: number;
}

const PETALS = 8;
const LENGTH = 3.5;
const WIDTH = 0.7;

/**
 * Eight petals with the labels 0 and 1; 400 points by default.
 * @throws ArgumentError for an unknown option or a value that is not possible
 * @param options `pointsPerPetal`, `seed`, …
 * @example
 * ```ts
 * const { x, y } = datasets.flower({ seed: 69 });
 * plots.scatter({ x, y });
 * ```
 */
export function flower(options: FlowerOptions = {}): PlaneSet {
  checkOptions(
    options,
    { pointsPerPetal: ANYTHING, noise: ANYTHING, mixed: ANYTHING, ...RANDOMNESS },
    "datasets.flower",
  );
  const { pointsPerPetal: n = 50, noise = 0.1, mixed = 7 / 50 } = options;
  checkSize(n, 1, "datasets.flower", "pointsPerPetal");
  checkSpread(noise, "datasets.flower", "noise");
  checkSpread(mixed, "datasets.flower", "mixed");
  const stream = streamOf(options);
  const few = Math.round(Math.min(mixed, 1) * n);
  let petal = firstPetal(n, stream.rnorm(n, 0, noise), stream.rnorm(n, 0, noise));
  const turn45 = turnBy45();
  const x: number[][] = [];
  const y: number[] = [];
  for (let turn = 1; turn <= PETALS; turn++) {
    const ones = new Set(stream.sample(n, turn % 2 === 1 ? n - few : few));
    petal = petal.map(turn45);
    const moves = rowsFromColumns(stream.rnorm(2 * n, 0, noise), n);
    petal.forEach((point, i) => {
      x.push(point.map((value, j) => value + moves[i][j]));
      y.push(ones.has(i + 1) ? 1 : 0);
    });
  }
  return { x, y };
}

function firstPetal(n: number, across: readonly number[], up: readonly number[]): number[][] {
  const step = n > 1 ? (2 * Math.PI) / (n - 1) : 0;
  const angles = Array.from({ length: n }, (_, i) => (i === n - 1 && n > 1 ? 2 * Math.PI : i * step));
  const ellipse = angles.map((t) => [LENGTH * cosine(t), WIDTH * sine(t)]);
  const end = Math.max(...ellipse.map(([first]) => first));
  return ellipse.map(([first, second], i) => [first - end + across[i], second + up[i]]);
}

/** A function that turns points by the angle between two petals. */
function turnBy45(): (point: readonly number[]) => number[] {
  const [c, s] = [cosine(Math.PI / 4), sine(Math.PI / 4)];
  return ([a, b]) => [a * c - b * s, a * s + b * c];
}
