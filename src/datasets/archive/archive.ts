/**
 * Reads a compressed tar archive as a stream: nothing is unpacked to disk, and only one of the wanted files
 * is in memory at a time.
 *
 * An archive may be damaged or hostile. It is refused if it contains a path that leaves its folder, a link, a
 * device, two files with the same name or a file that is too large, or if its end is missing.
 */
import { createHash, type Hash } from "node:crypto";
import { createReadStream } from "node:fs";
import { pipeline } from "node:stream/promises";
import { createGunzip } from "node:zlib";
import { unreadable } from "../files/damaged.js";
import type { RemoteSet } from "../files/remote-set.js";
import { ArchiveError, checkEntry, checkSize } from "./entries.js";

export interface ArchiveFile {
  /** Its path in the archive, with `/` between folders. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

export interface ReadOptions {
  /** The maximal size in bytes of a file with this name; undefined for a file to be skipped. */
  readonly wanted: (name: string) => number | undefined;
  readonly signal: AbortSignal;
  /** Called with the number of bytes of the archive read so far. */
  readonly onProgress?: (bytes: number) => void;
}

/** An archive that is being read; its checksum is known after all its files have been read. */
export class Archive {
  private readonly hash: Hash = createHash("sha256");
  private zeros = 0;

  constructor(
    private readonly set: RemoteSet,
    private readonly place: string,
  ) {}

  /** SHA-256 of the archive, in hexadecimal; may be called once, after all files were read. */
  sha256(): string {
    return this.hash.digest("hex");
  }

  /**
   * The wanted files.
   * @throws DataError if the archive is refused or cannot be read to its end
   * @throws the reason of the signal
   */
  async *files({ wanted, signal, onProgress }: ReadOptions): AsyncGenerator<ArchiveFile> {
    // Loaded only when needed, since few lessons read an archive.
    const { extract } = await import("tar-stream");
    const entries = extract();
    const names = new Set<string>();
    const stopped = new AbortController();
    const stop = () => stopped.abort(signal.reason);
    signal.addEventListener("abort", stop);
    const reading = pipeline(
      createReadStream(this.place, { highWaterMark: 1 << 18 }),
      this.stored(onProgress),
      createGunzip(),
      this.unpacked(),
      entries,
      { signal: stopped.signal },
    );
    // The loop below throws the same error.
    reading.catch(() => undefined);
    try {
      signal.throwIfAborted();
      for await (const entry of entries) {
        const { header } = entry;
        const name = checkEntry(header, names);
        const most = header.type === "file" ? wanted(name) : undefined;
        if (most === undefined) entry.resume();
        else yield { name, bytes: await bytesOf(entry, checkSize(header, most)) };
      }
      await reading;
      if (this.zeros < END)
        throw new ArchiveError({ fr: "la fin de l’archive manque", en: "the end of the archive is missing" });
    } catch (error) {
      signal.throwIfAborted();
      throw unreadable(this.set, this.place, error);
    } finally {
      signal.removeEventListener("abort", stop);
      stopped.abort();
      entries.destroy();
    }
  }

  /** Passes on the compressed bytes, and adds them to the checksum. */
  private stored(onProgress: ReadOptions["onProgress"]) {
    const { hash } = this;
    let read = 0;
    return async function* (pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
      for await (const piece of pieces) {
        hash.update(piece);
        read += piece.length;
        onProgress?.(read);
        yield piece;
      }
    };
  }

  /**
   * Passes on the decompressed bytes, and counts the zeros at their end: an archive ends with two empty
   * blocks.
   */
  private unpacked() {
    const count = (piece: Uint8Array): void => {
      let last = piece.length;
      while (last > 0 && piece.length - last < END && piece[last - 1] === 0) last--;
      this.zeros = last === 0 ? this.zeros + piece.length : piece.length - last;
    };
    return async function* (pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
      for await (const piece of pieces) {
        count(piece);
        yield piece;
      }
    };
  }
}

/** The number of zero bytes at the end of each archive. */
const END = 1024;

/** All bytes of an entry; `size` is the size in its header. */
async function bytesOf(pieces: AsyncIterable<unknown>, size: number): Promise<Uint8Array> {
  const bytes = new Uint8Array(size);
  let filled = 0;
  for await (const piece of pieces as AsyncIterable<Uint8Array>) {
    bytes.set(piece, filled);
    filled += piece.length;
  }
  if (filled === size) return bytes;
  throw new ArchiveError({
    fr: `un fichier de ${filled} octets au lieu de ${size}`,
    en: `a file of ${filled} bytes instead of ${size}`,
  });
}
