/** Writes zip archives for tests. */
import { crc32, deflateRawSync } from "node:zlib";

/** A zip archive of these files; every second one is deflated. */
export function zipOf(files: Readonly<Record<string, string | Buffer>>): Buffer {
  const locals: Buffer[] = [];
  const centrals: Buffer[] = [];
  let offset = 0;
  Object.entries(files).forEach(([name, text], i) => {
    const content = Buffer.from(text);
    const method = i % 2 === 0 ? 0 : 8;
    const packed = method === 0 ? content : deflateRawSync(content);
    const common = commonPart(name, method, content, packed);
    const local = Buffer.concat([word32(0x04034b50), common, word16(0), Buffer.from(name), packed]);
    centrals.push(
      Buffer.concat([
        word32(0x02014b50),
        word16(20),
        common,
        word16(0),
        word16(0),
        word16(0),
        word16(0),
        word32(0),
        word32(offset),
        Buffer.from(name),
      ]),
    );
    locals.push(local);
    offset += local.length;
  });
  const directory = Buffer.concat(centrals);
  const count = word16(centrals.length);
  return Buffer.concat([
    ...locals,
    directory,
    word32(0x06054b50),
    word16(0),
    word16(0),
    count,
    count,
    word32(directory.length),
    word32(offset),
    word16(0),
  ]);
}

/**
 * The bytes that the local header and the central directory share, from the version to the length of the
 * name.
 */
function commonPart(name: string, method: number, content: Buffer, packed: Buffer): Buffer {
  const date = ((2026 - 1980) << 9) | (3 << 5) | 14;
  return Buffer.concat([
    word16(20),
    word16(0x0800),
    word16(method),
    word16(12 << 11),
    word16(date),
    word32(crc32(content)),
    word32(packed.length),
    word32(content.length),
    word16(Buffer.byteLength(name)),
  ]);
}

function word16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16LE(value);
  return bytes;
}

function word32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}
