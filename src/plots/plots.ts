/** The figures of the course, one concept a file; a notebook says `plots.scatter(…)`. */
export { bars, classHistogram, type BarsOptions } from "./bars.js";
export { confusionMatrix, type ConfusionCounts, type ConfusionMatrixOptions } from "./confusion-matrix.js";
export { computationGraph, type ComputationGraphOptions, type GraphNode } from "./computation-graph.js";
export { curves, type CurvesOptions, type Tangent } from "./curves.js";
export { decisionZones, type DecisionZonesOptions, type PlanePredictor } from "./decision-zones.js";
export { descent, type DescentOptions } from "./descent.js";
export { Figure, type PlotlyFigure } from "./figure.js";
export type { FrameOptions } from "./frame.js";
export { history, type HistoryOptions, type TrainingHistory } from "./history.js";
export { imageGrid, type ImageGridOptions, type ImageSource } from "./image-grid.js";
export { confusions, mostConfused, type Confusion, type MostConfusedOptions } from "./most-confused.js";
export { network, type DrawableNetwork, type NetworkOptions } from "./network.js";
export type { Label, LabelledPoints } from "./points.js";
export { scatter, type BoundaryLine, type ScatterOptions } from "./scatter.js";
export { surface, type SurfaceOptions, type SurfacePoints } from "./surface.js";
