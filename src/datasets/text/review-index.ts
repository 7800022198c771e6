/**
 * Reviews as numbers: each word is replaced by its rank among the words of the training reviews, the most
 * frequent being 1.
 *
 * Only the words of training reviews are counted, since nothing of the test reviews may be used before the
 * test. A word that occurs only in test reviews has the rank 0, unknown.
 */
import { RandomStream } from "../../random/stream.js";
import type { Origin } from "../files/found.js";

const LINE_BREAK = /<br\s*\/?>/gi;
const WORD = /[\p{L}\p{N}]+(?:'[\p{L}\p{N}]+)*/gu;

/**
 * The words of a text in lower case, without punctuation and without the tags of line breaks (`<br />`) that
 * the reviews have from the web. An apostrophe inside a word stays: “don't” is one word.
 */
export function wordsOf(text: string): string[] {
  return text.replace(LINE_BREAK, " ").replaceAll("’", "'").toLowerCase().match(WORD) ?? [];
}

/** The reviews of one part, one after the other. */
export interface IndexedReviews {
  /** The ranks of all words of all reviews. */
  readonly ranks: Int32Array;
  /** The ranks of review i begin at `starts[i]` and end before `starts[i + 1]`. */
  readonly starts: Int32Array;
  /** 1 for a positive review, 0 for a negative one. */
  readonly labels: Uint8Array;
}

export interface ReviewIndex {
  /** The words by rank; the first has rank 1. */
  readonly words: readonly string[];
  readonly train: IndexedReviews;
  readonly test: IndexedReviews;
}

/** An index with its origin. */
export interface Reviews extends Origin {
  readonly index: ReviewIndex;
}

export type Part = "train" | "test";

/** The seed of the order of the reviews. */
const SEED = 113;

interface Review {
  /** The review's position before shuffling. */
  readonly position: number;
  readonly label: 0 | 1;
  /** Word numbers, which count words in the order of their first occurrence. */
  readonly words: Int32Array;
}

/** Collects reviews in any order, and builds the index. */
export class ReviewIndexer {
  private readonly numbers = new Map<string, number>();
  /** How often each word occurs in the training reviews, by word number. */
  private readonly counts: number[] = [];
  private readonly reviews: Record<Part, Review[]> = { train: [], test: [] };

  /**
   * @param position  the review's number in its folder, which makes the order independent of that of the
   * archive
   */
  add(part: Part, label: 0 | 1, position: number, words: readonly string[]): void {
    const numbers = Int32Array.from(words, (word) => this.numberOf(word));
    if (part === "train") for (const number of numbers) this.counts[number]++;
    this.reviews[part].push({ position, label, words: numbers });
  }

  /** The number of reviews of a part, or of a part with one label. */
  count(part: Part, label?: 0 | 1): number {
    return this.reviews[part].filter((review) => label === undefined || review.label === label).length;
  }

  finish(): ReviewIndex {
    const { counts } = this;
    const words = [...this.numbers.keys()];
    const known = words.map((_, number) => number).filter((number) => counts[number] > 0);
    // Equally frequent words are sorted alphabetically, so that the ranks depend only on the reviews.
    known.sort((a, b) => counts[b] - counts[a] || (words[a] < words[b] ? -1 : 1));
    const ranks = new Int32Array(words.length);
    known.forEach((number, i) => (ranks[number] = i + 1));
    return {
      words: known.map((number) => words[number]),
      train: this.arrange("train", ranks),
      test: this.arrange("test", ranks),
    };
  }

  private numberOf(word: string): number {
    const known = this.numbers.get(word);
    if (known !== undefined) return known;
    this.counts.push(0);
    this.numbers.set(word, this.numbers.size);
    return this.numbers.size - 1;
  }

  /**
   * Shuffles the reviews: the archive separates positive and negative ones, and a validation set may be taken
   * from the end.
   */
  private arrange(part: Part, ranks: Int32Array): IndexedReviews {
    const sorted = this.reviews[part].sort((a, b) => a.label - b.label || a.position - b.position);
    const reviews = Array.from(
      new RandomStream(SEED, part === "train" ? 0 : 1).permutation(sorted.length),
      (i) => sorted[i],
    );
    const starts = new Int32Array(reviews.length + 1);
    reviews.forEach(({ words }, i) => (starts[i + 1] = starts[i] + words.length));
    const all = new Int32Array(starts[reviews.length]);
    reviews.forEach(({ words }, i) => words.forEach((number, j) => (all[starts[i] + j] = ranks[number])));
    return { ranks: all, starts, labels: Uint8Array.from(reviews, ({ label }) => label) };
  }
}
