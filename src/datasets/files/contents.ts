/** Reads a small file of a data set whole: decompressed where it is compressed, compared with the official checksums. */
import { readFile } from "node:fs/promises";
import { promisify } from "node:util";
import { gunzip } from "node:zlib";
import { DataError } from "../../errors/errors.js";
import { sha256 } from "./checksum.js";
import type { RemoteFile, RemoteSet } from "./remote-set.js";

export interface Contents {
  readonly bytes: Uint8Array;
  /** Whether these are the official contents, bit for bit. */
  readonly verified: boolean;
  /** The file they were read from. */
  readonly place: string;
}

/** No file of the course holds more than this, in bytes; one that grows beyond it is no data set but a trap. */
const MOST = 1 << 28;

/** @throws DataError where the file cannot be read or decompressed. */
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

/** What to do about a file that is not what it should be. */
export function damagedMend(place: string): { fr: string; en: string } {
  return {
    fr: `Remplacez ${place}, ou supprimez-le : ce qui manque dans son dossier, le cours le télécharge (sauf avec directory).`,
    en: `Replace ${place}, or delete it: what is missing in its folder the course downloads (but not with directory).`,
  };
}
