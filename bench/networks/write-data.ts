/**
 * Writes the examples to files, drawn from a seed: all contenders read the same, and the real data sets are
 * not needed.
 *
 * They have the shapes of the real examples and the same share of zeros; the time of a step depends on
 * nothing else. Each row is written when it is drawn, so that this process needs little memory: on Linux a
 * child's peak begins at its parent's memory.
 */
import { closeSync, openSync, writeSync } from "node:fs";
import path from "node:path";
import { RandomStream } from "../../src/random/stream.js";
import { sizeOf } from "../../src/tensor/shape.js";
import type { DataSpec, Network } from "./networks.js";

const SEED = 69;
/** Median and spread (of the logarithm) of the lengths of IMDB's reviews, in words, and the longest. */
const REVIEW = { median: 174, spread: 0.6, longest: 2494 };
/**
 * The number of the first real word. As in Keras, 0 is padding, 1 begins a review and 2 stands for rare
 * words.
 */
const FIRST_WORD = 3;

/**
 * Writes little-endian numbers: `x` (4 bytes each; for bags `starts` and `columns` instead) and `y` (1 byte
 * each).
 */
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

/** The last words of a review, with padding in front. */
function review(random: RandomStream, count: number, size: number): Int32Array {
  const row = new Int32Array(size);
  const all = words(random, count).slice(-size);
  row.set(all, size - all.length);
  return row;
}

/** Words by Zipf's law: the frequency of the n-th most frequent one is proportional to 1/n. */
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
