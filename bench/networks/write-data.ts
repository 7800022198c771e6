/**
 * Examples in files, drawn from a seed: everybody reads the same, and nothing needs the real data sets.
 *
 * They have the shapes of the real ones and as many zeros; how long a step takes depends on nothing else. Rows are written as they
 * are drawn, so that this process stays small: on Linux a child's peak of memory begins at what its parent held.
 */
import { closeSync, openSync, writeSync } from "node:fs";
import path from "node:path";
import { RandomStream } from "../../src/random/stream.js";
import { sizeOf } from "../../src/tensor/shape.js";
import type { DataSpec, Network } from "./networks.js";

const SEED = 69;
/** Median and spread (of the logarithm) of the lengths of IMDB's reviews, in words, and the longest. */
const REVIEW = { median: 174, spread: 0.6, longest: 2494 };
/** The number of the first real word: 0 fills, 1 and 2 begin a review and stand for rare words, as Keras numbers them. */
const FIRST_WORD = 3;

/** Files of little-endian numbers: `x` (of 4 bytes; for bags `starts` and `columns` instead) and `y` (of one byte). */
export function writeData({ shape, data, classes, examples }: Network, folder: string): void {
  const random = new RandomStream(SEED);
  const labels = new RandomStream(SEED, 1);
  const size = sizeOf(shape);
  writeRows(path.join(folder, "y.bin"), examples, () => Uint8Array.of(labels.integer(classes)));
  if (data.kind !== "bag") {
    writeRows(path.join(folder, "x.bin"), examples, () =>
      data.kind === "words" ? review(random, data.words, size) : numbers(random, data, size),
    );
    return;
  }
  const starts = new Int32Array(examples + 1);
  writeRows(path.join(folder, "columns.bin"), examples, (row) => {
    const columns = Int32Array.from(new Set(words(random, data.words))).sort();
    starts[row + 1] = starts[row] + columns.length;
    return columns;
  });
  writeRows(path.join(folder, "starts.bin"), 1, () => starts);
}

function writeRows(
  file: string,
  rows: number,
  row: (index: number) => Uint8Array | Int32Array | Float32Array,
): void {
  const descriptor = openSync(file, "w");
  try {
    for (let i = 0; i < rows; i++) writeSync(descriptor, row(i));
  } finally {
    closeSync(descriptor);
  }
}

function numbers(
  random: RandomStream,
  { filled }: DataSpec & { readonly kind: "numbers" },
  size: number,
): Float32Array {
  return Float32Array.from({ length: size }, () =>
    filled === 1 || random.uniform() < filled ? random.uniform() : 0,
  );
}

/** A review's last words, with filling in front. */
function review(random: RandomStream, count: number, size: number): Int32Array {
  const row = new Int32Array(size);
  const all = words(random, count).slice(-size);
  row.set(all, size - all.length);
  return row;
}

/** Words by Zipf's law: the n-th most frequent one comes up in proportion to 1/n. */
function words(random: RandomStream, count: number): number[] {
  const length = Math.min(
    REVIEW.longest,
    Math.ceil(REVIEW.median * Math.exp(REVIEW.spread * random.normal())),
  );
  return Array.from(
    { length },
    () => FIRST_WORD - 1 + Math.floor((count - FIRST_WORD + 1) ** random.uniform()),
  );
}
