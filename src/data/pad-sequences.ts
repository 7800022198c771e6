/**
 * Sequences of different lengths as one matrix: what is short is filled up, what is long is cut.
 *
 * As Keras' `pad_sequences` has it, both happen at the beginning by default: a recurrent network then ends on the last words
 * and not on a row of zeros.
 */
import { ArgumentError } from "../errors/errors.js";
import { Tensor } from "../tensor/tensor.js";

/** The beginning of a sequence, or its end. */
export type SequenceEnd = "pre" | "post";

export interface PadOptions {
  /** The length of every row; that of the longest sequence by default. */
  readonly maxLength?: number;
  /** Where short sequences are filled up; at the beginning by default. */
  readonly padding?: SequenceEnd;
  /** Where long sequences are cut; at the beginning by default. */
  readonly truncating?: SequenceEnd;
  /** What they are filled up with; 0 by default. */
  readonly value?: number;
}

/**
 * @param sequences whole numbers, such as the numbers of words
 * @returns int32, [count, maxLength]
 */
export function padSequences(sequences: readonly ArrayLike<number>[], options: PadOptions = {}): Tensor {
  const { padding = "pre", truncating = "pre", value = 0 } = options;
  const maxLength = options.maxLength ?? sequences.reduce((longest, { length }) => Math.max(longest, length), 0);
  checkLength(maxLength);
  checkEnd(padding, "padding");
  checkEnd(truncating, "truncating");
  const data = new Int32Array(sequences.length * maxLength).fill(value);
  sequences.forEach((sequence, row) => {
    const kept = Math.min(sequence.length, maxLength);
    const from = truncating === "pre" ? sequence.length - kept : 0;
    const to = row * maxLength + (padding === "pre" ? maxLength - kept : 0);
    for (let i = 0; i < kept; i++) data[to + i] = checkNumber(sequence[from + i], row);
  });
  return new Tensor(data, [sequences.length, maxLength]);
}

function checkLength(maxLength: number): void {
  if (Number.isInteger(maxLength) && maxLength >= 0) return;
  throw new ArgumentError({
    where: "padSequences", argument: "maxLength", received: String(maxLength), expected: { fr: "un entier ≥ 0", en: "an integer ≥ 0" },
    mend: { fr: "Par exemple 256.", en: "For example 256." },
  });
}

function checkEnd(end: string, argument: string): void {
  if (end === "pre" || end === "post") return;
  throw new ArgumentError({
    where: "padSequences", argument, received: JSON.stringify(end), expected: '"pre", "post"',
    mend: { fr: "\"pre\" est le début de la suite, \"post\" sa fin.", en: "\"pre\" is the beginning of the sequence, \"post\" its end." },
  });
}

function checkNumber(value: number, row: number): number {
  if (Number.isInteger(value) && value === (value | 0)) return value;
  throw new ArgumentError({
    where: "padSequences", argument: `sequences[${row}]`, received: String(value), expected: { fr: "des entiers de 32 bits", en: "integers of 32 bits" },
    mend: { fr: "Donnez des numéros (de mots, par exemple), pas des mots.", en: "Give numbers (of words, for example), not words." },
  });
}
