/** Archives for tests. */
import { zipArchive } from "../../system/write-zip.js";

/** A zip archive of these files, all of the same day. */
export function zipOf(files: Readonly<Record<string, string | Buffer>>): Buffer {
  const modified = new Date(2026, 2, 14, 12);
  return zipArchive(
    Object.entries(files).map(([name, text]) => ({ name, content: Buffer.from(text), modified })),
  );
}
