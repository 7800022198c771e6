/** The exercises of lesson 04, in the order of the lesson. */
export { label } from "./label.js";
export { corners } from "./corners.js";
export { byHand } from "./by-hand.js";
export { best } from "./best.js";
export { convergence } from "./convergence.js";
export { enoughStarts } from "./starts.js";
