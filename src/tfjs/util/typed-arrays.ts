/** `tf.util`: the types of numbers, and their arrays. */
import { sizeOf } from "../../tensor/shape.js";
import type { DataType, TypedArray } from "../tensors/types.js";
import { flatten } from "./arrays.js";
import { assert } from "./assertions.js";

/** The types, from the narrowest to the widest, with the bytes that a number has. */
const BYTES: Readonly<Record<string, number>> = { bool: 1, int32: 4, float32: 4, complex64: 8 };

function constructorOf(
  dtype: string,
): Float32ArrayConstructor | Int32ArrayConstructor | Uint8ArrayConstructor {
  if (dtype === "int32") return Int32Array;
  return dtype === "bool" ? Uint8Array : Float32Array;
}

/** Zeros of a type, in a typed array. */
export function makeZerosTypedArray(size: number, dtype: string): TypedArray {
  return new (constructorOf(dtype))(size);
}

export function makeOnesTypedArray(size: number, dtype: string): TypedArray {
  return makeZerosTypedArray(size, dtype).fill(1);
}

export function getTypedArrayFromDType(dtype: string, size: number): TypedArray {
  return makeZerosTypedArray(size, dtype);
}

export function getArrayFromDType(dtype: string, size: number): TypedArray | string[] {
  return dtype === "string" ? new Array<string>(size).fill("") : makeZerosTypedArray(size, dtype);
}

/** Zeros in nested arrays, of which the innermost are typed. */
export function makeZerosNestedTypedArray(shape: readonly number[], dtype: string): unknown {
  return toNestedArray(shape, makeZerosTypedArray(sizeOf(shape), dtype));
}

export function toNestedArray(shape: readonly number[], values: ArrayLike<number>): unknown {
  assert(sizeOf(shape) === 0 || sizeOf(shape) === values.length, () => `[${shape.join()}], ${values.length}`);
  if (sizeOf(shape) === 0) return [];
  const [first, ...rest] = shape;
  if (first === undefined) return values[0];
  const size = sizeOf(rest);
  const all = Array.from(values);
  return rest.length === 0
    ? all.slice(0, first)
    : Array.from({ length: first }, (_, i) => toNestedArray(rest, all.slice(i * size, (i + 1) * size)));
}

export function toTypedArray(values: ArrayLike<number>, dtype: string): TypedArray {
  return constructorOf(dtype).from(flatten<number>(Array.from(values) as unknown as readonly unknown[]));
}

export function isValidDtype(dtype: string): boolean {
  return dtype in BYTES || dtype === "string";
}

export function bytesPerElement(dtype: string): number {
  assert(dtype in BYTES, () => `dtype: ${dtype}`);
  return BYTES[dtype];
}

/** Whether the new type cannot hold all numbers of the old one. */
export function hasEncodingLoss(oldType: string, newType: string): boolean {
  const widths = Object.keys(BYTES);
  return widths.indexOf(newType) < widths.indexOf(oldType);
}

export function checkConversionForErrors(values: ArrayLike<number>, dtype: string): void {
  for (const value of Array.from(values))
    assert(!Number.isNaN(value) && Number.isFinite(value), () => `${value}, dtype: ${dtype}`);
}

/** The type of a tensor of these values, if none is given. */
export function inferDtype(values: unknown): DataType {
  const first: unknown = Array.isArray(values) ? flatten<unknown>(values)[0] : values;
  if (typeof first === "boolean") return "bool";
  if (typeof first === "string") return "string";
  const isWhole =
    first instanceof Int32Array || first instanceof Uint8Array || first instanceof Uint8ClampedArray;
  return isWhole ? "int32" : "float32";
}
