/** Which instructions of WebAssembly a browser has: the engine's kernels compute with vectors. */

/** A module with one function, whose body is given as bytes. */
function moduleOf(body: readonly number[]): Uint8Array<ArrayBuffer> {
  const code = [0, ...body, 0x1a, 0x0b];
  return Uint8Array.of(
    ...[0, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    // One type, () → (), and one function of that type.
    ...[1, 4, 1, 0x60, 0, 0, 3, 2, 1, 0],
    ...[10, code.length + 2, 1, code.length, ...code],
  );
}

/** `i32.const 0`, `i8x16.splat`. */
const VECTOR = [0x41, 0, 0xfd, 0x0f];

/** Whether the browser has vectors (2021), without which the engine trains no network. */
export function hasSimd(): boolean {
  return WebAssembly.validate(moduleOf(VECTOR));
}

/** Whether the browser has relaxed vectors (`f32x4.relaxed_madd`), with which the engine is quicker. */
export function hasRelaxedSimd(): boolean {
  return WebAssembly.validate(moduleOf([...VECTOR, ...VECTOR, ...VECTOR, 0xfd, 0x85, 0x02]));
}
