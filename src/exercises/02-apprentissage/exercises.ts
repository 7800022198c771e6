/** The exercises of lesson 02, in the order of the lesson. */
export { sign } from "./sign.js";
export { step } from "./step.js";
export { largestRate } from "./largest-rate.js";
export { stopping } from "./stopping.js";
export { gradientOfBowl } from "./gradient-of-bowl.js";
export { chain } from "./chain.js";
export { backpropagation } from "./backpropagation.js";
