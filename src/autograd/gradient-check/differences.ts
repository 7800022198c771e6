/**
 * Derivatives from values alone: (L(w + h) − L(w − h)) / 2h. Its error is of the order of h², plus rounding
 * errors of about 10⁻¹⁶ / h in double precision.
 *
 * Where a function has a corner (relu at 0) it has no derivative: the slopes on its two sides differ, and any
 * number between them is accepted.
 */
import { ArgumentError } from "../../errors/errors.js";
import { RandomStream } from "../../random/stream.js";
import type { Tensor } from "../../tensor/tensor.js";

/** The step h of the differences, and the errors to be expected. */
export interface Precision {
  readonly step: number;
  /** The largest relative error of a right gradient. */
  readonly tolerance: number;
  /**
   * The relative rounding error of a loss; the difference of two losses is divided by the step, and this
   * error with it.
   */
  readonly rounding: number;
}

/** For losses in double precision, and for losses that were rounded to float32. */
export const PRECISIONS = {
  float64: { step: 1e-5, tolerance: 1e-6, rounding: 1e-15 },
  float32: { step: 1e-2, tolerance: 2e-2, rounding: 1e-6 },
} as const;

/** One entry of a gradient, compared with differences. */
export interface Comparison {
  /** The position in the parameter, row by row. */
  readonly position: number;
  /** The gradient to check, and the one by differences. */
  readonly computed: number;
  readonly expected: number;
  /**
   * Whether the two agree, or the function has a corner here and the gradient lies between its two slopes.
   */
  readonly agrees: boolean;
}

/**
 * Compares a gradient with differences at some entries.
 * @param loss computes the loss from the current numbers of the parameter
 * @param gradient the gradient to check, as long as the parameter
 * @param most how many entries are compared at most, chosen at random
 * @throws ArgumentError where the loss is no finite number
 */
export function compareWithDifferences(
  loss: () => number,
  parameter: Tensor,
  gradient: ArrayLike<number>,
  most: number,
  { step, tolerance, rounding }: Precision,
): Comparison[] {
  const { storage: data } = parameter;
  const centre = finite(loss());
  const positions =
    data.length <= most
      ? Array.from(data.keys())
      : Array.from(new RandomStream(1).permutation(data.length).subarray(0, most)).sort((a, b) => a - b);
  const slopes = positions.map((position) => {
    const value = data[position];
    const at = (moved: number) => {
      data[position] = moved;
      return finite(loss());
    };
    const [left, right] = [(centre - at(value - step)) / step, (at(value + step) - centre) / step];
    data[position] = value;
    return { position, left, right, computed: gradient[position], expected: (left + right) / 2 };
  });
  const scale = Math.max(...slopes.map(({ expected }) => Math.abs(expected)));
  const noise = (rounding * Math.max(1, Math.abs(centre))) / step;
  return slopes.map(({ position, left, right, computed, expected }) => {
    const off = Math.abs(computed - expected);
    const close = off <= noise + tolerance * Math.max(Math.abs(expected), 1e-3 * scale);
    // Where the function is smooth, the two slopes differ by a few h only.
    const corner = Math.abs(right - left) > 100 * step * Math.max(1, scale);
    const between =
      computed >= Math.min(left, right) - tolerance * scale &&
      computed <= Math.max(left, right) + tolerance * scale;
    return { position, computed, expected, agrees: close || (corner && between) };
  });
}

function finite(loss: number): number {
  if (Number.isFinite(loss)) return loss;
  throw new ArgumentError({
    where: "checkGradient",
    argument: "f",
    received: String(loss),
    expected: { fr: "une perte finie", en: "a finite loss" },
    mend: {
      fr: "Choisissez un point où la fonction est définie.",
      en: "Choose a point where the function is defined.",
    },
  });
}
