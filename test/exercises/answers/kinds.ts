/**
 * Answers to an exercise, and the forms that all answers of a kind may have: a number as a text, a list as a tensor, a
 * result in single precision.
 */
import { tensor } from "../../../src/index.js";

/** Right answers, however written, and plausible wrong ones. */
export interface Answers {
  readonly right: readonly unknown[];
  readonly wrong: readonly unknown[];
}

/** Answers to an exercise whose answer is a number: the right one in all its forms, and wrong ones beside those named. */
export function numberAnswers(
  right: number,
  wrong: readonly unknown[],
  alsoRight: readonly unknown[] = [],
): Answers {
  return {
    right: [
      right,
      String(right),
      ` ${String(right).replace(".", ",")} `,
      [right],
      Float64Array.of(right),
      tensor([right]),
      ...alsoRight,
    ],
    wrong: [...wrong, right / 4, 10 * right, [right, right], `${right} ou plus`, { value: right }, true],
  };
}

/** Answers to an exercise whose answer is a letter; `others` are the other letters, `word` what else might be written. */
export function choiceAnswers(right: string, others: string, word: string): Answers {
  const capital = right.toUpperCase();
  return {
    right: [right, capital, ` ${right} `, `${right})`, `${right}.`, ` ${capital}) `],
    wrong: [
      ...others,
      others.toUpperCase()[0],
      right + others[0],
      right + right,
      word,
      "abcd".indexOf(right) + 1,
      true,
      [right, others[0]],
      { choice: right },
    ],
  };
}

/** The function, whose results are tensors: the engine's own form of a list. */
export const inTensors =
  <Inputs extends readonly unknown[]>(f: (...inputs: Inputs) => number[] | number[][]) =>
  (...inputs: Inputs): unknown =>
    tensor(f(...inputs));

type Numbers = number | readonly Numbers[];
const rounded = (value: Numbers): Numbers =>
  typeof value === "number" ? Math.fround(value) : value.map(rounded);

/** The function, whose results are rounded to the seven digits of single precision. */
export const inSinglePrecision =
  <Inputs extends readonly unknown[]>(f: (...inputs: Inputs) => Numbers) =>
  (...inputs: Inputs): unknown =>
    rounded(f(...inputs));
