/** The exercises of lesson 03, in the order of the lesson. */
import type { Exercise } from "../exercise.js";
import { parameters } from "./parameters.js";
import { logisticFunction } from "./logistic-function.js";
import { outputByHand } from "./output-by-hand.js";
import { perceptron } from "./perceptron.js";
import { accuracy } from "./accuracy.js";
import { line } from "./line.js";
import { floor } from "./floor.js";
import { linearOutput } from "./linear-output.js";
import { gradientStep } from "./gradient-step.js";

export const exercises: readonly Exercise[] = [
  parameters,
  logisticFunction,
  outputByHand,
  perceptron,
  accuracy,
  line,
  floor,
  linearOutput,
  gradientStep,
];
