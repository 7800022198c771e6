/** Stores the index of the reviews in a file (`index-format.ts`), in Node. */
import { readFile } from "node:fs/promises";
import { sha256 } from "../files/checksum.js";
import { writeAside } from "../../host/write-aside.node.js";
import { indexParts, openIndex } from "./index-format.js";
import type { ReviewIndex } from "./review-index.js";

/** The name of the file with the index of an archive. */
export function indexName(archiveSha256: string): string {
  return `reviews-${archiveSha256.slice(0, 16)}.index`;
}

/** The file of an index. */
export function indexBytes(archiveSha256: string, index: ReviewIndex): Uint8Array {
  return Buffer.concat(indexParts(archiveSha256, index, (parts) => sha256(Buffer.concat(parts))));
}

/** Writes an index, completely or not at all. */
export async function writeIndex(file: string, archiveSha256: string, index: ReviewIndex): Promise<void> {
  await writeAside(file, indexBytes(archiveSha256, index));
}

/** The stored index of this archive; undefined if there is no such file, or if it is damaged. */
export async function readIndex(file: string, archiveSha256: string): Promise<ReviewIndex | undefined> {
  const bytes = await readFile(file).catch(() => undefined);
  const opened = bytes === undefined ? undefined : openIndex(bytes);
  if (opened?.archive !== archiveSha256 || sha256(opened.body) !== opened.sha256) return undefined;
  return opened.read();
}
