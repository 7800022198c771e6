/** The exercises of lesson 04, in the order of the lesson. */
import type { Exercise } from "../exercise.js";
import { label } from "./label.js";
import { corners } from "./corners.js";
import { byHand } from "./by-hand.js";
import { best } from "./best.js";
import { convergence } from "./convergence.js";
import { enoughStarts } from "./starts.js";

export const exercises: readonly Exercise[] = [label, corners, byHand, best, convergence, enoughStarts];
