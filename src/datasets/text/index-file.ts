/**
 * Stores the index of the reviews in a compact file, so that the 50,000 texts of the archive are read only
 * once.
 *
 * The file begins with a line that names its format, and a line of JSON with the checksum of the indexed
 * archive and the sizes and checksum of the rest. The rest contains the labels, one byte per review; the
 * lengths of the reviews and then all ranks, in a code of variable length (`variable-length.ts`; most words
 * take one or two bytes); and the words, one per line.
 */
import { readFile } from "node:fs/promises";
import { sha256 } from "../files/checksum.js";
import { writeAside } from "../../host/write-aside.node.js";
import type { IndexedReviews, ReviewIndex } from "./review-index.js";
import { readNumbers, writeNumbers } from "./variable-length.js";

/** Must be changed whenever the format of the file or `wordsOf` changes. */
const FIRST_LINE = "neurones reviews 1\n";

interface Head {
  readonly archive: string;
  readonly train: number;
  readonly test: number;
  readonly ranks: number;
  /** The sizes in bytes of the labels, the numbers and the words. */
  readonly bytes: readonly [number, number, number];
  readonly sha256: string;
}

/** The name of the file with the index of an archive. */
export function indexName(archiveSha256: string): string {
  return `reviews-${archiveSha256.slice(0, 16)}.index`;
}

/** Writes an index, completely or not at all. */
export async function writeIndex(
  file: string,
  archiveSha256: string,
  { words, train, test }: ReviewIndex,
): Promise<void> {
  const labels = Buffer.concat([train.labels, test.labels]);
  const numbers = writeNumbers([lengthsOf(train), lengthsOf(test), train.ranks, test.ranks]);
  const text = Buffer.from(words.join("\n"));
  const body = Buffer.concat([labels, numbers, text]);
  const head: Head = {
    archive: archiveSha256,
    train: train.labels.length,
    test: test.labels.length,
    ranks: train.ranks.length + test.ranks.length,
    bytes: [labels.length, numbers.length, text.length],
    sha256: sha256(body),
  };
  await writeAside(file, Buffer.concat([Buffer.from(`${FIRST_LINE}${JSON.stringify(head)}\n`), body]));
}

/** The stored index of this archive; undefined if there is no such file, or if it is damaged. */
export async function readIndex(file: string, archiveSha256: string): Promise<ReviewIndex | undefined> {
  const bytes = await readFile(file).catch(() => undefined);
  if (bytes === undefined || bytes.toString("latin1", 0, FIRST_LINE.length) !== FIRST_LINE) return undefined;
  const end = bytes.indexOf("\n", FIRST_LINE.length);
  const head = parseHead(bytes.toString("utf8", FIRST_LINE.length, end));
  const body = bytes.subarray(end + 1);
  if (head?.archive !== archiveSha256 || sha256(body) !== head.sha256) return undefined;
  const [labels, numbers] = head.bytes;
  const found = readNumbers(body.subarray(labels, labels + numbers), head.train + head.test + head.ranks);
  const lengths = found.subarray(0, head.train + head.test);
  const trainStarts = startsOf(lengths.subarray(0, head.train));
  const testStarts = startsOf(lengths.subarray(head.train));
  const ranks = found.subarray(head.train + head.test);
  const trainRanks = trainStarts[head.train];
  return {
    words: body.toString("utf8", labels + numbers).split("\n"),
    train: {
      ranks: ranks.subarray(0, trainRanks),
      starts: trainStarts,
      labels: Uint8Array.from(body.subarray(0, head.train)),
    },
    test: {
      ranks: ranks.subarray(trainRanks),
      starts: testStarts,
      labels: Uint8Array.from(body.subarray(head.train, labels)),
    },
  };
}

/**
 * The head, if it is JSON. Its fields need no further checks: the archive's checksum and that of the rest are
 * compared.
 */
function parseHead(text: string): Head | undefined {
  try {
    return JSON.parse(text) as Head;
  } catch {
    return undefined;
  }
}

function lengthsOf({ starts }: IndexedReviews): Int32Array {
  return Int32Array.from({ length: starts.length - 1 }, (_, i) => starts[i + 1] - starts[i]);
}

function startsOf(lengths: Int32Array): Int32Array {
  const starts = new Int32Array(lengths.length + 1);
  lengths.forEach((length, i) => (starts[i + 1] = starts[i] + length));
  return starts;
}
