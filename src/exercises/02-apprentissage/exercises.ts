/** The exercises of lesson 02, in the order of the lesson. */
import type { Exercise } from "../exercise.js";
import { sign } from "./sign.js";
import { step } from "./step.js";
import { largestRate } from "./largest-rate.js";
import { stopping } from "./stopping.js";
import { gradientOfBowl } from "./gradient-of-bowl.js";
import { chain } from "./chain.js";
import { backpropagation } from "./backpropagation.js";

export const exercises: readonly Exercise[] = [
  sign,
  step,
  largestRate,
  stopping,
  gradientOfBowl,
  chain,
  backpropagation,
];
