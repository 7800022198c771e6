/**
 * For every exercise: right answers in different forms, and plausible wrong answers. The tests check all of them.
 */
import type { Answers } from "./answers/kinds.js";
import { ANSWERS as LESSON_00 } from "./answers/00-typescript.js";
import { ANSWERS as LESSON_01 } from "./answers/01-structure.js";
import { ANSWERS as LESSON_02 } from "./answers/02-apprentissage.js";
import { ANSWERS as LESSON_03 } from "./answers/03-perceptron.js";
import { ANSWERS as LESSON_04 } from "./answers/04-xor.js";
import { ANSWERS as LESSON_05 } from "./answers/05-fleur.js";
import { ANSWERS as LESSON_06 } from "./answers/06-mnist.js";
import { ANSWERS as LESSON_07 } from "./answers/07-cifar10.js";
import { ANSWERS as LESSON_08 } from "./answers/08-imdb.js";
import { ANSWERS as LESSON_09 } from "./answers/09-from-scratch.js";
import { ANSWERS as LESSON_10 } from "./answers/10-generatif.js";

export const ANSWERS: Readonly<Record<string, Answers>> = {
  ...LESSON_00,
  ...LESSON_01,
  ...LESSON_02,
  ...LESSON_03,
  ...LESSON_04,
  ...LESSON_05,
  ...LESSON_06,
  ...LESSON_07,
  ...LESSON_08,
  ...LESSON_09,
  ...LESSON_10,
};
