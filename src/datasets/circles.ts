/**
 * Two circles with one centre: class 0 around, class 1 inside, with normal noise.
 *
 * The radii are 1 and ½, and the angles of each class evenly spaced. No straight line separates the classes;
 * three, around the inner circle, do.
 */
import { checkOptions } from "../errors/check-options.js";
import { ANYTHING } from "../errors/kinds.js";
import { RANDOMNESS, streamOf, type Randomness } from "../random/randomness.js";
import { checkSize, checkSpread, withNoise, type PlaneSet } from "./generated.js";

/** The options of `circles`. */
export interface CirclesOptions extends Randomness {
  /** How many points, half on each circle; 200 by default. */
  readonly n?: number;
  /** The standard deviation of the noise on both coordinates; 0.1 by default. */
  readonly noise?: number;
}

/**
 * Two circles with the labels 0 (the outer one, of radius 1) and 1 (of radius ½).
 * @throws ArgumentError for an unknown option or a value that is not possible
 * @param options `n`, `noise`, `seed`, …
 * @example
 * ```ts
 * const { x, y } = datasets.circles({ n: 200, seed: 69 });
 * plots.scatter({ x, y });
 * ```
 */
export function circles(options: CirclesOptions = {}): PlaneSet {
  checkOptions(options, { n: ANYTHING, noise: ANYTHING, ...RANDOMNESS }, "datasets.circles");
  const { n = 200, noise = 0.1 } = options;
  checkSize(n, 2, "datasets.circles", "n");
  checkSpread(noise, "datasets.circles", "noise");
  const half = n / 2;
  const points = Array.from({ length: n }, (_, i) => {
    const [radius, angle] = [i < half ? 1 : 0.5, (2 * Math.PI * (i % half)) / half];
    return [radius * Math.cos(angle), radius * Math.sin(angle)];
  });
  return {
    x: withNoise(points, noise, streamOf(options)),
    y: points.map((_, i) => (i < half ? 0 : 1)),
  };
}
