/**
 * The XOR set of the practical: points of a square, with label +1 if both coordinates have the same sign,
 * else −1.
 *
 * No straight line separates these classes. (The exclusive or would give +1 if the signs differ; the
 * practical defines it the opposite way.) In R: `matrix(runif(800, -1, 1), 400, 2)`, filled column by column.
 */
import { checkOptions } from "../errors/check-options.js";
import { ANYTHING } from "../errors/kinds.js";
import { RANDOMNESS, streamOf, type Randomness } from "../random/randomness.js";
import { checkSize, checkSpread, rowsFromColumns, withNoise, type PlaneSet } from "./generated.js";

/** The options of `xor`. */
export interface XorOptions extends Randomness {
  /** How many points; 400 by default. */
  readonly n?: number;
  /**
   * The standard deviation of normal noise on both coordinates, added after the labels are set; 0 by default.
   */
  readonly noise?: number;
}

/**
 * Points of the square [−1, 1]² with the labels −1 and 1.
 * @throws ArgumentError for an unknown option or a value that is not possible
 * @param options `n`, `seed`, …
 * @example
 * ```ts
 * const { x, y } = datasets.xor({ seed: 69 });
 * plots.scatter({ x, y });
 * ```
 */
export function xor(options: XorOptions = {}): PlaneSet {
  checkOptions(options, { n: ANYTHING, noise: ANYTHING, ...RANDOMNESS }, "datasets.xor");
  const { n = 400, noise = 0 } = options;
  checkSize(n, 1, "datasets.xor", "n");
  checkSpread(noise, "datasets.xor", "noise");
  const stream = streamOf(options);
  const points = rowsFromColumns(stream.runif(2 * n, -1, 1), n);
  const y = points.map(([a, b]) => ((a > 0 && b > 0) || (a < 0 && b < 0) ? 1 : -1));
  if (noise === 0) return { x: points, y };
  return { x: withNoise(points, noise, stream), y };
}
