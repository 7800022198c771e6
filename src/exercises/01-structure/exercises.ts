/** The exercises of lesson 01, in the order of the lesson. */
export { blueArrows } from "./blue-arrows.js";
export { parameters } from "./parameters.js";
export { formula } from "./formula.js";
export { byHand } from "./by-hand.js";
export { layer } from "./layer.js";
export { meanSquaredError } from "./mean-squared-error.js";
export { binaryCrossEntropy } from "./binary-cross-entropy.js";
export { crossEntropy } from "./cross-entropy.js";
export { whoAmI } from "./who-am-i.js";
