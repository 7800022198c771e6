/** `tf.util`: small functions on arrays and shapes. */
import { ArgumentError } from "../errors/errors.js";
import { written } from "../errors/written.js";
import { sizeOf, stridesOf } from "../tensor/shape.js";
import { shapeOfNested } from "../tensor/nested.js";
import type { NumberLike } from "../tensor/tensor.js";
import { isDataArray } from "./tensors/values.js";

/** Puts the values of an array in a random order. */
export function shuffle(array: unknown[] | Uint32Array | Int32Array | Float32Array): void {
  for (let i = array.length - 1; i > 0; i--) swap(array, i, Math.floor(Math.random() * (i + 1)));
}

/** Puts the values of two arrays in the same random order. */
export function shuffleCombo(a: unknown[], b: unknown[]): void {
  for (let i = a.length - 1; i > 0; i--) {
    const j = Math.floor(Math.random() * (i + 1));
    swap(a, i, j);
    swap(b, i, j);
  }
}

/** Exchanges two values. */
export function swap(array: { [index: number]: unknown }, i: number, j: number): void {
  const first = array[i];
  array[i] = array[j];
  array[j] = first;
}

/** The numbers from 0 to n − 1 in a random order. */
export function createShuffledIndices(n: number): Uint32Array {
  const indices = Uint32Array.from({ length: n }, (_, i) => i);
  shuffle(indices);
  return indices;
}

export function assert(condition: boolean, message: () => string): void {
  if (condition) return;
  throw new ArgumentError({
    where: "assert",
    argument: "condition",
    received: written(condition),
    expected: "true",
    mend: { fr: message(), en: message() },
  });
}

export function assertShapesMatch(a: readonly number[], b: readonly number[], prefix = ""): void {
  assert(arraysEqual(a, b), () => `${prefix} ${a.join(",")} ≠ ${b.join(",")}`);
}

export function assertNonNull(value: unknown): void {
  assert(value !== null && value !== undefined, () => "null");
}

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

/** Nested arrays as one flat list. */
export function flatten<T>(values: T | readonly unknown[], result: unknown[] = []): T[] {
  if (Array.isArray(values)) values.forEach((each: unknown) => flatten(each, result));
  else if (isDataArray(values)) result.push(...Array.from(values));
  else result.push(values);
  return result as T[];
}

export function arraysEqual(a: ArrayLike<unknown>, b: ArrayLike<unknown>): boolean {
  return a === b || (a.length === b.length && Array.from(a).every((value, i) => value === b[i]));
}

export function isScalarShape(shape: readonly number[]): boolean {
  return shape.length === 0;
}

export function isInt(value: number): boolean {
  return value % 1 === 0;
}

export function isString(value: unknown): value is string {
  return typeof value === "string" || value instanceof String;
}

export function isNumber(value: unknown): boolean {
  return typeof value === "number";
}

export function isBoolean(value: unknown): boolean {
  return typeof value === "boolean";
}

export function isFunction(value: unknown): boolean {
  return typeof value === "function";
}

export function isPromise(value: unknown): value is Promise<unknown> {
  return typeof (value as Promise<unknown> | undefined)?.then === "function";
}

export function isTypedArray(value: unknown): boolean {
  return (
    value instanceof Float32Array ||
    value instanceof Int32Array ||
    value instanceof Uint8Array ||
    value instanceof Uint8ClampedArray
  );
}

export function clamp(least: number, value: number, most: number): number {
  return Math.max(least, Math.min(value, most));
}

export function sum(values: ArrayLike<number>): number {
  return Array.from(values).reduce((total, value) => total + value, 0);
}

export function randUniform(low: number, high: number): number {
  const share = Math.random();
  return high * share + (1 - share) * low;
}

export function distSquared(a: ArrayLike<number>, b: ArrayLike<number>): number {
  return sum(Array.from(a, (value, i) => (value - b[i]) ** 2));
}

export function nearestDivisor(size: number, start: number): number {
  for (let divisor = start; divisor < size; divisor++) if (size % divisor === 0) return divisor;
  return size;
}

export function sizeToSquarishShape(size: number): [number, number] {
  const width = Math.ceil(Math.sqrt(size));
  return [width, Math.ceil(size / width)];
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

/** Milliseconds. */
export function now(): number {
  return performance.now();
}

export function fetch(path: string, init?: RequestInit): Promise<Response> {
  return globalThis.fetch(path, init);
}

export function encodeString(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

export function decodeString(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}

/** Zeros of a type, in a typed array. */
export function makeZerosTypedArray(size: number, dtype: string): Float32Array | Int32Array | Uint8Array {
  return dtype === "int32"
    ? new Int32Array(size)
    : dtype === "bool"
      ? new Uint8Array(size)
      : new Float32Array(size);
}

export function makeOnesTypedArray(size: number, dtype: string): Float32Array | Int32Array | Uint8Array {
  return makeZerosTypedArray(size, dtype).fill(1);
}

export function toNestedArray(shape: readonly number[], values: ArrayLike<number>): unknown {
  const [first, ...rest] = shape;
  if (first === undefined) return values[0];
  const size = sizeOf(rest);
  const all = Array.from(values);
  return rest.length === 0
    ? all.slice(0, first)
    : Array.from({ length: first }, (_, i) => toNestedArray(rest, all.slice(i * size, (i + 1) * size)));
}

export function toTypedArray(
  values: ArrayLike<number>,
  dtype: string,
): Float32Array | Int32Array | Uint8Array {
  const all = flatten<number>(Array.from(values) as unknown as readonly unknown[]);
  return dtype === "int32"
    ? Int32Array.from(all)
    : dtype === "bool"
      ? Uint8Array.from(all)
      : Float32Array.from(all);
}

export function repeatedTry(
  check: () => boolean,
  delay: (tries: number) => number = () => 0,
  most?: number,
): Promise<void> {
  return new Promise((resolve, reject) => {
    let tries = 0;
    const attempt = () => {
      if (check()) return resolve();
      tries++;
      if (most !== undefined && tries >= most) return reject(new Error(String(most)));
      setTimeout(attempt, delay(tries));
    };
    attempt();
  });
}
