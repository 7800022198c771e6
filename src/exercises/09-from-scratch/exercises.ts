/** The exercises of lesson 09, in the order of the lesson. */
export { zeros } from "./zeros.js";
export { forward } from "./forward.js";
export { cost } from "./cost.js";
export { backward } from "./backward.js";
export { update } from "./update.js";
export { predict } from "./predict.js";
