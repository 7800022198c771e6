/** `tf.util`: random orders, drawn from the stream of the free draws. */
import { streamFrom } from "../../random/free-stream.js";

/** A whole number from 0 to n − 1. */
function drawn(n: number): number {
  return Math.floor(streamFrom(undefined).uniform() * n);
}

/** Puts the values of an array in a random order. */
export function shuffle(array: unknown[] | Uint32Array | Int32Array | Float32Array): void {
  for (let i = array.length - 1; i > 0; i--) swap(array, i, drawn(i + 1));
}

/** Puts the values of two arrays in the same random order. */
export function shuffleCombo(a: unknown[], b: unknown[]): void {
  for (let i = a.length - 1; i > 0; i--) {
    const j = drawn(i + 1);
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

export function randUniform(low: number, high: number): number {
  const share = streamFrom(undefined).uniform();
  return high * share + (1 - share) * low;
}
