/**
 * The index of the reviews as a compact file, so that the archive's 50,000 texts are read once only.
 *
 * First a line that says what this is, then a line of JSON: the checksum of the archive that was indexed, the sizes of what
 * follows and its checksum. What follows: the labels, one byte a review; the lengths of the reviews and then all ranks, as
 * numbers of variable length (seven bits a byte, the eighth says that more follow: most words take one byte or two); the words,
 * one a line.
 */
import { readFile } from "node:fs/promises";
import { sha256 } from "../files/checksum.js";
import { writeAside } from "../../host/write-aside.node.js";
import type { IndexedReviews, ReviewIndex } from "./review-index.js";
import { readNumbers, writeNumbers } from "./variable-length.js";

/** Changes whenever the form of the file, or the way in which words are found, does. */
const FIRST_LINE = "neurones reviews 1\n";

interface Head {
  readonly archive: string;
  readonly train: number;
  readonly test: number;
  readonly ranks: number;
  /** The bytes of the labels, of the numbers, of the words. */
  readonly bytes: readonly [number, number, number];
  readonly sha256: string;
}

/** The name of the file with the index of an archive. */
export function indexName(archiveSha256: string): string {
  return `reviews-${archiveSha256.slice(0, 16)}.index`;
}

/** Writes an index, whole or not at all. */
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

/** The index of this archive; undefined where there is no such file, or not a whole one. */
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

/** The head is ours or it is nothing: what follows is covered by its checksum. */
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
