/**
 * The table of beginners' mistakes, with the advice that each gets in French. `document.ts` prints it as a
 * page.
 */
import type { MistakeGroup } from "./mistake.js";
import { ARRAYS } from "./mistakes/arrays.js";
import { ENGINE } from "./mistakes/engine.js";
import { FUNCTIONS } from "./mistakes/functions.js";
import { IMPORTS } from "./mistakes/imports.js";
import { NUMBERS } from "./mistakes/numbers.js";
import { PYTHON_HABITS } from "./mistakes/python.js";
import { R_HABITS } from "./mistakes/r.js";
import { TENSORFLOW_HABITS } from "./mistakes/tensorflow.js";
import { WEB_HABITS } from "./mistakes/web.js";

export const MISTAKES: readonly MistakeGroup[] = [
  R_HABITS,
  PYTHON_HABITS,
  WEB_HABITS,
  NUMBERS,
  ARRAYS,
  FUNCTIONS,
  IMPORTS,
  ENGINE,
  TENSORFLOW_HABITS,
];
