/** The exercises of lesson 06, in the order of the lesson. */
export { rescale } from "./rescale.js";
export { oneHot } from "./one-hot.js";
export { parameters } from "./parameters.js";
export { softmax } from "./softmax.js";
export { chance } from "./chance.js";
export { batches } from "./batches.js";
export { dropout } from "./dropout.js";
export { better } from "./better.js";
