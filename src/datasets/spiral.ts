/**
 * Two spirals that wind around each other, with normal noise.
 *
 * The arm of class 0 is r (cos t, sin t), where r goes evenly from 0 to 3 and t = 2π · turns · r / 3; that of class
 * 1 is the same arm turned by half a turn. They are hard to separate: Lang and Witbrock, "Learning to tell two
 * spirals apart", 1988.
 */
import { checkOptions } from "../errors/check-options.js";
import { ANYTHING, numberAbove } from "../errors/kinds.js";
import { RANDOMNESS, streamOf, type Randomness } from "../random/randomness.js";
import { checkSize, checkSpread, withNoise, type PlaneSet } from "./generated.js";

/** The options of `spiral`. */
export interface SpiralOptions extends Randomness {
  /** How many points, half on each arm; 200 by default. */
  readonly n?: number;
  /** How often an arm winds around the centre; 1.5 by default. */
  readonly turns?: number;
  /** The standard deviation of the noise on both coordinates; 0.1 by default. */
  readonly noise?: number;
}

const RADIUS = 3;

/**
 * Two spirals with the labels 0 and 1, in the circle of radius 3.
 * @throws ArgumentError for an unknown option or a value that is not possible
 * @param options `n`, `turns`, `noise`, `seed`, …
 * @example
 * ```ts
 * const { x, y } = datasets.spiral({ n: 200, seed: 69 });
 * plots.scatter({ x, y });
 * ```
 */
export function spiral(options: SpiralOptions = {}): PlaneSet {
  checkOptions(
    options,
    { n: ANYTHING, turns: numberAbove(0, 1.5), noise: ANYTHING, ...RANDOMNESS },
    "datasets.spiral",
  );
  const { n = 200, turns = 1.5, noise = 0.1 } = options;
  checkSize(n, 2, "datasets.spiral", "n");
  checkSpread(noise, "datasets.spiral", "noise");
  const half = n / 2;
  const points = Array.from({ length: n }, (_, i) => {
    const share = ((i % half) + 1) / half;
    const angle = 2 * Math.PI * turns * share + (i < half ? 0 : Math.PI);
    return [RADIUS * share * Math.cos(angle), RADIUS * share * Math.sin(angle)];
  });
  return {
    x: withNoise(points, noise, streamOf(options)),
    y: points.map((_, i) => (i < half ? 0 : 1)),
  };
}
