/** The figures of the course; a notebook says `plots.scatter(…)`. */
export {
  bars, classHistogram, computationGraph, confusionMatrix, confusions, curves, decisionZones, descent, heatMap, history, imageGrid, learning, levelLines, mostConfused, network, scatter, sideBySide, spread, surface,
} from "./checked.js";
// This one checks what it is given by itself: what its options may be depends on the network.
export { Figure, gwplot } from "./bare.js";
export type * from "./bare.js";
