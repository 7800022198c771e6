/** The exercises of lesson 09, in the order of the lesson. */
import type { Exercise } from "../exercise.js";
import { zeros } from "./zeros.js";
import { forward } from "./forward.js";
import { cost } from "./cost.js";
import { backward } from "./backward.js";
import { update } from "./update.js";
import { predict } from "./predict.js";

export const exercises: readonly Exercise[] = [zeros, forward, cost, backward, update, predict];
