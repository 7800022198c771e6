/**
 * The form of the file that stores the index of the reviews, so that the 50,000 texts of the archive are read
 * only once.
 *
 * The file begins with a line that names its format, and a line of JSON with the checksum of the indexed
 * archive and the sizes and checksum of the rest. The rest contains the labels, one byte per review; the
 * lengths of the reviews and then all ranks, in a code of variable length (`variable-length.ts`; most words
 * take one or two bytes); and the words, one per line.
 */
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

/** A file of this form, opened. */
export interface OpenedIndex {
  /** SHA-256 of the archive that was indexed. */
  readonly archive: string;
  /** The bytes after the head, and their checksum as the head gives it. */
  readonly body: Uint8Array;
  readonly sha256: string;
  /** Reads the index; the checksum must be right. */
  read(): ReviewIndex;
}

/** The file of an index: first the parts of its body, for `sha256`, then all its parts. */
export function indexParts(
  archiveSha256: string,
  { words, train, test }: ReviewIndex,
  sha256: (parts: readonly Uint8Array[]) => string,
): Uint8Array[] {
  const encode = new TextEncoder();
  const numbers = writeNumbers([lengthsOf(train), lengthsOf(test), train.ranks, test.ranks]);
  const text = encode.encode(words.join("\n"));
  const body = [train.labels, test.labels, numbers, text];
  const head: Head = {
    archive: archiveSha256,
    train: train.labels.length,
    test: test.labels.length,
    ranks: train.ranks.length + test.ranks.length,
    bytes: [train.labels.length + test.labels.length, numbers.length, text.length],
    sha256: sha256(body),
  };
  return [encode.encode(`${FIRST_LINE}${JSON.stringify(head)}\n`), ...body];
}

/** Opens a file of this form; undefined for any other. */
export function openIndex(bytes: Uint8Array): OpenedIndex | undefined {
  const decode = new TextDecoder();
  const start = FIRST_LINE.length;
  if (decode.decode(bytes.subarray(0, start)) !== FIRST_LINE) return undefined;
  const end = bytes.indexOf(0x0a, start);
  const head = parseHead(decode.decode(bytes.subarray(start, end)));
  if (head === undefined) return undefined;
  const body = bytes.subarray(end + 1);
  return { archive: head.archive, sha256: head.sha256, body, read: () => readBody(head, body) };
}

function readBody(head: Head, body: Uint8Array): ReviewIndex {
  const [labels, numbers] = head.bytes;
  const found = readNumbers(body.subarray(labels, labels + numbers), head.train + head.test + head.ranks);
  const lengths = found.subarray(0, head.train + head.test);
  const trainStarts = startsOf(lengths.subarray(0, head.train));
  const testStarts = startsOf(lengths.subarray(head.train));
  const ranks = found.subarray(head.train + head.test);
  const trainRanks = trainStarts[head.train];
  return {
    words: new TextDecoder().decode(body.subarray(labels + numbers)).split("\n"),
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
