/** `tf.image`, `tf.linalg` and `tf.math`. */
import * as engineImage from "../../autograd/operations/image.js";
import * as engineLinalg from "../../autograd/operations/linalg.js";
import { leftOutPictures } from "../left-out-names.js";
import { tidy } from "../memory/memory.js";
import { within } from "../memory/tracking.js";
import { oneHot } from "./differing.js";
import { operationsOf } from "./operation.js";
import { OPERATIONS } from "./exports.js";
import type { Tensor, Tensor1D, Tensor2D, Tensor4D, TensorLike } from "../tensors/types.js";

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
  rgbToGrayscale<T extends Tensor>(pictures: T): T {
    return tidy(() => {
      const grey = OPERATIONS.sum(OPERATIONS.mul(pictures, [0.2989, 0.587, 0.114]), -1, true);
      return grey.cast(pictures.dtype) as T;
    });
  },
};
export const linalg = operationsOf(engineLinalg);

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
