/** Writes zip archives (PKWARE's APPNOTE): each file deflated, or stored if that is no larger; its name in UTF-8. */
import { crc32, deflateRawSync } from "node:zlib";

export interface ZipFile {
  /** The path in the archive, with forward slashes. */
  readonly name: string;
  readonly content: Uint8Array;
  readonly modified: Date;
}

const LOCAL = 0x04034b50;
const CENTRAL = 0x02014b50;
const END = 0x06054b50;
const VERSION = 20;
const UTF8_NAMES = 0x0800;
const STORED = 0;
const DEFLATED = 8;
/** What a 16-bit and a 32-bit field can count, without the extension for larger archives. */
const MOST_FILES = 0xffff;
const MOST_BYTES = 0xffffffff;

/** The archive of these files. Throws `RangeError` beyond 65,535 files or 4 GB. */
export function zipArchive(files: readonly ZipFile[]): Buffer {
  if (files.length > MOST_FILES) throw new RangeError(`An archive holds at most ${MOST_FILES} files.`);
  const locals: Buffer[] = [];
  const centrals: Buffer[] = [];
  let offset = 0;
  for (const { name, content, modified } of files) {
    const path = Buffer.from(name);
    const deflated = deflateRawSync(content);
    const [method, packed] =
      deflated.length < content.length ? [DEFLATED, deflated] : [STORED, Buffer.from(content)];
    const common = Buffer.concat([
      word16(VERSION, UTF8_NAMES, method, ...dosTime(modified)),
      word32(crc32(content), packed.length, content.length),
      word16(path.length),
    ]);
    const local = Buffer.concat([word32(LOCAL), common, word16(0), path, packed]);
    centrals.push(
      Buffer.concat([word32(CENTRAL), word16(VERSION), common, word16(0, 0, 0, 0), word32(0, offset), path]),
    );
    locals.push(local);
    offset += local.length;
    if (offset > MOST_BYTES) throw new RangeError("An archive holds at most 4 GB.");
  }
  const directory = Buffer.concat(centrals);
  const count = files.length;
  return Buffer.concat([
    ...locals,
    directory,
    word32(END),
    word16(0, 0, count, count),
    word32(directory.length, offset),
    word16(0),
  ]);
}

/** The local time and date in the format of MS-DOS, which counts in steps of two seconds from 1980 on. */
function dosTime(time: Date): [time: number, date: number] {
  const years = Math.max(0, time.getFullYear() - 1980);
  return [
    (time.getHours() << 11) | (time.getMinutes() << 5) | (time.getSeconds() >> 1),
    (years << 9) | ((time.getMonth() + 1) << 5) | time.getDate(),
  ];
}

function word16(...values: number[]): Buffer {
  const bytes = Buffer.alloc(2 * values.length);
  values.forEach((value, i) => bytes.writeUInt16LE(value, 2 * i));
  return bytes;
}

function word32(...values: number[]): Buffer {
  const bytes = Buffer.alloc(4 * values.length);
  values.forEach((value, i) => bytes.writeUInt32LE(value, 4 * i));
  return bytes;
}
