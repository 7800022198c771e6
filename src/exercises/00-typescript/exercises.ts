/** The exercises of lesson 00, in the order of the lesson: each R habit that misleads has its own answer. */
export { power } from "./power.js";
export { ends } from "./ends.js";
export { array } from "./array.js";
export { arrow } from "./arrow.js";
export { even } from "./even.js";
export { center } from "./center.js";
export { mean } from "./mean.js";
export { count } from "./count.js";
export { distance } from "./distance.js";
export { message } from "./message.js";
