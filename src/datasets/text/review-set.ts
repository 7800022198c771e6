/**
 * Reviews as input of a network: sequences of word numbers for an embedding, or bags of words.
 *
 * The numbers are those of Keras: 0 is padding, 1 starts a review, 2 is an unknown word, 3 is not used, and
 * the word of rank k has the number k + 3. All numbers are from 0 to `words` − 1, so that `words` is the
 * input size of an embedding; rarer words are unknown.
 */
import { padSequences, type SequenceEnd } from "../../data/pad-sequences.js";
import { ArgumentError } from "../../errors/errors.js";
import { formatNumber } from "../../language/language.js";
import { Tensor } from "../../tensor/tensor.js";
import type { IndexedReviews } from "./review-index.js";

export const PADDING = 0;
export const START = 1;
export const UNKNOWN = 2;
/** What is added to a word's rank to get its number. */
export const AFTER_RANK = 3;

export interface ReviewOptions {
  /**
   * The number of different word numbers; the most frequent words have one of their own, all others have 2.
   * 10,000 by default.
   */
  readonly words?: number;
  /** The length of the rows of `padded`; 256 by default. */
  readonly maxLength?: number;
  /**
   * Where short reviews are padded with 0, and where long ones are truncated; "pre", at the beginning, by
   * default.
   */
  readonly padding?: SequenceEnd;
  readonly truncating?: SequenceEnd;
}

export type ReviewSettings = Required<Pick<ReviewOptions, "words" | "maxLength">> & ReviewOptions;

/** The maximal size of a bag of words, in bytes. */
const MOST_BYTES = 500_000_000;

/**
 * Reviews with their labels, as word numbers for an embedding or as bags of words.
 * @example
 * ```ts
 * const { train: reviews } = await datasets.imdb({ words: 1000, maxLength: 50 });
 * const same: datasets.ReviewSet = reviews;
 * same.count;
 * ```
 */
export class ReviewSet {
  /** The word numbers of each complete review, with 1 at the beginning. */
  readonly sequences: readonly Int32Array[];
  /** 1 for a positive review, 0 for a negative one. */
  readonly labels: Uint8Array;
  /** The number of reviews. */
  readonly count: number;
  private matrix: Tensor | undefined;

  constructor(
    { ranks, starts, labels }: IndexedReviews,
    private readonly settings: ReviewSettings,
  ) {
    this.labels = labels;
    this.count = labels.length;
    // All sequences are parts of one array.
    const numbers = new Int32Array(ranks.length + this.count);
    this.sequences = Array.from(labels, (_, i) => {
      const [from, to] = [starts[i], starts[i + 1]];
      numbers[from + i] = START;
      for (let j = from; j < to; j++) numbers[j + i + 1] = numberOfRank(ranks[j], settings.words);
      return numbers.subarray(from + i, to + i + 1);
    });
  }

  /**
   * All reviews with the same length, for an embedding: int32, [count, maxLength]. Computed on first access.
   */
  get padded(): Tensor {
    const { maxLength, padding = "pre", truncating = "pre" } = this.settings;
    this.matrix ??= padSequences(this.sequences, { maxLength, padding, truncating });
    return this.matrix;
  }

  /**
   * The words that each review contains, without their order: float32, [count, words], with 1 in the columns
   * of its words and 0 elsewhere. The columns 0 to 3, which do not stand for words, are 0.
   * @param indices  the indices of the reviews; all by default
   * @throws ArgumentError for an index that does not exist, or if the result would be larger than 500 MB
   */
  bagOfWords(indices?: ArrayLike<number>): Tensor {
    const { words } = this.settings;
    const rows = indices?.length ?? this.count;
    if (rows * words * 4 > MOST_BYTES) throw this.tooLarge(rows);
    const data = new Float32Array(rows * words);
    for (let row = 0; row < rows; row++) {
      for (const number of this.sequenceAt(indices === undefined ? row : indices[row])) {
        if (number > AFTER_RANK) data[row * words + number] = 1;
      }
    }
    return new Tensor(data, [rows, words]);
  }

  private sequenceAt(index: number): Int32Array {
    const found = this.sequences.at(index);
    if (found !== undefined && Number.isInteger(index) && index >= 0) return found;
    throw new ArgumentError({
      where: "bagOfWords",
      argument: "indices",
      received: String(index),
      expected: { fr: `des positions de 0 à ${this.count - 1}`, en: `positions from 0 to ${this.count - 1}` },
      mend: { fr: "La première critique est à la position 0.", en: "The first review is at position 0." },
    });
  }

  private tooLarge(rows: number): ArgumentError {
    const { words } = this.settings;
    const most = Math.floor(MOST_BYTES / 4 / words);
    return new ArgumentError({
      where: "bagOfWords",
      argument: "indices",
      received: {
        fr: `${formatNumber(rows)} critiques de ${formatNumber(words)} mots`,
        en: `${formatNumber(rows)} reviews of ${formatNumber(words)} words`,
      },
      expected: {
        fr: `au plus ${formatNumber(most)} critiques à la fois`,
        en: `at most ${formatNumber(most)} reviews at once`,
      },
      mend: {
        fr: "Donnez les positions des critiques voulues (un lot), ou gardez moins de mots (words).",
        en: "Give the positions of the reviews wanted (a batch), or use fewer words (words).",
      },
    });
  }
}

/** The number of the word of this rank; UNKNOWN for a rank beyond `words`. */
export function numberOfRank(rank: number, words: number): number {
  return rank > 0 && rank + AFTER_RANK < words ? rank + AFTER_RANK : UNKNOWN;
}
