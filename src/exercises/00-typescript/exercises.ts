/** The exercises of lesson 00, in the order of the lesson: each R habit that misleads has its own answer. */
import type { Exercise } from "../exercise.js";
import { power } from "./power.js";
import { ends } from "./ends.js";
import { array } from "./array.js";
import { arrow } from "./arrow.js";
import { even } from "./even.js";
import { center } from "./center.js";
import { mean } from "./mean.js";
import { count } from "./count.js";
import { distance } from "./distance.js";
import { message } from "./message.js";

export const exercises: readonly Exercise[] = [
  power,
  ends,
  array,
  arrow,
  even,
  center,
  mean,
  count,
  distance,
  message,
];
