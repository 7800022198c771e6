/** Normalisation of activations, composed of arithmetic. */
import { checkKind } from "../../errors/check-options.js";
import { ShapeError } from "../../errors/errors.js";
import { FINITE_NUMBER, wholeNumber } from "../../errors/kinds.js";
import { asTensor } from "../../tensor/as-tensor.js";
import { formatShape } from "../../tensor/shape.js";
import type { Tensor, TensorLike } from "../../tensor/tensor.js";
import { add, div, mul, pow, sub } from "./arithmetic.js";
import { rsqrt, square } from "./elementwise.js";
import { pad, reshape } from "./layout.js";
import { avgPool } from "./pooling.js";

/**
 * (x − mean) / √(variance + ε) · scale + offset, number by number; the statistics are given.
 * @param x a tensor, or numbers
 * @param mean the mean, of a shape that broadcasts with that of x
 * @param variance the variance
 * @param offset added at the end; nothing by default
 * @param scale a factor; 1 by default
 * @param varianceEpsilon ε; 0.001 by default
 * @example
 * ```ts
 * batchNorm([1, 3], 2, 1, 0, 1, 0).print(); // [-1, 1]
 * ```
 */
export function batchNorm(
  x: TensorLike,
  mean: TensorLike,
  variance: TensorLike,
  offset?: TensorLike | null,
  scale?: TensorLike | null,
  varianceEpsilon = 0.001,
): Tensor {
  checkKind(varianceEpsilon, FINITE_NUMBER, "batchNorm", "varianceEpsilon");
  const factor = rsqrt(add(asTensor(variance, "batchNorm", "variance"), varianceEpsilon));
  const centred = sub(asTensor(x, "batchNorm", "x"), asTensor(mean, "batchNorm", "mean"));
  const scaled = mul(centred, scale === undefined || scale === null ? factor : mul(factor, scale));
  return offset === undefined || offset === null ? scaled : add(scaled, offset);
}

/**
 * x / (bias + α Σ x²)^β, with the sum over the channels that are at most `depthRadius` away (Krizhevsky et al.
 * 2012).
 * @param x pictures: [batch, height, width, channels], or one without the batch
 * @param depthRadius how many channels on each side; 5 by default
 * @param bias 1 by default
 * @param alpha 1 by default
 * @param beta 0.5 by default
 * @example
 * ```ts
 * localResponseNormalization(ones([1, 2, 2, 3]), 1).shape; // [1, 2, 2, 3]
 * ```
 */
export function localResponseNormalization(
  x: TensorLike,
  depthRadius = 5,
  bias = 1,
  alpha = 1,
  beta = 0.5,
): Tensor {
  const where = "localResponseNormalization";
  const pictures = asTensor(x, where, "x");
  checkKind(depthRadius, wholeNumber(0, 5), where, "depthRadius");
  for (const [argument, value] of Object.entries({ bias, alpha, beta }))
    checkKind(value, FINITE_NUMBER, where, argument);
  if (pictures.rank !== 3 && pictures.rank !== 4) {
    throw new ShapeError({
      where,
      argument: "x",
      received: formatShape(pictures.shape),
      expected: { fr: "[lot, hauteur, largeur, canaux]", en: "[batch, height, width, channels]" },
      mend: {
        fr: "reshape() ajoute les axes qui manquent.",
        en: "reshape() adds the axes that are missing.",
      },
    });
  }
  // The means of windows over the channels, times the windows' size, are the sums.
  const channels = pictures.shape[pictures.rank - 1];
  const window = 2 * depthRadius + 1;
  const rows = reshape(square(pictures), [-1, channels, 1, 1]);
  const around = pad(rows, [
    [0, 0],
    [depthRadius, depthRadius],
    [0, 0],
    [0, 0],
  ]);
  const sums = reshape(mul(avgPool(around, [window, 1], 1), window), pictures.shape);
  return div(pictures, pow(add(mul(sums, alpha), bias), beta));
}
