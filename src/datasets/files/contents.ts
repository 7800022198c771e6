/**
 * Reads a small file of a data set: decompresses it if necessary, and compares it with the official
 * checksums.
 */
import { readFile } from "node:fs/promises";
import { promisify } from "node:util";
import { gunzip } from "node:zlib";
import { sha256 } from "./checksum.js";
import { unreadable } from "./damaged.js";
import type { Contents } from "./found.js";
import type { RemoteFile, RemoteSet } from "./remote-set.js";

/**
 * The maximal decompressed size in bytes, against files made to fill the memory; all data sets are smaller.
 */
const MOST = 1 << 28;

/** @throws DataError if the file cannot be read or decompressed. */
export async function readContents(set: RemoteSet, file: RemoteFile, place: string): Promise<Contents> {
  const stored = await readFile(place).catch((error: unknown) => {
    throw unreadable(set, place, error);
  });
  const official = sha256(stored) === file.sha256;
  const isCompressed = stored[0] === 0x1f && stored[1] === 0x8b;
  const bytes = isCompressed
    ? await promisify(gunzip)(stored, { maxOutputLength: MOST }).catch((error: unknown) => {
        throw unreadable(set, place, error);
      })
    : stored;
  return {
    bytes: new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.length),
    verified: official || sha256(bytes) === file.contentsSha256,
    place,
  };
}
