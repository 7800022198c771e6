/**
 * Two interleaved moons: half circles of radius 1, the second one flipped and shifted, with normal noise.
 *
 * The upper moon is (cos t, sin t), the lower one (1 − cos t, ½ − sin t), with t evenly spaced from 0 to π.
 * No straight line separates them, but a network with a small hidden layer does.
 */
import { checkOptions } from "../errors/check-options.js";
import { ANYTHING } from "../errors/kinds.js";
import { RANDOMNESS, streamOf, type Randomness } from "../random/randomness.js";
import { checkSize, checkSpread, withNoise, type PlaneSet } from "./generated.js";

/** The options of `moons`. */
export interface MoonsOptions extends Randomness {
  /** How many points, half of each moon; 200 by default. */
  readonly n?: number;
  /** The standard deviation of the noise on both coordinates; 0.15 by default. */
  readonly noise?: number;
}

/**
 * Two moons with the labels 0 (the upper one) and 1.
 * @throws ArgumentError for an unknown option or a value that is not possible
 * @param options `n`, `noise`, `seed`, …
 * @example
 * ```ts
 * const { x, y } = datasets.moons({ n: 200, seed: 69 });
 * plots.scatter({ x, y });
 * ```
 */
export function moons(options: MoonsOptions = {}): PlaneSet {
  checkOptions(options, { n: ANYTHING, noise: ANYTHING, ...RANDOMNESS }, "datasets.moons");
  const { n = 200, noise = 0.15 } = options;
  checkSize(n, 2, "datasets.moons", "n");
  checkSpread(noise, "datasets.moons", "noise");
  const half = n / 2;
  const angle = (i: number) => (half > 1 ? (Math.PI * i) / (half - 1) : 0);
  const upper = Array.from({ length: half }, (_, i) => [Math.cos(angle(i)), Math.sin(angle(i))]);
  const lower = Array.from({ length: half }, (_, i) => [1 - Math.cos(angle(i)), 0.5 - Math.sin(angle(i))]);
  return {
    x: withNoise([...upper, ...lower], noise, streamOf(options)),
    y: Array.from({ length: n }, (_, i) => (i < half ? 0 : 1)),
  };
}
