/** Bytes in one piece or in several. */
import type { WeightData } from "./types.js";

/** One buffer with the bytes of all. */
export function concatenateArrayBuffers(buffers: WeightData | undefined): ArrayBuffer {
  if (buffers === undefined) return new ArrayBuffer(0);
  if (!Array.isArray(buffers)) return asBuffer(buffers);
  const size = buffers.reduce((sum, { byteLength }) => sum + byteLength, 0);
  const all = new Uint8Array(size);
  let at = 0;
  for (const buffer of buffers) {
    all.set(new Uint8Array(asBuffer(buffer)), at);
    at += buffer.byteLength;
  }
  return all.buffer;
}

/** A buffer of exactly these bytes; programs of Node pass views of a larger one. */
function asBuffer(bytes: ArrayBuffer | Uint8Array): ArrayBuffer {
  return bytes instanceof ArrayBuffer ? bytes : new Uint8Array(bytes).buffer;
}

/** The number of bytes of a text in UTF-8. */
export function byteLength(text: string): number {
  return new TextEncoder().encode(text).length;
}
