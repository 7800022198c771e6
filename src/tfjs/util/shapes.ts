/** `tf.util`: shapes, and positions in them. */
import { shapeOfNested } from "../../tensor/nested.js";
import { normalizeAxis, sizeOf, stridesOf } from "../../tensor/shape.js";
import type { NumberLike } from "../../tensor/tensor.js";
import { isDataArray } from "../tensors/values.js";
import { assert } from "./assertions.js";

/** How many numbers a shape has. */
export function sizeFromShape(shape: readonly number[]): number {
  return sizeOf(shape);
}

export function computeStrides(shape: readonly number[]): number[] {
  return stridesOf(shape).slice(0, -1);
}

/** The shape of nested arrays. */
export function inferShape(values: unknown): number[] {
  if (isDataArray(values)) return [values.length];
  return [...shapeOfNested(values as NumberLike, "inferShape", "values")];
}

export function isScalarShape(shape: readonly number[]): boolean {
  return shape.length === 0;
}

export function indexToLoc(index: number, rank: number, strides: readonly number[]): number[] {
  const place: number[] = [];
  let rest = index;
  for (let axis = 0; axis < rank - 1; axis++) {
    place.push(Math.floor(rest / strides[axis]));
    rest -= place[axis] * strides[axis];
  }
  return rank === 0 ? [] : [...place, rest];
}

export function locToIndex(place: readonly number[], rank: number, strides: readonly number[]): number {
  if (rank === 0) return 0;
  return place
    .slice(0, -1)
    .reduce((index, position, axis) => index + position * strides[axis], place[rank - 1]);
}

/** The shape with its one extent of −1 replaced by what a size leaves for it. */
export function inferFromImplicitShape(shape: readonly number[], size: number): number[] {
  const known = sizeOf(shape.filter((extent) => extent >= 0));
  const unknown = shape.filter((extent) => extent < 0);
  assert(unknown.every((extent) => extent === -1) && unknown.length < 2, () => `shape: [${shape.join()}]`);
  const fits = unknown.length === 0 ? size === 0 || size === known : known > 0 && size % known === 0;
  assert(fits, () => `shape: [${shape.join()}], size: ${size}`);
  return shape.map((extent) => (extent < 0 ? size / known : extent));
}

/** The axes, counted from the first; all where none is given. */
export function parseAxisParam(
  axis: number | readonly number[] | null | undefined,
  shape: readonly number[],
): number[] {
  const axes = axis ?? shape.map((_, i) => i);
  return [axes].flat().map((each) => normalizeAxis(each, shape.length, "parseAxisParam"));
}

/** The shape without its axes of extent 1, or without those given, and the axes that stay. */
export function squeezeShape(
  shape: readonly number[],
  axis?: readonly number[] | null,
): { newShape: number[]; keptDims: number[] } {
  const chosen =
    axis === undefined || axis === null || axis.length === 0 ? undefined : parseAxisParam(axis, shape);
  chosen?.forEach((each) => assert(shape[each] === 1, () => `axis ${each}: ${shape[each]} ≠ 1`));
  const keptDims = shape.flatMap((extent, i) => (extent === 1 && chosen?.includes(i) !== false ? [] : [i]));
  return { newShape: keptDims.map((i) => shape[i]), keptDims };
}
