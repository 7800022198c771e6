/** The exercises of lesson 07, in the order of the lesson. */
export { convolution } from "./convolution.js";
export { outputSize } from "./output-size.js";
export { pooling } from "./pooling.js";
export { sharing } from "./sharing.js";
export { flattened } from "./flattened.js";
export { parameters } from "./parameters.js";
