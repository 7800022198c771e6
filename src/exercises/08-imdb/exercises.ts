/** The exercises of lesson 08, in the order of the lesson. */
import type { Exercise } from "../exercise.js";
import { bag } from "./bag.js";
import { parameters } from "./parameters.js";
import { embedding } from "./embedding.js";
import { mean } from "./mean.js";
import { recurrence } from "./recurrence.js";
import { order } from "./order.js";
import { naive } from "./naive.js";

export const exercises: readonly Exercise[] = [bag, parameters, embedding, mean, recurrence, order, naive];
