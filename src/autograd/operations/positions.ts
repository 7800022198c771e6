/** Repeating, reversing, reflecting and striding along axes: operations that choose positions on each axis. */
import { checkKind } from "../../errors/check-options.js";
import { ArgumentError } from "../../errors/errors.js";
import { areAdded, refuseMore } from "../../errors/extra-arguments.js";
import { oneOf, type Kind } from "../../errors/kinds.js";
import { written } from "../../errors/written.js";
import { asTensor } from "../../tensor/as-tensor.js";
import { formatShape, isExtent, normalizeAxes } from "../../tensor/shape.js";
import type { Tensor, TensorLike } from "../../tensor/tensor.js";
import { reshape } from "./layout.js";
import { pickAlong } from "./sources.js";

/** 0 … n − 1. */
function upTo(n: number): number[] {
  return Array.from({ length: n }, (_, i) => i);
}

/**
 * The tensor repeated along each axis.
 * @param input a tensor, or numbers
 * @param reps how many times, for each axis
 * @example
 * ```ts
 * tile([1, 2], [2]).print(); // [1, 2, 1, 2]
 * ```
 */
export function tile(input: TensorLike, reps: readonly number[]): Tensor {
  const x = asTensor(input, "tile", "x");
  if (!Array.isArray(reps) || reps.length !== x.rank || !reps.every(isExtent)) {
    throw new ArgumentError({
      where: "tile",
      argument: "reps",
      received: written(reps),
      expected: {
        fr: `${x.rank} entier(s) ≥ 0, un par axe de ${formatShape(x.shape)}`,
        en: `${x.rank} integer(s) ≥ 0, one for each axis of ${formatShape(x.shape)}`,
      },
      mend: {
        fr: "Par exemple tile(x, [2, 1]) : deux fois les lignes, une fois les colonnes.",
        en: "For example tile(x, [2, 1]): twice the rows, once the columns.",
      },
    });
  }
  return pickAlong(
    x,
    x.shape.map((extent, axis) => Array.from({ length: reps[axis] * extent }, (_, i) => i % extent)),
  );
}

/**
 * The order along the axes reversed, along all of them by default.
 * @param given a tensor, or numbers, and the axis or axes
 * @example
 * ```ts
 * reverse([1, 2, 3]).print(); // [3, 2, 1]
 * ```
 */
export function reverse(...given: readonly [x: TensorLike, axis?: number | readonly number[]]): Tensor {
  refuseMore(given, 2, "reverse");
  const [input, axis] = areAdded(given) ? [given[0]] : given;
  const x = asTensor(input, "reverse", "x");
  const axes = normalizeAxes(axis ?? undefined, x.rank, "reverse");
  return pickAlong(
    x,
    x.shape.map((extent, i) => (axes.includes(i) ? upTo(extent).reverse() : upTo(extent))),
  );
}

/**
 * A border that mirrors the tensor: without the number at the edge ("reflect"), or with it ("symmetric").
 * @param input a tensor, or numbers
 * @param paddings for each axis the number of values before and after
 * @param mode "reflect" or "symmetric"
 * @example
 * ```ts
 * mirrorPad([1, 2, 3], [[2, 1]], "reflect").print(); // [3, 2, 1, 2, 3, 2]
 * ```
 */
export function mirrorPad(
  input: TensorLike,
  paddings: readonly (readonly [number, number])[],
  mode: "reflect" | "symmetric",
): Tensor {
  const x = asTensor(input, "mirrorPad", "x");
  checkKind(mode, oneOf("reflect", "symmetric"), "mirrorPad", "mode");
  const edge = mode === "reflect" ? 1 : 0;
  checkKind(paddings, bordersOf(x, edge), "mirrorPad", "paddings");
  return pickAlong(
    x,
    x.shape.map((extent, axis) => {
      const [before, after] = paddings[axis];
      return Array.from({ length: before + extent + after }, (_, i) => {
        const at = i - before;
        if (at < 0) return edge - 1 - at;
        return at < extent ? at : 2 * extent - 1 - edge - at;
      });
    }),
  );
}

/** Borders that the numbers of a tensor suffice to mirror. */
function bordersOf({ shape }: Tensor, edge: number): Kind {
  return {
    fits: (value) =>
      Array.isArray(value) &&
      value.length === shape.length &&
      value.every(
        (pair, axis) =>
          Array.isArray(pair) &&
          pair.length === 2 &&
          pair.every((width) => isExtent(width) && width <= shape[axis] - edge),
      ),
    example: "[[1, 1]]",
    expected: {
      fr: `une paire d’entiers ≥ 0 par axe de ${formatShape(shape)}, au plus la longueur de l’axe moins ${edge}`,
      en: `a pair of integers ≥ 0 for each axis of ${formatShape(shape)}, at most the axis' extent less ${edge}`,
    },
  };
}

