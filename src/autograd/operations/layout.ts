/** Operations that move numbers without computing; their gradients are moved back. */
import { ShapeError } from "../../errors/errors.js";
import { refuseMore } from "../../errors/extra-arguments.js";
import { checkKind } from "../../errors/check-options.js";
import { list, NUMBER } from "../../errors/kinds.js";
import { written } from "../../errors/written.js";
import { asTensor, asTensors } from "../../tensor/as-tensor.js";
import * as raw from "../../tensor/operations/operations.js";
import { formatShape, isExtent, normalizeAxis, type Shape } from "../../tensor/shape.js";
import type { Tensor, TensorLike } from "../../tensor/tensor.js";
import { recordComposed, recordSeveral } from "../tape.js";
import { sumTo } from "./broadcast.js";

/**
 * The same numbers in another shape; one extent may be −1.
 * @param input a tensor, or numbers
 * @param shape the new shape; one extent may be −1
 * @example
 * ```ts
 * reshape([1, 2, 3, 4], [2, -1]).print(); // [[1, 2], [3, 4]]
 * ```
 */
export function reshape(input: TensorLike, shape: Shape): Tensor {
  const x = asTensor(input, "reshape", "x");
  return recordComposed([x], raw.reshape(x, shape), (gradient) => [reshape(gradient, x.shape)]);
}

/**
 * All numbers along one axis.
 * @param input a tensor, or numbers
 * @example
 * ```ts
 * flatten([
 *   [1, 2],
 *   [3, 4],
 * ]).print(); // [1, 2, 3, 4]
 * ```
 */
export function flatten(input: TensorLike): Tensor;
export function flatten(input: TensorLike, ...more: readonly unknown[]): Tensor {
  if (more.length > 0) refuseMore([input, ...more], 1, "flatten");
  return reshape(asTensor(input, "flatten", "x"), [-1]);
}

/**
 * A new axis of extent 1, at this position; `axis: -1` makes it the last.
 * @param input a tensor, or numbers
 * @param axis the place of the new axis; 0 by default
 * @example
 * ```ts
 * expandDims([1, 2, 3], 1).shape; // [3, 1]
 * ```
 */
export function expandDims(input: TensorLike, axis = 0): Tensor {
  const x = asTensor(input, "expandDims", "x");
  const at = normalizeAxis(axis, x.rank + 1, "expandDims");
  return reshape(x, [...x.shape.slice(0, at), 1, ...x.shape.slice(at)]);
}

/**
 * Removes axes of extent 1: all of them, or those that are named.
 * @throws ShapeError for a named axis of another extent
 * @param input a tensor, or numbers
 * @param axes the axes to remove; by default all of extent 1
 * @example
 * ```ts
 * squeeze([[[1], [2]]]).shape; // [2]
 * ```
 */
export function squeeze(input: TensorLike, axes?: readonly number[]): Tensor {
  const x = asTensor(input, "squeeze", "x");
  if (axes !== undefined) checkKind(axes, list("squeeze(x, [0])"), "squeeze", "axes");
  const gone = axes?.map((axis) => normalizeAxis(axis, x.rank, "squeeze"));
  const long = gone?.find((axis) => x.shape[axis] !== 1);
  if (long !== undefined) {
    throw new ShapeError({
      where: "squeeze",
      argument: "axes",
      received: {
        fr: `l’axe ${long} de ${formatShape(x.shape)}, long de ${x.shape[long]}`,
        en: `axis ${long} of ${formatShape(x.shape)}, of extent ${x.shape[long]}`,
      },
      expected: { fr: "des axes de longueur 1", en: "axes of extent 1" },
      mend: {
        fr: "Un axe plus long porte des nombres : choisissez-en un avec slice ou gather, ou réduisez-le avec sum ou mean.",
        en: "A longer axis holds numbers: choose one by slice or gather, or reduce it by sum or mean.",
      },
    });
  }
  return reshape(
    x,
    x.shape.filter((extent, axis) => extent !== 1 || (gone !== undefined && !gone.includes(axis))),
  );
}

