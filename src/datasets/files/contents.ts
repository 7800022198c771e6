/**
 * Reads a small file of a data set: decompresses it if necessary, and compares it with the official
 * checksums.
 */
import { readFile } from "node:fs/promises";
import { promisify } from "node:util";
import { gunzip } from "node:zlib";
import { DataError } from "../../errors/errors.js";
import { sha256 } from "./checksum.js";
import type { RemoteFile, RemoteSet } from "./remote-set.js";

export interface Contents {
  readonly bytes: Uint8Array;
  /** Whether these are exactly the official contents. */
  readonly verified: boolean;
  /** The path of the file. */
  readonly place: string;
}

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

export function unreadable(set: RemoteSet, place: string, error: unknown): DataError {
  return new DataError({
    where: set.where,
    argument: place,
    received: error instanceof Error ? error.message : String(error),
    expected: { fr: "un fichier entier et lisible", en: "a whole and readable file" },
    mend: damagedMend(place),
  });
}

/** The advice for a damaged file. */
export function damagedMend(place: string): { fr: string; en: string } {
  return {
    fr: `Remplacez ${place}, ou supprimez-le : ce qui manque dans son dossier, le cours le télécharge (sauf avec directory).`,
    en: `Replace ${place}, or delete it: the course downloads the files that are missing in its folder (but not with directory).`,
  };
}
