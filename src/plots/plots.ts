/** The figures of the course; a notebook says `plots.scatter(…)`. */
export {
  bars, classHistogram, computationGraph, confusionMatrix, confusions, curves, decisionZones, descent, heatMap, history, imageGrid, learning, levelLines, mostConfused, network, scatter, sideBySide, spread, surface,
} from "./checked.js";
// What gwplot may be given depends on the network, so that it checks that itself.
export { Figure, gwplot } from "./bare.js";
export type * from "./bare.js";