/**
 * The axes in another order; a matrix is transposed.
 * @param input a tensor, or numbers
 * @param order the new order of the axes; by default the reverse
 * @example
 * ```ts
 * transpose([
 *   [1, 2],
 *   [3, 4],
 * ]).print(); // [[1, 3], [2, 4]]
 * ```
 */
export function transpose(input: TensorLike, order?: readonly number[]): Tensor {
  const x = asTensor(input, "transpose", "x");
  const moved = raw.transpose(x, order);
  const back = order?.map((_, axis) => order.indexOf(axis));
  return recordComposed([x], moved, (gradient) => [transpose(gradient, back)]);
}

/**
 * The part that begins at `begin` and has this `size`, one number for each axis (−1: up to the end).
 * @param input a tensor, or numbers
 * @param begin the first index along each axis
 * @param size the extents of the part; by default up to the end
 * @example
 * ```ts
 * slice([1, 2, 3, 4], 1, 2).print(); // [2, 3]
 * ```
 */
export function slice(
  input: TensorLike,
  begin: number | readonly number[],
  size?: number | readonly number[],
): Tensor {
  const x = asTensor(input, "slice", "x");
  const from = typeof begin === "number" ? [begin] : begin;
  const part =
    size === undefined ? raw.slice(x, from) : raw.slice(x, from, typeof size === "number" ? [size] : size);
  return recordComposed([x], part, (gradient) => [placeInZeros(gradient, x.shape, from)]);
}

/** Zeros of this shape, with `part` at the position it was taken from. */
function placeInZeros(part: Tensor, shape: Shape, begin: readonly number[]): Tensor {
  return recordComposed([part], raw.placeInZeros(part, shape, begin), (gradient) => [
    slice(gradient, begin, part.shape),
  ]);
}

/**
 * Tensors one after the other along an axis.
 * @param inputs the tensors
 * @param axis the axis; 0 by default
 * @example
 * ```ts
 * concat([[1, 2], [3]]).print(); // [1, 2, 3]
 * ```
 */
export function concat(inputs: readonly TensorLike[], axis = 0): Tensor {
  const tensors = asTensors(inputs, "concat", "tensors");
  const result = raw.concat(tensors, axis);
  const along = normalizeAxis(axis, result.rank, "concat");
  return recordComposed(tensors, result, (gradient) => {
    let start = 0;
    return tensors.map(({ shape }) => {
      const begin = shape.map((_, i) => (i === along ? start : 0));
      start += shape[along];
      return slice(gradient, begin, shape);
    });
  });
}

/**
 * Tensors of one shape, side by side along a new axis.
 * @param inputs tensors of one shape
 * @param axis the place of the new axis; 0 by default
 * @example
 * ```ts
 * stack([
 *   [1, 2],
 *   [3, 4],
 * ]).print(); // [[1, 2], [3, 4]]
 * ```
 */
export function stack(inputs: readonly TensorLike[], axis = 0): Tensor {
  return concat(
    asTensors(inputs, "stack", "tensors").map((input) => expandDims(input, axis)),
    axis,
  );
}

/**
 * The parts of a tensor along an axis. They are one operation, so that their gradients are concatenated once.
 * @param parts how many parts of equal length, or the length of each
 * @param input a tensor, or numbers
 * @param axis the axis; 0 by default
 * @example
 * ```ts
 * const [a, b] = split([1, 2, 3, 4], 2);
 * b.print(); // [3, 4]
 * ```
 */
