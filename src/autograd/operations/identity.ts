/** Copies of tensors: the same numbers, in another type, or with a shape that is checked. */
import { checkKind } from "../../errors/check-options.js";
import { ShapeError } from "../../errors/errors.js";
import { refuseMore } from "../../errors/extra-arguments.js";
import { list } from "../../errors/kinds.js";
import { asTensor } from "../../tensor/as-tensor.js";
import { isInteger, type DataType } from "../../tensor/dtype.js";
import { formatShape, type BatchShape } from "../../tensor/shape.js";
import { Tensor, type TensorLike } from "../../tensor/tensor.js";
import { recordComposed } from "../tape.js";
import { reshape } from "./layout.js";

const castNumbers = Tensor.prototype.cast;

/**
 * The same numbers stored as another type: the gradient passes, but for a cast to integers, which has none.
 * @param input a tensor, or numbers
 * @param dtype the type
 * @example
 * ```ts
 * cast([1.7, -1.7], "int32").print(); // [1, -1]
 * ```
 */
export function cast(input: TensorLike, dtype: DataType): Tensor {
  const x = asTensor(input, "cast", "x");
  const result = castNumbers.call(x, dtype);
  if (result === x || isInteger(dtype)) return result;
  return recordComposed([x], result, (gradient) => [isInteger(x.dtype) ? gradient : cast(gradient, x.dtype)]);
}

/**
 * Another tensor with the same numbers, through which gradients pass.
 * @param input a tensor, or numbers
 * @example
 * ```ts
 * clone([1, 2]).print(); // [1, 2]
 * ```
 */
export function clone(input: TensorLike): Tensor;
export function clone(input: TensorLike, ...more: readonly unknown[]): Tensor {
  if (more.length > 0) refuseMore([input, ...more], 1, "clone");
  const x = asTensor(input, "clone", "x");
  return reshape(x, x.shape);
}

/**
 * The tensor itself, after a check of its shape.
 * @param input a tensor, or numbers
 * @param shape the shape; null stands for any extent
 * @throws ShapeError for a tensor of another shape
 * @example
 * ```ts
 * ensureShape(ones([2, 3]), [null, 3]).shape; // [2, 3]
 * ```
 */
export function ensureShape(input: TensorLike, shape: BatchShape): Tensor {
  const x = asTensor(input, "ensureShape", "x");
  checkKind(shape, list("[null, 3]"), "ensureShape", "shape");
  if (shape.length === x.rank && shape.every((extent, axis) => extent === null || extent === x.shape[axis]))
    return x;
  throw new ShapeError({
    where: "ensureShape",
    argument: "x",
    received: formatShape(x.shape),
    expected: formatShape(shape),
    mend: { fr: "Vérifiez d’où vient ce tenseur.", en: "Check where this tensor comes from." },
  });
}
