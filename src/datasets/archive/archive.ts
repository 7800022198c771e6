/**
 * Reads a compressed tar archive as a stream: nothing is unpacked to disk, and only the files that are wanted are kept in
 * memory, one at a time.
 *
 * An archive comes from outside, so its head is not believed: a path that climbs out of its folder, a link, a device, two
 * files of one name, a size beyond what such a file can have, or an end that is missing, and the archive is refused.
 */
import { createHash, type Hash } from "node:crypto";
import { createReadStream } from "node:fs";
import { pipeline } from "node:stream/promises";
import { createGunzip } from "node:zlib";
import { unreadable } from "../files/contents.js";
import type { RemoteSet } from "../files/remote-set.js";
import { ArchiveError, checkEntry, checkSize } from "./entries.js";

export interface ArchiveFile {
  /** Its path in the archive, with `/` between folders. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

export interface ReadOptions {
  /** The most bytes that a file of this name may have; undefined for a file that is passed over. */
  readonly wanted: (name: string) => number | undefined;
  readonly signal: AbortSignal;
  /** Told how many bytes of the archive have been read. */
  readonly onProgress?: (bytes: number) => void;
}

/** An archive that is being read; its checksum is known once all its files have been. */
export class Archive {
  private readonly hash: Hash = createHash("sha256");
  private zeros = 0;

  constructor(
    private readonly set: RemoteSet,
    private readonly place: string,
  ) {}

  /** SHA-256 of the archive, in hexadecimal; to be asked for once, after all files. */
  sha256(): string {
    return this.hash.digest("hex");
  }

  /** @throws DataError where the archive cannot be read to its end or is refused; the signal's reason. */
  async *files({ wanted, signal, onProgress }: ReadOptions): AsyncGenerator<ArchiveFile> {
    // Loaded here, since hardly any lesson reads an archive.
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
    // The loop below meets the same failure, and reports it.
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

  /** The bytes of the file as they are stored, on their way to be decompressed. */
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

  /** The decompressed bytes, with an eye on how many zeros they end in: two empty blocks end an archive. */
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

/** Bytes of zero at the end of every archive. */
const END = 1024;

/** All bytes of an entry; `size` is what its head says. */
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
