/** The data sets of the course, as a lesson calls them: `datasets.flower({ seed: 69 })`. */
export { circles, type CirclesOptions } from "./circles.js";
export { curve, type CurveOptions } from "./curve.js";
export { flower, type FlowerOptions } from "./flower.js";
export type { PlaneSet } from "./generated.js";
export { cifar10 } from "./images/cifar10.js";
export type { DataSetOptions, DataSource } from "./files/remote-set.js";
export type { ImageData, ImageSet } from "./images/image-data.js";
export { mnist } from "./images/mnist.js";
export { imdb, type ImdbOptions } from "./text/imdb.js";
export type { ReviewData } from "./text/review-data.js";
export type { ReviewSet } from "./text/review-set.js";
export { moons, type MoonsOptions } from "./moons.js";
export { perceptron, type PerceptronOptions } from "./perceptron.js";
export { spiral, type SpiralOptions } from "./spiral.js";
export { sunspots, type YearlySeries } from "./sunspots.js";
export { xor, type XorOptions } from "./xor.js";
