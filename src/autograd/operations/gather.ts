/** Reading a tensor at indices along an axis. */
import { checkKind } from "../../errors/check-options.js";
import { ShapeError } from "../../errors/errors.js";
import { refuseMore } from "../../errors/extra-arguments.js";
import { wholeBetween } from "../../errors/kinds.js";
import { asTensor } from "../../tensor/as-tensor.js";
import * as raw from "../../tensor/operations/operations.js";
import { formatShape, normalizeAxis, sameShape, sizeOf, type Shape } from "../../tensor/shape.js";
import type { Tensor, TensorLike } from "../../tensor/tensor.js";
import { recordComposed } from "../tape.js";
import { pick } from "./sources.js";

/**
 * The slices at these indices along an axis, by default rows along the first axis; a slice that is named
 * twice gets the sum of both gradients. The axes of the indices replace that axis.
 * @param input a tensor, or numbers
 * @param indices whole numbers from 0
 * @param axis the axis; 0 by default
 * @param batchDims how many of the first axes the tensor and the indices have in common, so that each batch
 *   has indices of its own; 0 by default, at most `axis`
 * @example
 * ```ts
 * gather([10, 20, 30], [2, 0]).print(); // [30, 10]
 * ```
 */
export function gather(input: TensorLike, indices: TensorLike, axis?: number, batchDims?: number): Tensor;
export function gather(
  input: TensorLike,
  indices: TensorLike,
  axis = 0,
  batchDims = 0,
  ...more: readonly unknown[]
): Tensor {
  if (more.length > 0) refuseMore([input, indices, axis, batchDims, ...more], 4, "gather");
  const [x, places] = [asTensor(input, "gather", "x"), asTensor(indices, "gather", "indices")];
  const along = x.rank === 0 ? 0 : normalizeAxis(axis, x.rank, "gather");
  checkKind(batchDims, wholeBetween(0, Math.min(along, places.rank), 0), "gather", "batchDims");
  if (batchDims > 0) return gatherBatches(x, places, along, batchDims);
  if (along !== 0) return gatherAlong(x, places, along);
  return rowsAt(x, places);
}

/** Gathers along an axis, each batch by indices of its own. */
function gatherBatches(x: Tensor, places: Tensor, along: number, batchDims: number): Tensor {
  const shared = x.shape.slice(0, batchDims);
  if (!sameShape(shared, places.shape.slice(0, batchDims)))
    throw new ShapeError({
      where: "gather",
      argument: "indices",
      received: formatShape(places.shape),
      expected: {
        fr: `une forme qui commence par ${formatShape(shared)}`,
        en: `a shape that begins with ${formatShape(shared)}`,
      },
      mend: {
        fr: "Avec batchDims, chaque lot a ses propres indices.",
        en: "With batchDims, each batch has indices of its own.",
      },
    });
  const extent = x.shape[along];
  const [outer, inner] = [sizeOf(x.shape.slice(batchDims, along)), sizeOf(x.shape.slice(along + 1))];
  const own = places.shape.slice(batchDims);
  const shape = [...x.shape.slice(0, along), ...own, ...x.shape.slice(along + 1)];
  const sources = new Int32Array(sizeOf(shape));
  const count = sizeOf(own);
  for (let i = 0; i < sources.length; i++) {
    const block = Math.floor(i / (count * inner));
    const place = places.storage[Math.floor(block / outer) * count + (Math.floor(i / inner) % count)];
    raw.checkIndex(place, extent, "gather");
    sources[i] = (block * extent + place) * inner + (i % inner);
  }
  return pick(x, sources, shape);
}

function rowsAt(x: Tensor, places: Tensor): Tensor {
  return recordComposed([x], raw.gather(x, places), (gradient) => [addRowsAt(gradient, places, x.shape)]);
}

/** Zeros of this shape, with each row added at its index: the transposed map of `rowsAt`. */
function addRowsAt(rows: Tensor, places: Tensor, shape: Shape): Tensor {
  return recordComposed([rows], raw.scatterAdd(rows, places, shape), (gradient) => [
    rowsAt(gradient, places),
  ]);
}

/** The parts at these places along an axis that is not the first. */
function gatherAlong(x: Tensor, places: Tensor, along: number): Tensor {
  const extent = x.shape[along];
  const [outer, inner] = [sizeOf(x.shape.slice(0, along)), sizeOf(x.shape.slice(along + 1))];
  const sources = new Int32Array(outer * places.size * inner);
  let to = 0;
  for (const place of places.storage) raw.checkIndex(place, extent, "gather");
  for (let block = 0; block < outer; block++)
    for (let i = 0; i < places.size; i++) {
      const start = (block * extent + places.storage[i]) * inner;
      for (let j = 0; j < inner; j++) sources[to++] = start + j;
    }
  return pick(x, sources, [...x.shape.slice(0, along), ...places.shape, ...x.shape.slice(along + 1)]);
}
