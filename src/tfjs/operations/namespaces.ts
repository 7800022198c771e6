/** `tf.image`, `tf.linalg` and `tf.math`. */
import * as engineImage from "../../autograd/operations/image.js";
import * as engineLinalg from "../../autograd/operations/linalg.js";
import { within } from "../memory/tracking.js";
import { oneHot } from "./differing.js";
import { operationsOf } from "./operation.js";
import { OPERATIONS } from "./exports.js";
import type { Tensor1D, Tensor2D, TensorLike } from "../tensors/types.js";

export const image = operationsOf(engineImage);
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
