/** The exercises of lesson 03, in the order of the lesson. */
export { parameters } from "./parameters.js";
export { logisticFunction } from "./logistic-function.js";
export { outputByHand } from "./output-by-hand.js";
export { perceptron } from "./perceptron.js";
export { accuracy } from "./accuracy.js";
export { line } from "./line.js";
export { floor } from "./floor.js";
export { linearOutput } from "./linear-output.js";
export { gradientStep } from "./gradient-step.js";