export function split(input: TensorLike, parts: number | readonly number[], axis = 0): Tensor[] {
  const x = asTensor(input, "split", "x");
  const along = normalizeAxis(axis, x.rank, "split");
  const extent = x.shape[along];
  const lengths = lengthsOf(parts, extent);
  if (lengths === undefined) {
    throw new ShapeError({
      where: "split",
      argument: "parts",
      received: written(parts),
      expected: {
        fr: `un diviseur de ${extent}, ou des longueurs dont la somme est ${extent}`,
        en: `a divisor of ${extent}, or lengths whose sum is ${extent}`,
      },
      mend: {
        fr: `L’axe ${along} de ${formatShape(x.shape)} est partagé en entier.`,
        en: `Axis ${along} of ${formatShape(x.shape)} is divided completely.`,
      },
    });
  }
  let start = 0;
  const pieces = lengths.map((length) => {
    const piece = raw.slice(
      x,
      x.shape.map((_, i) => (i === along ? start : 0)),
      x.shape.map((whole, i) => (i === along ? length : whole)),
    );
    start += length;
    return piece;
  });
  return [...recordSeveral([x], pieces, (...gradients) => [concat(gradients, along)])];
}

/** The lengths of the parts; undefined where they do not divide the axis. */
function lengthsOf(parts: unknown, extent: number): readonly number[] | undefined {
  if (Array.isArray(parts))
    return parts.every(isExtent) && parts.reduce((sum: number, length: number) => sum + length, 0) === extent
      ? parts
      : undefined;
  // Checked first, since memory may not hold a list of so many parts.
  const divides = isExtent(parts) && parts > 0 && parts <= Math.max(1, extent) && extent % parts === 0;
  return divides ? new Array<number>(parts).fill(extent / parts) : undefined;
}

/**
 * The slices of extent 1 along an axis, each without it: the inverse of `stack`.
 * @param input a tensor, or numbers
 * @param axis the axis; 0 by default
 * @example
 * ```ts
 * const [a, b] = unstack([
 *   [1, 2],
 *   [3, 4],
 * ]);
 * a.print(); // [1, 2]
 * ```
 */
export function unstack(input: TensorLike, axis = 0): Tensor[] {
  const x = asTensor(input, "unstack", "x");
  const along = normalizeAxis(axis, x.rank, "unstack");
  return split(x, x.shape[along], along).map((piece) => squeeze(piece, [along]));
}

/**
 * Adds a border: how many values before and after, for each axis.
 * @param input a tensor, or numbers
 * @param paddings for each axis the number of values before and after
 * @param value the value; 0 by default
 * @example
 * ```ts
 * pad([1, 2], [[1, 2]]).print(); // [0, 1, 2, 0, 0]
 * ```
 */
export function pad(input: TensorLike, paddings: readonly (readonly [number, number])[], value = 0): Tensor {
  const x = asTensor(input, "pad", "x");
  checkKind(value, NUMBER, "pad", "value");
  return recordComposed([x], raw.pad(x, paddings, value), (gradient) => [
    slice(
      gradient,
      paddings.map(([before]) => before),
      x.shape,
    ),
  ]);
}

/**
 * Numbers of `a` where the condition is not 0, of `b` elsewhere; the three broadcast.
 * @param condition numbers; not 0 stands for true
 * @param a the numbers where the condition holds
 * @param b the numbers elsewhere
 * @example
 * ```ts
 * where([1, 0], [10, 20], [30, 40]).print(); // [10, 40]
 * ```
 */
export function where(condition: TensorLike, a: TensorLike, b: TensorLike): Tensor {
  const [mask, x, y] = [
    asTensor(condition, "where", "condition"),
    asTensor(a, "where", "a"),
    asTensor(b, "where", "b"),
  ];
  const result = raw.zip(
    keepWhere(mask, x, true),
    keepWhere(mask, y, false),
    (p, q) => p + q,
    "where",
    undefined,
    raw.ZIPS["add"],
  );
  return recordComposed([x, y], result, (gradient) => [
    sumTo(masked(mask, gradient, true), x.shape),
    sumTo(masked(mask, gradient, false), y.shape),
  ]);
}

/** The numbers where the condition is as asked, 0 elsewhere. */
function keepWhere(mask: Tensor, x: Tensor, asked: boolean): Tensor {
  return raw.kept(x, mask, asked);
}

/** `keepWhere`, recorded, for a tensor of the result's shape. */
function masked(mask: Tensor, x: Tensor, asked: boolean): Tensor {
  return recordComposed([x], keepWhere(mask, x, asked), (gradient) => [masked(mask, gradient, asked)]);
}
