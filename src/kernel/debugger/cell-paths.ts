/**
 * The paths by which front ends and debugger name cells: a folder, the hash of the cell's text, an extension. No such
 * files exist. JupyterLab computes the same path for each of its cells, by the method and seed that `debugInfo` tells.
 */
import { tmpdir } from "node:os";
import { join, sep } from "node:path";

/** MurmurHash2, 32 bits, of the text in UTF-8. https://github.com/aappleby/smhasher/wiki/MurmurHash2 */
export const HASH_METHOD = "Murmur2";
export const HASH_SEED = 0xc70f6907;
export const PREFIX = join(tmpdir(), `neurones_${process.pid}`) + sep;
export const SUFFIX = ".ts";

const MULTIPLIER = 0x5bd1e995;

/** The path of a cell with this text. */
export function cellPath(code: string): string {
  return `${PREFIX}${murmur2(code, HASH_SEED)}${SUFFIX}`;
}

export function murmur2(text: string, seed: number): number {
  const bytes = new TextEncoder().encode(text);
  const words = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let hash = seed ^ bytes.length;
  let at = 0;
  for (; at + 4 <= bytes.length; at += 4) {
    let word = Math.imul(words.getUint32(at, true), MULTIPLIER);
    word ^= word >>> 24;
    hash = Math.imul(hash, MULTIPLIER) ^ Math.imul(word, MULTIPLIER);
  }
  if (at < bytes.length) {
    for (let shift = 0; at < bytes.length; at += 1, shift += 8) hash ^= bytes[at]! << shift;
    hash = Math.imul(hash, MULTIPLIER);
  }
  hash = Math.imul(hash ^ (hash >>> 13), MULTIPLIER);
  return (hash ^ (hash >>> 15)) >>> 0;
}
