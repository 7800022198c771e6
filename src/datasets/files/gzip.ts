/** What both readers of gzip, in Node and in a browser, agree on. */

/**
 * The maximal decompressed size in bytes, against files made to fill the memory; all data sets are smaller.
 */
export const MOST_DECOMPRESSED = 1 << 28;

/** Whether bytes begin as gzip does (RFC 1952). */
export function isGzip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b;
}
