/** `tf.image`, `tf.linalg` and `tf.math`. */
import * as engineImage from "../../autograd/operations/image.js";
import * as engineLinalg from "../../autograd/operations/linalg.js";
import { leftOutPictures } from "../left-out-names.js";
import { tidy } from "../memory/memory.js";
import { within } from "../memory/tracking.js";
import { oneHot, shown, stored } from "./differing.js";
import { operationsOf } from "./operation.js";
import { OPERATIONS } from "./exports.js";
import type { Scalar, Tensor, Tensor1D, Tensor2D, Tensor4D, TensorLike } from "../tensors/types.js";

/** Pictures, [height, width, channels] or [batch, height, width, channels]. */
export const image = {
  ...leftOutPictures,
  ...operationsOf(engineImage),
  /**
   * Exchanges left and right.
   * @param pictures the pictures, with the axis of the batch
   */
  flipLeftRight(pictures: Tensor4D | TensorLike): Tensor4D {
    return OPERATIONS.reverse<Tensor4D>(pictures, 2);
  },
  /**
   * Repeats the channel of grey three times.
   * @param pictures the pictures, whose last axis is 1
   */
  grayscaleToRGB<T extends Tensor>(pictures: T | TensorLike): T {
    return tidy(() => OPERATIONS.concat<T>([pictures, pictures, pictures], -1));
  },
  /**
   * The brightness of colours, as the eye weighs red, green and blue.
   * @param pictures the pictures, whose last axis is 3
   */
  rgbToGrayscale<T extends Tensor>(pictures: T | TensorLike): T {
    return within(() => {
      const colours = shown(stored(pictures, "rgbToGrayscale"));
      const grey = OPERATIONS.sum(OPERATIONS.mul(colours, [0.2989, 0.587, 0.114]), -1, true);
      return grey.cast(colours.dtype) as T;
    });
  },
};
const engineForms = operationsOf(engineLinalg);

/** A number, alone or in a tensor. */
function numberIn(value: number | Scalar): number {
  return typeof value === "number" ? value : value.dataSync()[0];
}

export const linalg = {
  /**
   * The numbers near the diagonal of matrices; zeros elsewhere.
   * @param x matrices
   * @param below how many diagonals below stay; all if negative
   * @param above how many diagonals above stay; all if negative
   */
  bandPart<T extends Tensor>(x: T | TensorLike, below: number | Scalar, above: number | Scalar): T {
    return engineForms.bandPart<T>(x, numberIn(below), numberIn(above));
  },
  gramSchmidt: engineForms.gramSchmidt as unknown as (
    vectors: Tensor1D[] | Tensor2D,
  ) => Tensor1D[] | Tensor2D,
  qr: engineForms.qr as unknown as (x: Tensor, fullMatrices?: boolean) => [Tensor, Tensor],
};

export const math = {
  /**
   * How often each class (a row) was taken for each class (a column), of type int32.
   * @param labels the classes
   * @param predictions the predicted classes
   * @param numClasses how many classes there are
   */
  confusionMatrix(
    labels: Tensor1D | TensorLike,
    predictions: Tensor1D | TensorLike,
    numClasses: number,
  ): Tensor2D {
    return within(() =>
      OPERATIONS.matMul(
        oneHot(labels, numClasses).toFloat(),
        oneHot(predictions, numClasses).toFloat(),
        true,
      ),
    ).toInt() as Tensor2D;
  },
};
