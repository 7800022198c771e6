/**
 * Reviews as numbers: each word is replaced by its rank among the words of the training reviews, the most frequent being 1.
 *
 * Only the training reviews are counted. What a test review says must not have been looked at before the test; a word that
 * only test reviews have gets the rank 0, unknown.
 */
import { RandomStream } from "../../random/stream.js";

/** Reviews one after the other. */
export interface IndexedReviews {
  /** The ranks of all words of all reviews. */
  readonly ranks: Int32Array;
  /** Review i has the ranks from `starts[i]` up to `starts[i + 1]`, which is left out. */
  readonly starts: Int32Array;
  /** 1 for a good review, 0 for a bad one. */
  readonly labels: Uint8Array;
}

export interface ReviewIndex {
  /** The words by rank, the first being of rank 1. */
  readonly words: readonly string[];
  readonly train: IndexedReviews;
  readonly test: IndexedReviews;
}

export type Part = "train" | "test";

/** The seed of the order in which reviews are given. */
const SEED = 113;

interface Review {
  /** Where the review stands before the shuffle. */
  readonly position: number;
  readonly label: 0 | 1;
  /** Numbers of words in the order in which they were first met. */
  readonly words: Int32Array;
}

/** Takes reviews in any order, and makes the index of them. */
export class ReviewIndexer {
  private readonly numbers = new Map<string, number>();
  /** How often each word was met in the training reviews, by its number. */
  private readonly counts: number[] = [];
  private readonly reviews: Record<Part, Review[]> = { train: [], test: [] };

  /** @param position says where the review belongs, whatever the order in which the archive has them */
  add(part: Part, label: 0 | 1, position: number, words: readonly string[]): void {
    const numbers = Int32Array.from(words, (word) => this.numberOf(word));
    if (part === "train") for (const number of numbers) this.counts[number]++;
    this.reviews[part].push({ position, label, words: numbers });
  }

  /** How many reviews there are of a part and a label. */
  count(part: Part, label?: 0 | 1): number {
    return this.reviews[part].filter((review) => label === undefined || review.label === label).length;
  }

  finish(): ReviewIndex {
    const { counts } = this;
    const words = [...this.numbers.keys()];
    const known = words.map((_, number) => number).filter((number) => counts[number] > 0);
    // Words that are equally frequent come in the order of their letters, so that the ranks depend on the reviews alone.
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

  /** The reviews shuffled, since good and bad ones come apart, and a validation set may be cut from the end. */
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
