/** The exercises of lesson 08, in the order of the lesson. */
export { bag } from "./bag.js";
export { parameters } from "./parameters.js";
export { embedding } from "./embedding.js";
export { mean } from "./mean.js";
export { recurrence } from "./recurrence.js";
export { order } from "./order.js";
export { naive } from "./naive.js";
