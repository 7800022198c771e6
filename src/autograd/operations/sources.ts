/** Copying numbers to other positions, and its transposed map: each one's gradient is the other. */
import * as raw from "../../tensor/operations/operations.js";
import type { Shape } from "../../tensor/shape.js";
import type { Tensor } from "../../tensor/tensor.js";
import { recordComposed } from "../tape.js";

/** The numbers at these sources, in this shape. */
export function pick(x: Tensor, sources: Int32Array, shape: Shape): Tensor {
  return recordComposed([x], raw.pick(x, sources, shape), (gradient) => [addAt(gradient, sources, x.shape)]);
}

/** Zeros of this shape, with each number added at its source. */
export function addAt(x: Tensor, sources: Int32Array, shape: Shape): Tensor {
  return recordComposed([x], raw.addAt(x, sources, shape), (gradient) => [pick(gradient, sources, x.shape)]);
}

/** The numbers at the given positions along each axis. */
export function pickAlong(x: Tensor, positions: readonly (readonly number[])[]): Tensor {
  return pick(
    x,
    raw.sourcesAlong(x.shape, positions),
    positions.map(({ length }) => length),
  );
}
