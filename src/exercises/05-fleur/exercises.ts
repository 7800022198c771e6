/** The exercises of lesson 05, in the order of the lesson. */
import type { Exercise } from "../exercise.js";
import { ceiling } from "./ceiling.js";
import { trainingSplit } from "./split.js";
import { precision } from "./precision.js";
import { overfitting } from "./overfitting.js";
import { parameters } from "./parameters.js";
import { chooseModel } from "./choose.js";

export const exercises: readonly Exercise[] = [
  ceiling,
  trainingSplit,
  precision,
  overfitting,
  parameters,
  chooseModel,
];