/**
 * The part from `begin` to `end`, which is excluded, in steps of `strides`, one number for each of the first
 * axes. Negative positions count from the end; a negative stride goes backwards. Bit i of a mask concerns axis
 * i: `beginMask` and `endMask` take the whole axis on that side, `shrinkAxisMask` takes one position and
 * removes the axis, `newAxisMask` adds an axis, `ellipsisMask` stands for all axes that are not named.
 * @param input a tensor, or numbers
 * @param begin the first position along each axis
 * @param end the position after the last one along each axis
 * @param strides the step along each axis; 1 by default
 * @param beginMask axes whose `begin` is ignored
 * @param endMask axes whose `end` is ignored
 * @param ellipsisMask the entry that stands for all axes that are not named
 * @param newAxisMask entries that add an axis of extent 1
 * @param shrinkAxisMask entries of which only the position `begin` is taken, without its axis
 * @example
 * ```ts
 * stridedSlice([0, 1, 2, 3, 4], [1], [5], [2]).print(); // [1, 3]
 * ```
 */
export function stridedSlice(
  input: TensorLike,
  begin: readonly number[],
  end: readonly number[],
  strides?: readonly number[],
  beginMask = 0,
  endMask = 0,
  ellipsisMask = 0,
  newAxisMask = 0,
  shrinkAxisMask = 0,
): Tensor {
  const x = asTensor(input, "stridedSlice", "x");
  const count = Array.isArray(begin) ? begin.length : -1;
  const steps = strides ?? new Array<number>(Math.max(0, count)).fill(1);
  for (const [argument, value] of Object.entries({ begin, end, strides: steps }))
    checkKind(value, entries(count, argument === "strides"), "stridedSlice", argument);
  const has = (mask: number, i: number) => ((mask >> i) & 1) === 1;
  const named = begin.filter((_, i) => !has(ellipsisMask, i) && !has(newAxisMask, i)).length;
  if (named > x.rank) checkKind(begin, entries(x.rank, false), "stridedSlice", "begin");
  const positions: number[][] = [];
  const shape: number[] = [];
  const keep = (along: number[]) => {
    positions.push(along);
    shape.push(along.length);
  };
  begin.forEach((_, i) => {
    const extent = x.shape[positions.length];
    if (has(ellipsisMask, i))
      for (let left = x.rank - named; left > 0; left--) keep(upTo(x.shape[positions.length]));
    else if (has(newAxisMask, i)) shape.push(1);
    else if (has(shrinkAxisMask, i)) positions.push([onePosition(begin[i], extent)]);
    else
      keep(
        positionsFrom(
          has(beginMask, i) ? undefined : begin[i],
          has(endMask, i) ? undefined : end[i],
          steps[i],
          extent,
        ),
      );
  });
  while (positions.length < x.rank) keep(upTo(x.shape[positions.length]));
  return reshape(pickAlong(x, positions), shape);
}

function entries(count: number, areSteps: boolean): Kind {
  return {
    fits: (value) =>
      Array.isArray(value) &&
      value.length === count &&
      value.every((each) => Number.isInteger(each) && !(areSteps && each === 0)),
    example: "[0]",
    expected: {
      fr: `une liste d’entiers${areSteps ? " non nuls" : ""}, aussi longue que begin, un par axe au plus`,
      en: `a list of integers${areSteps ? " other than 0" : ""}, as long as begin, one for each axis at most`,
    },
  };
}

function onePosition(begin: number, extent: number): number {
  const at = begin < 0 ? begin + extent : begin;
  if (at >= 0 && at < extent) return at;
  throw new ArgumentError({
    where: "stridedSlice",
    argument: "begin",
    received: String(begin),
    expected: {
      fr: `un entier de ${-extent} à ${extent - 1}`,
      en: `an integer from ${-extent} to ${extent - 1}`,
    },
    mend: { fr: "Les positions commencent à 0.", en: "Positions start at 0." },
  });
}

function positionsFrom(
  begin: number | undefined,
  end: number | undefined,
  step: number,
  extent: number,
): number[] {
  const [first, last] = step > 0 ? [0, extent] : [-1, extent - 1];
  const place = (position: number) =>
    Math.min(last, Math.max(first, position < 0 ? position + extent : position));
  const start = begin === undefined ? (step > 0 ? first : last) : place(begin);
  const stop = end === undefined ? (step > 0 ? last : first) : place(end);
  return Array.from({ length: Math.max(0, Math.ceil((stop - start) / step)) }, (_, i) => start + i * step);
}
