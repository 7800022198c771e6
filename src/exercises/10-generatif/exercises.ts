/** The exercises of lesson 10, in the order of the lesson. */
import type { Exercise } from "../exercise.js";
import { compression } from "./compression.js";
import { path } from "./path.js";
import { criticLoss } from "./critic-loss.js";
import { balance } from "./balance.js";
import { frozen } from "./frozen.js";
import { symptom } from "./symptom.js";
import { transposed } from "./transposed.js";
import { nearest } from "./nearest.js";

export const exercises: readonly Exercise[] = [
  compression,
  path,
  criticLoss,
  balance,
  frozen,
  transposed,
  symptom,
  nearest,
];
