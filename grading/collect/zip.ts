/**
 * Reads zip archives (PKWARE's APPNOTE): names, dates and contents from the central directory, stored or
 * deflated.
 *
 * An archive may be hostile: the names in it are never used as paths to write to, and the unpacked size of an
 * entry is limited.
 */
import { inflateRawSync } from "node:zlib";
import { verbatim } from "../../src/language/language.js";
import { SetUpError } from "../../system/set-up-error.js";

export interface ZipEntry {
  readonly name: string;
  readonly modified: Date;
  /** True for a symbolic link, which is not followed. */
  readonly isLink: boolean;
  /** The size that the archive declares, in bytes. */
  readonly size: number;
  /** Unpacks the content. Throws if it is damaged, or larger than LARGEST_ENTRY. */
  read(): Buffer;
}

const END = 0x06054b50;
const CENTRAL = 0x02014b50;
const LOCAL = 0x04034b50;
const END_SIZE = 22;
const LARGEST_COMMENT = 0xffff;
const LARGEST_ENTRY = 64 * 2 ** 20;
const STORED = 0;
const DEFLATED = 8;
const UTF8_NAMES = 0x0800;
/** The type of a symbolic link in the first bits of the file's attributes, as Unix has them. */
const UNIX_LINK = 0xa;

/** The files in an archive, without the folders. Throws `SetUpError` if the archive cannot be read. */
export function readZip(archive: Buffer, name: string): ZipEntry[] {
  try {
    return [...entries(archive)].filter((entry) => !entry.name.endsWith("/"));
  } catch (error) {
    if (!(error instanceof RangeError) && !(error instanceof DamagedZip)) throw error;
    throw new SetUpError({
      fr: `« ${verbatim(name)} » n’est pas une archive zip lisible.`,
      en: `“${verbatim(name)}” is not a readable zip archive.`,
    });
  }
}

class DamagedZip extends Error {}

function* entries(archive: Buffer): Generator<ZipEntry> {
  const end = archive.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
  if (end < 0 || end < archive.length - END_SIZE - LARGEST_COMMENT || archive.readUInt32LE(end) !== END)
    throw new DamagedZip();
  const count = archive.readUInt16LE(end + 10);
  let at = archive.readUInt32LE(end + 16);
  for (let i = 0; i < count; i++) {
    if (archive.readUInt32LE(at) !== CENTRAL) throw new DamagedZip();
    const [nameLength, extraLength, commentLength] = [28, 30, 32].map((offset) =>
      archive.readUInt16LE(at + offset),
    );
    const isUtf8 = (archive.readUInt16LE(at + 8) & UTF8_NAMES) !== 0;
    const bytes = archive.subarray(at + 46, at + 46 + nameLength);
    const head = at;
    yield {
      name: nameOf(bytes, isUtf8),
      modified: dateOf(archive.readUInt16LE(at + 14), archive.readUInt16LE(at + 12)),
      isLink: archive.readUInt32LE(at + 38) >>> 28 === UNIX_LINK,
      size: archive.readUInt32LE(at + 24),
      read: () => contentOf(archive, head),
    };
    at += 46 + nameLength + extraLength + commentLength;
  }
}

/** Most names without the flag for UTF-8 are UTF-8 all the same; one that is not is read as Latin-1. */
function nameOf(bytes: Buffer, isUtf8: boolean): string {
  const text = bytes.toString("utf8");
  return isUtf8 || !text.includes("\ufffd") ? text : bytes.toString("latin1");
}

/** The date and time in the format of MS-DOS, which counts in steps of two seconds. */
function dateOf(date: number, time: number): Date {
  return new Date(
    1980 + (date >> 9),
    ((date >> 5) & 15) - 1,
    date & 31,
    time >> 11,
    (time >> 5) & 63,
    (time & 31) * 2,
  );
}

function contentOf(archive: Buffer, head: number): Buffer {
  const method = archive.readUInt16LE(head + 10);
  const [size, unpacked, local] = [20, 24, 42].map((offset) => archive.readUInt32LE(head + offset));
  if (unpacked > LARGEST_ENTRY || archive.readUInt32LE(local) !== LOCAL) throw new DamagedZip();
  const start = local + 30 + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28);
  const packed = archive.subarray(start, start + size);
  if (method === STORED) return packed;
  if (method !== DEFLATED) throw new DamagedZip();
  return inflateRawSync(packed, { maxOutputLength: LARGEST_ENTRY });
}
