/** `tf.util`: arrays and numbers. */
import { isDataArray } from "../tensors/values.js";

/**
 * Nested arrays as one flat list.
 * @param values the arrays
 * @param result the list to which the values are added
 * @param skipTypedArray whether a typed array counts as one value
 */
export function flatten<T>(
  values: T | readonly unknown[],
  result: unknown[] = [],
  skipTypedArray = false,
): T[] {
  if (Array.isArray(values)) values.forEach((each: unknown) => flatten(each, result, skipTypedArray));
  else if (isDataArray(values) && !skipTypedArray)
    for (let i = 0; i < values.length; i++) result.push(values[i]);
  else result.push(values);
  return result as T[];
}

export function arraysEqual(a: ArrayLike<unknown>, b: ArrayLike<unknown>): boolean {
  return a === b || (a.length === b.length && Array.from(a).every((value, i) => value === b[i]));
}

export function arraysEqualWithNull(a: ArrayLike<unknown> | null, b: ArrayLike<unknown> | null): boolean {
  if (a === null || b === null) return a === b;
  if (a.length !== b.length) return false;
  return Array.from(a).every((value, i) => value === null || b[i] === null || value === b[i]);
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

export function nearestLargerEven(value: number): number {
  return value % 2 === 0 ? value : value + 1;
}

export function tanh(x: number): number {
  return Math.tanh(x);
}

export function rightPad(text: string, size: number): string {
  return text.padEnd(size);
}
