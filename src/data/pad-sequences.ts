/**
 * Sequences of different lengths as one matrix: short ones are padded, long ones are truncated.
 *
 * Both happen at the beginning by default, as in Keras' `pad_sequences`: a recurrent network then reads the
 * words last, and not a row of zeros.
 */
import { checkOptions } from "../errors/check-options.js";
import { ArgumentError } from "../errors/errors.js";
import { isList, type Kind, oneOf, wholeNumber } from "../errors/kinds.js";
import { written } from "../errors/written.js";
import { allocate } from "../tensor/dtype.js";
import { Tensor } from "../tensor/tensor.js";

/** The beginning of a sequence, or its end. */
export type SequenceEnd = "pre" | "post";

/** The options of `padSequences`. */
export interface PadOptions {
  /** The length of every row; that of the longest sequence by default. */
  readonly maxLength?: number;
  /** Where short sequences are padded; at the beginning by default. */
  readonly padding?: SequenceEnd;
  /** Where long sequences are truncated; at the beginning by default. */
  readonly truncating?: SequenceEnd;
  /** The value that short sequences are padded with; 0 by default. */
  readonly value?: number;
}

const INTEGER: Kind = {
  fits: isInteger,
  example: "0",
  expected: { fr: "un entier de 32 bits", en: "an integer of 32 bits" },
};
const END: Kind = {
  ...oneOf("pre", "post"),
  mend: {
    fr: '"pre" est le début de la suite, "post" sa fin.',
    en: '"pre" is the beginning of the sequence, "post" its end.',
  },
};
const KINDS = { maxLength: wholeNumber(0, 256), padding: END, truncating: END, value: INTEGER };

/**
 * Makes sequences equally long, as the rows of a matrix.
 * @param sequences whole numbers, such as the numbers of words
 * @returns int32, [count, maxLength]
 * @param options `maxLength`, `padding`, `truncating`, …
 * @example
 * ```ts
 * padSequences(
 *   [
 *     [1, 2],
 *     [3, 4, 5, 6],
 *   ],
 *   { maxLength: 3 },
 * ).print(); // [[0, 1, 2], [4, 5, 6]]
 * ```
 */
export function padSequences(sequences: readonly ArrayLike<number>[], options: PadOptions = {}): Tensor {
  checkOptions(options, KINDS, "padSequences");
  checkSequences(sequences);
  const { padding = "pre", truncating = "pre", value = 0 } = options;
  const maxLength =
    options.maxLength ?? sequences.reduce((longest, { length }) => Math.max(longest, length), 0);
  const data = allocate("int32", sequences.length * maxLength).fill(value);
  sequences.forEach((sequence, row) => {
    const count = Math.min(sequence.length, maxLength);
    const from = truncating === "pre" ? sequence.length - count : 0;
    const to = row * maxLength + (padding === "pre" ? maxLength - count : 0);
    for (let i = 0; i < count; i++) data[to + i] = checkNumber(sequence[from + i], row);
  });
  return new Tensor(data, [sequences.length, maxLength]);
}

function checkSequences(sequences: unknown): void {
  if (Array.isArray(sequences) && sequences.every(isList)) return;
  throw new ArgumentError({
    where: "padSequences",
    argument: "sequences",
    received: written(sequences),
    expected: { fr: "une liste de suites d’entiers", en: "a list of sequences of integers" },
    mend: {
      fr: "Par exemple padSequences([[4, 7, 1], [9]]).",
      en: "For example padSequences([[4, 7, 1], [9]]).",
    },
  });
}

function isInteger(value: unknown): value is number {
  return Number.isInteger(value) && value === ((value as number) | 0);
}

function checkNumber(value: number, row: number): number {
  if (isInteger(value)) return value;
  throw new ArgumentError({
    where: "padSequences",
    argument: `sequences[${row}]`,
    received: typeof value === "string" ? value : written(value),
    expected: { fr: "des entiers de 32 bits", en: "integers of 32 bits" },
    mend: {
      fr: "Donnez des numéros (de mots, par exemple), pas des mots.",
      en: "Give numbers (of words, for example), not words.",
    },
  });
}
