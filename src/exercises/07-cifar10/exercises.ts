/** The exercises of lesson 07, in the order of the lesson. */
import type { Exercise } from "../exercise.js";
import { convolution } from "./convolution.js";
import { outputSize } from "./output-size.js";
import { pooling } from "./pooling.js";
import { sharing } from "./sharing.js";
import { flattened } from "./flattened.js";
import { parameters } from "./parameters.js";

export const exercises: readonly Exercise[] = [
  convolution,
  outputSize,
  sharing,
  pooling,
  flattened,
  parameters,
];
