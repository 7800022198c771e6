/** The figures of the course; a notebook says `plots.scatter(…)`. */
export {
  bars,
  classHistogram,
  computationGraph,
  confusionMatrix,
  confusions,
  curves,
  decisionZones,
  descent,
  gwplot,
  heatMap,
  history,
  imageGrid,
  learning,
  levelLines,
  mostConfused,
  network,
  scatter,
  sideBySide,
  spread,
  surface,
} from "./checked.js";
export { Figure } from "./bare.js";
export type * from "./bare.js";
