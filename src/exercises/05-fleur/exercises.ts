/** The exercises of lesson 05, in the order of the lesson. */
export { ceiling } from "./ceiling.js";
export { trainingSplit } from "./split.js";
export { precision } from "./precision.js";
export { overfitting } from "./overfitting.js";
export { parameters } from "./parameters.js";
export { chooseModel } from "./choose.js";
