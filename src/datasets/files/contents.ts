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
import { isGzip, MOST_DECOMPRESSED } from "./gzip.js";
import type { RemoteFile, RemoteSet } from "./remote-set.js";

/** @throws DataError if the file cannot be read or decompressed. */
export async function readContents(set: RemoteSet, file: RemoteFile, place: string): Promise<Contents> {
  const stored = await readFile(place).catch((error: unknown) => {
    throw unreadable(set, place, error);
  });
  const official = sha256(stored) === file.sha256;
  const bytes = isGzip(stored)
    ? await promisify(gunzip)(stored, { maxOutputLength: MOST_DECOMPRESSED }).catch((error: unknown) => {
        throw unreadable(set, place, error);
      })
    : stored;
  return {
    bytes: new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.length),
    verified: official || sha256(bytes) === file.contentsSha256,
    place,
  };
}
