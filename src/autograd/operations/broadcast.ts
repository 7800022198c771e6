/** Broadcasting as an operation, and its gradient: each one's derivative is the other. */
import { asTensor } from "../../tensor/as-tensor.js";
import * as raw from "../../tensor/operations/operations.js";
import { ShapeError } from "../../errors/errors.js";
import { checkedSize, formatShape, sameShape, type Shape } from "../../tensor/shape.js";
import type { Tensor, TensorLike } from "../../tensor/tensor.js";
import { recordComposed } from "../tape.js";

/**
 * The numbers repeated to fill a larger shape: an axis of extent 1 is repeated, and axes are added in front.
 * @param input a tensor, or numbers
 * @param shape the larger shape
 * @throws ShapeError for a shape that the tensor does not broadcast to
 * @example
 * ```ts
 * broadcastTo([1, 2], [2, 2]).print(); // [[1, 2], [1, 2]]
 * ```
 */
export function broadcastTo(input: TensorLike, shape: Shape): Tensor {
  const x = asTensor(input, "broadcastTo", "x");
  checkedSize(shape, "broadcastTo");
  const offset = shape.length - x.rank;
  if (offset < 0 || x.shape.some((extent, axis) => extent !== 1 && extent !== shape[axis + offset])) {
    throw new ShapeError({
      where: "broadcastTo",
      argument: "shape",
      received: formatShape(shape),
      expected: {
        fr: `une forme à laquelle ${formatShape(x.shape)} s’étend`,
        en: `a shape that ${formatShape(x.shape)} broadcasts to`,
      },
      mend: {
        fr: "Les formes sont alignées au dernier axe ; seul un axe de longueur 1 est répété.",
        en: "The shapes are aligned at the last axis; only an axis of extent 1 is repeated.",
      },
    });
  }
  return spread(x, [...shape]);
}

/** `broadcastTo` for a shape that fits. */
export function spread(x: Tensor, shape: Shape): Tensor {
  if (sameShape(x.shape, shape)) return x;
  return recordComposed([x], raw.broadcastTo(x, shape), (gradient) => [sumTo(gradient, x.shape)]);
}

/** Sums over the axes along which broadcasting repeated a tensor of this shape. */
export function sumTo(x: Tensor, shape: Shape): Tensor {
  if (sameShape(x.shape, shape)) return x;
  return recordComposed([x], raw.sumTo(x, shape), (gradient) => [spread(gradient, x.shape)]);
}
