/** The exercises of lesson 01, in the order of the lesson. */
import type { Exercise } from "../exercise.js";
import { blueArrows } from "./blue-arrows.js";
import { parameters } from "./parameters.js";
import { formula } from "./formula.js";
import { byHand } from "./by-hand.js";
import { layer } from "./layer.js";
import { meanSquaredError } from "./mean-squared-error.js";
import { binaryCrossEntropy } from "./binary-cross-entropy.js";
import { crossEntropy } from "./cross-entropy.js";
import { whoAmI } from "./who-am-i.js";

export const exercises: readonly Exercise[] = [
  blueArrows,
  parameters,
  formula,
  byHand,
  layer,
  meanSquaredError,
  binaryCrossEntropy,
  crossEntropy,
  whoAmI,
];
