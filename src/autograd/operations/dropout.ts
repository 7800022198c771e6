/** Dropout as an operation, composed of a random mask and a product. */
import { checkKind } from "../../errors/check-options.js";
import { ShapeError } from "../../errors/errors.js";
import { FINITE_NUMBER, fraction } from "../../errors/kinds.js";
import { written } from "../../errors/written.js";
import { asTensor } from "../../tensor/as-tensor.js";
import { floatingType } from "../../tensor/dtype.js";
import { map } from "../../tensor/operations/operations.js";
import { randomUniform } from "../../tensor/random.js";
import { formatShape, type BatchShape } from "../../tensor/shape.js";
import type { Tensor, TensorLike } from "../../tensor/tensor.js";
import { mul } from "./arithmetic.js";

/**
 * Each number replaced by 0 with probability `rate`, and the others divided by 1 − rate.
 * @param input a tensor, or numbers
 * @param rate the probability, from 0 to less than 1
 * @param noiseShape the extents of the last axes, or of all: where one is 1, all numbers along this axis are
 *   dropped or kept together; null, or the tensor's extent, for each on its own
 * @param seed the seed; without one, other numbers are dropped from call to call
 * @example
 * ```ts
 * dropout(ones([2, 3]), 0.5).shape; // [2, 3]
 * ```
 */
export function dropout(
  input: TensorLike,
  rate: number,
  noiseShape?: BatchShape | null,
  seed?: number,
): Tensor {
  const x = asTensor(input, "dropout", "x");
  checkKind(rate, fraction(0.5), "dropout", "rate");
  if (seed !== undefined) checkKind(seed, FINITE_NUMBER, "dropout", "seed");
  const noise = x.shape.slice(x.rank - (noiseShape ?? x.shape).length);
  const given = noiseShape ?? x.shape;
  if (
    !Array.isArray(given) ||
    given.length > x.rank ||
    noise.some((extent, axis) => ![null, 1, extent].includes(given[axis] as number | null))
  ) {
    throw new ShapeError({
      where: "dropout",
      argument: "noiseShape",
      received: written(noiseShape),
      expected: {
        fr: `la forme ${formatShape(x.shape)} ou sa fin, où 1 et null sont permis`,
        en: `the shape ${formatShape(x.shape)} or its end, in which 1 and null are allowed`,
      },
      mend: {
        fr: "Sans noiseShape, chaque nombre est tiré à part.",
        en: "Without noiseShape, each number is drawn on its own.",
      },
    });
  }
  const shape = noise.map((extent, axis) => (given[axis] as number | null) ?? extent);
  const draws = randomUniform(shape, 0, 1, floatingType(x.dtype), seed);
  return mul(
    x,
    map(draws, (value) => (value < rate ? 0 : 1 / (1 - rate))),
  );
}
