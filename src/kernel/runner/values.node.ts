/** How values are looked at, in Node. The twin for the browser is `values.browser.ts`. */
import { types } from "node:util";

export { randomUUID } from "node:crypto";
export { inspect } from "node:util";

export const { isArrayBufferView, isNativeError, isPromise, isProxy, isTypedArray, isUint8Array } = types;

// Taken now: a cell may replace them.
const { from } = Buffer;
const bufferText = Buffer.prototype.toString;

/** Bytes as base64. */
export function base64(bytes: Uint8Array): string {
  const { buffer, byteOffset, byteLength } = bytes;
  return Reflect.apply(bufferText, Reflect.apply(from, Buffer, [buffer, byteOffset, byteLength]), ["base64"]);
}
