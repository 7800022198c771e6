/** The reviews for training and testing, with the conversion of words to numbers and back. */
import { ArgumentError } from "../../errors/errors.js";
import { written } from "../../errors/written.js";
import { formatNumber } from "../../language/language.js";
import type { DataSource } from "../files/remote-set.js";
import { wordsOf, type ReviewIndex } from "./review-index.js";
import {
  AFTER_RANK,
  numberOfRank,
  PADDING,
  ReviewSet,
  START,
  type ReviewOptions,
  type ReviewSettings,
} from "./review-set.js";

/** Reviews to train on and to test on, with the vocabulary. */
export interface ReviewData {
  readonly train: ReviewSet;
  readonly test: ReviewSet;
  /**
   * The word of each number: `vocabulary[4]` is the most frequent one. 0 to 3 are `<pad>`, `<start>`,
   * `<unknown>`, `<unused>`.
   */
  readonly vocabulary: readonly string[];
  /** The words of a sequence, without padding and start; an unknown word becomes a question mark. */
  decode(sequence: ArrayLike<number>): string;
  /**
   * The numbers of the words of any text, with the start number 1 before them: a network's input for a new
   * review.
   */
  encode(text: string): number[];
  /** Whether these are the official reviews, other files of the same form, or generated reviews. */
  readonly source: DataSource;
}

const NO_WORDS = ["<pad>", "<start>", "<unknown>", "<unused>"];

/** The options with their default values, checked before any long work begins. */
export function settingsOf(options: ReviewOptions, where: string): ReviewSettings {
  const settings = { ...options, words: options.words ?? 10_000, maxLength: options.maxLength ?? 256 };
  for (const [argument, least] of [
    ["words", NO_WORDS.length + 1],
    ["maxLength", 1],
  ] as const) {
    const value = settings[argument];
    if (Number.isInteger(value) && value >= least) continue;
    throw new ArgumentError({
      where,
      argument,
      received: written(value),
      expected: { fr: `un entier ≥ ${least}`, en: `an integer ≥ ${least}` },
      mend: {
        fr: "Par exemple imdb({ words: 10000, maxLength: 256 }).",
        en: "For example imdb({ words: 10000, maxLength: 256 }).",
      },
    });
  }
  return settings;
}

export function reviewData(index: ReviewIndex, settings: ReviewSettings, source: DataSource): ReviewData {
  const { words } = settings;
  const vocabulary = [...NO_WORDS, ...index.words.slice(0, words - NO_WORDS.length)];
  const numbers = new Map(vocabulary.map((word, number) => [word, number]));
  return {
    train: new ReviewSet(index.train, settings),
    test: new ReviewSet(index.test, settings),
    vocabulary,
    source,
    decode: (sequence) =>
      Array.from(sequence)
        .filter((number) => number !== PADDING && number !== START)
        .map((number) => wordAt(vocabulary, number))
        .join(" "),
    encode: (text) => [
      START,
      ...wordsOf(text).map((word) => numberOfRank((numbers.get(word) ?? 0) - AFTER_RANK, words)),
    ],
  };
}

function wordAt(vocabulary: readonly string[], number: number): string {
  if (!Number.isInteger(number) || number < 0 || number >= vocabulary.length) {
    throw new ArgumentError({
      where: "decode",
      argument: "sequence",
      received: String(number),
      expected: {
        fr: `des numéros de mots, de 0 à ${formatNumber(vocabulary.length - 1)}`,
        en: `word numbers from 0 to ${formatNumber(vocabulary.length - 1)}`,
      },
      mend: {
        fr: "Donnez une suite telle que train.sequences[0].",
        en: "Give a sequence such as train.sequences[0].",
      },
    });
  }
  return number < NO_WORDS.length ? "?" : vocabulary[number];
}
