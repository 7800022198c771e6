/** Makes tar archives for tests, correct and hostile ones. */
import { gzipSync } from "node:zlib";
import { pack, type Header } from "tar-stream";

export interface Entry extends Partial<Header> {
  readonly name: string;
  readonly content?: Uint8Array;
}

/** The uncompressed bytes of an archive of these entries. */
export async function makeTar(entries: readonly Entry[]): Promise<Buffer> {
  const packing = pack();
  for (const { content, ...header } of entries) {
    const full = { mtime: new Date(0), ...header };
    if (header.type === undefined || header.type === "file") packing.entry(full, Buffer.from(content ?? []));
    else packing.entry(full);
  }
  packing.finalize();
  const pieces: Uint8Array[] = [];
  for await (const piece of packing as AsyncIterable<Uint8Array>) pieces.push(piece);
  return Buffer.concat(pieces);
}

/** The compressed bytes of an archive of these entries. */
export async function makeArchive(entries: readonly Entry[]): Promise<Buffer> {
  return gzipSync(await makeTar(entries));
}

/** Writes another size into the header that begins at `start`, and corrects its checksum. */
export function lie(tar: Buffer, start: number, size: number): Buffer {
  const told = Buffer.from(tar);
  told.write(`${size.toString(8).padStart(11, "0")} `, start + 124, "latin1");
  told.fill(" ", start + 148, start + 156);
  const sum = told.subarray(start, start + 512).reduce((total, byte) => total + byte, 0);
  told.write(`${sum.toString(8).padStart(6, "0")}\0 `, start + 148, "latin1");
  return told;
}
