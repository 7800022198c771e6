/** Sums and products up to each position along an axis. */
import { checkKind } from "../../errors/check-options.js";
import { areAdded, refuseMore } from "../../errors/extra-arguments.js";
import { TRUTH } from "../../errors/kinds.js";
import { asTensor } from "../../tensor/as-tensor.js";
import * as raw from "../../tensor/operations/operations.js";
import { normalizeAxis } from "../../tensor/shape.js";
import type { Tensor, TensorLike } from "../../tensor/tensor.js";
import { record, recordComposed } from "../tape.js";
import { concat, slice, transpose } from "./layout.js";
import { reverse } from "./positions.js";

type Given = readonly [x: TensorLike, axis?: number, exclusive?: boolean, reverse?: boolean];

/**
 * The sum up to each position along an axis.
 * @param given a tensor, or numbers; the axis, 0 by default; whether the position itself is left out; whether
 *   the sum begins at the end
 * @example
 * ```ts
 * cumsum([1, 2, 3]).print(); // [1, 3, 6]
 * ```
 */
export function cumsum(...given: Given): Tensor {
  return accumulated(given, "cumsum", 0, rowSums);
}

function rowSums(rows: Tensor): Tensor {
  return recordComposed([rows], raw.cumsum(rows), (gradient) => [
    reverse(rowSums(reverse(gradient, -1)), -1),
  ]);
}

/**
 * The product up to each position along an axis.
 * @param given a tensor, or numbers; the axis, 0 by default; whether the position itself is left out; whether
 *   the product begins at the end
 * @example
 * ```ts
 * cumprod([1, 2, 3]).print(); // [1, 2, 6]
 * ```
 */
export function cumprod(...given: Given): Tensor {
  return accumulated(given, "cumprod", 1, (rows) =>
    record([rows], raw.cumprod(rows), (gradient) => [raw.cumprodByInput(rows, gradient)], "cumprod"),
  );
}

/** Applies an accumulation over the last axis to an axis, from its other end, or up to the position before. */
function accumulated(
  given: Given,
  where: string,
  start: number,
  accumulate: (rows: Tensor) => Tensor,
): Tensor {
  refuseMore(given, 4, where);
  const [input, axis = 0, exclusive = false, backward = false] = areAdded(given) ? [given[0]] : given;
  checkKind(exclusive, TRUTH, where, "exclusive");
  checkKind(backward, TRUTH, where, "reverse");
  const x = asTensor(input, where, "x");
  if (x.rank === 0) return exclusive ? raw.map(x, () => start, x.dtype) : x;
  const last = x.rank - 1;
  const along = normalizeAxis(axis, x.rank, where);
  // The same order swaps the two axes, and swaps them back.
  const order = x.shape.map((_, i) => (i === along ? last : i === last ? along : i));
  const moved = along === last ? x : transpose(x, order);
  const forward = backward ? reverse(moved, last) : moved;
  const totals = accumulate(exclusive ? shifted(forward, start) : forward);
  const result = backward ? reverse(totals, last) : totals;
  return along === last ? result : transpose(result, order);
}

/** The numbers moved by one position along the last axis, behind the start value; the last one is left out. */
function shifted(x: Tensor, start: number): Tensor {
  const before = x.shape.slice(0, -1);
  const extent = x.shape[x.rank - 1];
  if (extent === 0) return x;
  const first = raw.map(
    raw.slice(
      x,
      x.shape.map(() => 0),
      [...before, 1],
    ),
    () => start,
    x.dtype,
  );
  const rest = slice(
    x,
    x.shape.map(() => 0),
    [...before, extent - 1],
  );
  return concat([first, rest], -1);
}
