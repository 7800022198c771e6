/** The exercises of lesson 06, in the order of the lesson. */
import type { Exercise } from "../exercise.js";
import { rescale } from "./rescale.js";
import { oneHot } from "./one-hot.js";
import { parameters } from "./parameters.js";
import { softmax } from "./softmax.js";
import { chance } from "./chance.js";
import { batches } from "./batches.js";
import { dropout } from "./dropout.js";
import { better } from "./better.js";

export const exercises: readonly Exercise[] = [
  rescale,
  oneHot,
  parameters,
  softmax,
  chance,
  batches,
  dropout,
  better,
];
