/**
 * The figures of the course, as a notebook calls them: `plots.scatter(…)`.
 *
 * Each function checks its options before it draws anything. An unknown option, or a value of the wrong kind,
 * is reported by its name instead of by an error from the middle of a drawing.
 */
import { checkKind, checkOptions } from "../errors/check-options.js";
import { TRUTH, wholeBetween, type Kind, type Kinds } from "../errors/kinds.js";
import * as unchecked from "./unchecked.js";
import {
  FUNCTION,
  INTERVAL,
  isListOf,
  LABELS,
  NAMES,
  namesOf,
  NUMBER,
  NUMBERS,
  PICTURE_SHAPE,
  PICTURES,
  PIXELS,
  POINTS,
  POSITIONS,
  ROWS,
  TEXT,
} from "./kinds.js";
import {
  ARROWS,
  COUNTS,
  FIGURES,
  FUNCTIONS,
  LEVELS,
  LINES,
  MEASURES,
  MODEL,
  MOMENTS,
  NETWORK,
  NODES,
  SELECTED,
  seriesOf,
  TANGENTS,
  TRAINED,
  TRAINING,
  VALUES,
} from "./object-kinds.js";

/** The options of every figure. */
const FRAME = { title: TEXT, subtitle: TEXT, caption: TEXT };
const SIZE = { width: PIXELS, height: PIXELS };
const CLOUD = { x: ROWS, y: LABELS, classNames: NAMES };
const PLANE = { ...FRAME, ...CLOUD, axes: namesOf(2) };
/**
 * The fields of a data set of images, which may be spread into the options: `{ ...mnist.train, columns: 5 }`.
 */
const IMAGES = {
  images: PICTURES,
  shape: PICTURE_SHAPE,
  scale: NUMBER,
  inkOnPaper: TRUTH,
  names: NAMES,
  count: NUMBER,
};
const BARS = { ...FRAME, ...SIZE, quantity: TEXT, category: TEXT, format: FUNCTION };

/** Adds the checks to a function whose only argument is its options. */
function checkedOptions<Options extends object>(
  draw: (options: Options) => unchecked.Figure,
  where: string,
  kinds: Kinds<keyof Options & string>,
  required: readonly (keyof Options & string)[],
): (options: Options) => unchecked.Figure {
  return (options) => {
    checkOptions(options ?? {}, kinds, where, required);
    return draw(options);
  };
}

/** Adds the checks to a function with a first argument and options. */
function checkedArguments<First, Options extends object>(
  draw: (first: First, options?: Options) => unchecked.Figure,
  where: string,
  argument: string,
  first: Kind,
  kinds: Kinds<keyof Options & string>,
): (first: First, options?: Options) => unchecked.Figure {
  return (given, options) => {
    checkKind(given, first, where, argument);
    checkOptions(options, kinds, where);
    return draw(given, options);
  };
}

/**
 * A scatter plot of points of the plane, coloured by class, with straight lines over it.
 * @throws ArgumentError for an unknown option or a value of the wrong kind
 * @throws ShapeError if `x` is not [n, 2] or `y` is not [n]
 * @param options what to draw, and the frame: title, subtitle, width, height, …
 * @example
 * ```ts
 * const { x, y } = datasets.moons({ n: 100, seed: 69 });
 * plots.scatter({
 *   x,
 *   y,
 *   title: "Two moons",
 *   lines: [{ weights: [0.2, 0, -1], label: "a line" }],
 * });
 * ```
 */
export const scatter = checkedOptions(unchecked.scatter, "scatter", { ...PLANE, ...SIZE, lines: LINES }, [
  "x",
]);

/**
 * The decision zones of a model on the plane, under the points that it was trained on.
 * @throws ArgumentError for an unknown option or a value of the wrong kind
 * @throws ShapeError if `x` is not [n, 2], or if the model does not give one answer per point
 * @param options what to draw, and the frame: title, subtitle, width, height, …
 * @example
 * ```ts
 * const { x, y } = datasets.moons({ n: 100, seed: 69 });
 * plots.decisionZones({ x, y, model: (points) => points.map(([a, b]) => (a + b > 0.5 ? 1 : 0)) });
 * ```
 */
export const decisionZones = checkedOptions(
  unchecked.decisionZones,
  "decisionZones",
  {
    ...PLANE,
    ...SIZE,
    model: MODEL,
    threshold: NUMBER,
    range: INTERVAL,
    resolution: wholeBetween(2, 500, 120),
  },
  ["x", "model"],
);

/**
 * The decision zones of a model while it learns, as an animation; on paper four moments of it.
 * @throws ArgumentError for an unknown option or a value of the wrong kind
 * @throws ShapeError if `x` is not [n, 2]
 * @param options what to draw, and the frame: title, subtitle, width, height, …
 * @example
 * ```ts
 * const { x, y } = datasets.moons({ n: 100, seed: 69 });
 * plots.learning({
 *   x,
 *   y,
 *   moments: [0, 1].map((epoch) => ({
 *     name: `epoch ${epoch}`,
 *     model: (points: number[][]) => points.map(([a, b]) => (a - epoch * b > 0.5 ? 1 : 0)),
 *   })),
 * });
 * ```
 */
export const learning = checkedOptions(
  unchecked.learning,
  "learning",
  { ...PLANE, moments: MOMENTS, threshold: NUMBER, resolution: wholeBetween(2, 200, 35) },
  ["x", "moments"],
);

/**
 * The curves of functions of one variable, with tangents and points over them.
 * @throws ArgumentError for an unknown option or a value of the wrong kind
 * @param options what to draw, and the frame: title, subtitle, width, height, …
 * @example
 * ```ts
 * plots.curves({ functions: { relu: (x) => Math.max(0, x), tanh: Math.tanh }, domain: [-3, 3] });
 * ```
 */
export const curves = checkedOptions(
  unchecked.curves,
  "curves",
  {
    ...FRAME,
    ...SIZE,
    functions: FUNCTIONS,
    domain: INTERVAL,
    range: INTERVAL,
    tangents: TANGENTS,
    points: POINTS,
    axes: namesOf(2),
    samples: wholeBetween(2, 10_000, 301),
  },
  ["functions"],
);

/**
 * Gradient descent on a function of one variable, with a slider for the learning rate.
 * @throws ArgumentError for an unknown option or a value of the wrong kind
 * @param options what to draw, and the frame: title, subtitle, width, height, …
 * @example
 * ```ts
 * plots.descent({ f: (w) => w * w, derivative: (w) => 2 * w, start: 2, rates: [0.1, 0.5, 1.1] });
 * ```
 */
export const descent = checkedOptions(
  unchecked.descent,
  "descent",
  {
    ...FRAME,
    f: FUNCTION,
    derivative: FUNCTION,
    start: NUMBER,
    rates: { ...NUMBERS, fits: (value) => isListOf(value, Number.isFinite) },
    steps: wholeBetween(1, 10_000, 12),
    domain: INTERVAL,
    axes: namesOf(2),
  },
  ["f", "derivative", "start", "rates"],
);

/**
 * The surface z = f(x, y), which can be turned with the mouse; on paper a map of level lines.
 * @throws ArgumentError for an unknown option or a value of the wrong kind
 * @param options what to draw, and the frame: title, subtitle, width, height, …
 * @example
 * ```ts
 * plots.surface({ f: (a, b) => a * a - b * b, x: [-1, 1], y: [-1, 1] });
 * ```
 */
export const surface = checkedOptions(
  unchecked.surface,
  "surface",
  {
    ...FRAME,
    f: FUNCTION,
    x: INTERVAL,
    y: INTERVAL,
    series: seriesOf(3),
    axes: namesOf(3),
    resolution: wholeBetween(2, 300, 41),
    equalUnits: TRUTH,
  },
  ["f", "x", "y"],
);

/**
 * The level lines of z = f(x, y), with points, paths and arrows over them.
 * @throws ArgumentError for an unknown option or a value of the wrong kind
 * @param options what to draw, and the frame: title, subtitle, width, height, …
 * @example
 * ```ts
 * plots.levelLines({ f: (a, b) => a * a + 2 * b * b, x: [-2, 2], y: [-2, 2] });
 * ```
 */
export const levelLines = checkedOptions(
  unchecked.levelLines,
  "levelLines",
  {
    ...FRAME,
    f: FUNCTION,
    x: INTERVAL,
    y: INTERVAL,
    levels: NUMBERS,
    series: seriesOf(2),
    arrows: ARROWS,
    axes: namesOf(2),
    resolution: wholeBetween(2, 300, 81),
    width: PIXELS,
  },
  ["f", "x", "y"],
);

/**
 * A computation as a graph from left to right, with the value and the gradient of each node.
 * @throws ArgumentError for an unknown option or a value of the wrong kind
 * @param options what to draw, and the frame: title, subtitle, width, height, …
 * @example
 * ```ts
 * const w = value(2, "w");
 * const L = w.mul(3).square();
 * L.backward();
 * plots.computationGraph({ nodes: graphOf({ w, L }) });
 * ```
 */
export const computationGraph = checkedOptions(
  unchecked.computationGraph,
  "computationGraph",
  { ...FRAME, nodes: NODES },
  ["nodes"],
);

/**
 * Images in a grid, each with its label below; wrong predictions are marked.
 * @throws ArgumentError for an unknown option or a value of the wrong kind
 * @throws ShapeError if an image does not have `shape`
 * @param options what to draw, and the frame: title, subtitle, width, height, …
 * @example
 * ```ts
 * plots.imageGrid({
 *   images: Array.from({ length: 18 }, (_, i) => 14 * i),
 *   shape: [3, 3],
 *   labels: [0, 1],
 * });
 * ```
 */
export const imageGrid = checkedOptions(
  unchecked.imageGrid,
  "imageGrid",
  {
    ...FRAME,
    ...IMAGES,
    indices: POSITIONS,
    labels: LABELS,
    predicted: LABELS,
    columns: wholeBetween(1, 100, 10),
    size: wholeBetween(4, 1000, 56),
  },
  ["images", "shape"],
);

/**
 * The pairs of classes that a model confuses most often, with example images.
 * @throws ArgumentError for an unknown option or a value of the wrong kind
 * @throws StateError if no prediction is wrong
 * @param options what to draw, and the frame: title, subtitle, width, height, …
 * @example
 * ```ts
 * plots.mostConfused({
 *   images: Array.from({ length: 18 }, (_, i) => 14 * i),
 *   shape: [3, 3],
 *   labels: [0, 1],
 *   predicted: [1, 1],
 * });
 * ```
 */
export const mostConfused = checkedOptions(
  unchecked.mostConfused,
  "mostConfused",
  {
    ...FRAME,
    ...IMAGES,
    labels: LABELS,
    predicted: LABELS,
    pairs: wholeBetween(1, 100, 5),
    examples: wholeBetween(1, 50, 8),
  },
  ["images", "shape", "labels", "predicted"],
);

/**
 * A table of numbers as colours, with the numbers written in the cells. NaN leaves a cell empty.
 * @throws ArgumentError for an unknown option or a value of the wrong kind
 * @throws ShapeError if `values` is not [rows, columns]
 * @param options what to draw, and the frame: title, subtitle, width, height, …
 * @example
 * ```ts
 * plots.heatMap({
 *   rows: [0.1, 0.01],
 *   columns: ["sgd", "adam"],
 *   values: [
 *     [0.91, 0.95],
 *     [0.88, 0.97],
 *   ],
 * });
 * ```
 */
export const heatMap = checkedOptions(
  unchecked.heatMap,
  "heatMap",
  {
    ...FRAME,
    ...SIZE,
    rows: LABELS,
    columns: LABELS,
    values: ROWS,
    axes: namesOf(2),
    range: INTERVAL,
    format: FUNCTION,
  },
  ["rows", "columns", "values"],
);

/**
 * Repeated measurements for each setting: one point per repetition, and a line through the means.
 * @throws ArgumentError for an unknown option or a value of the wrong kind
 * @throws ShapeError if a setting has no measurement
 * @param options what to draw, and the frame: title, subtitle, width, height, …
 * @example
 * ```ts
 * plots.spread({
 *   settings: [2, 4, 8],
 *   series: {
 *     accuracy: [
 *       [0.8, 0.9],
 *       [0.9, 0.92],
 *       [0.95, 0.94],
 *     ],
 *   },
 * });
 * ```
 */
export const spread = checkedOptions(
  unchecked.spread,
  "spread",
  {
    ...FRAME,
    ...SIZE,
    settings: LABELS,
    series: MEASURES,
    levels: LEVELS,
    axes: namesOf(2),
    format: FUNCTION,
  },
  ["settings", "series"],
);

/**
 * A bar for each name, as high as its value.
 * @throws ArgumentError for an unknown option or a value of the wrong kind
 * @param first the quantity of each name
 * @param options what to draw, and the frame: title, subtitle, width, height, …
 * @example
 * ```ts
 * plots.bars({ cats: 12, dogs: 7 }, { title: "Animals" });
 * ```
 */
export const bars = checkedArguments(unchecked.bars, "bars", "values", VALUES, BARS);

/**
 * The number of examples of each class, as bars.
 * @throws ArgumentError for an unknown option or a value of the wrong kind
 * @param first the class of each example
 * @param options what to draw, and the frame: title, subtitle, width, height, …
 * @example
 * ```ts
 * plots.classHistogram([0, 1, 1, 2], { names: ["zero", "one", "two"] });
 * ```
 */
export const classHistogram = checkedArguments(unchecked.classHistogram, "classHistogram", "labels", LABELS, {
  ...BARS,
  names: NAMES,
});

/**
 * A confusion matrix, with one row per true class and one column per predicted class.
 * @throws ArgumentError for an unknown option or a value of the wrong kind
 * @throws ShapeError if the matrix is not square
 * @param first the matrix, or its counts and labels
 * @param options what to draw, and the frame: title, subtitle, width, height, …
 * @example
 * ```ts
 * plots.confusionMatrix(confusionMatrix([0, 1, 1, 0], [0, 1, 0, 0]));
 * ```
 */
export const confusionMatrix = checkedArguments(
  unchecked.confusionMatrix,
  "confusionMatrix",
  "matrix",
  COUNTS,
  {
    ...FRAME,
    ...SIZE,
  },
);

/**
 * The course of a training: one panel per quantity, with a curve for training and one for validation.
 * @throws ArgumentError for an unknown option or a value of the wrong kind
 * @param first the history that `fit` returns
 * @param options what to draw, and the frame: title, subtitle, width, height, …
 * @example
 * ```ts
 * plots.history({ history: { loss: [1, 0.5, 0.3], val_loss: [1.1, 0.7, 0.6] } });
 * ```
 */
export const history = checkedArguments(unchecked.history, "history", "training", TRAINING, {
  ...FRAME,
  ...SIZE,
  quantities: NAMES,
  steps: NUMBERS,
  axis: TEXT,
});

/**
 * A small network with its weights, drawn as R's `neuralnet` draws it.
 * @throws ArgumentError for an unknown option or a value of the wrong kind
 * @throws ShapeError if the sizes of consecutive layers do not match
 * @param first the network, or its weights
 * @param options what to draw, and the frame: title, subtitle, width, height, …
 * @example
 * ```ts
 * plots.network({
 *   weights: [
 *     [
 *       [0.1, -0.2],
 *       [1, 2],
 *       [3, -1],
 *     ],
 *     [[0.5], [1], [-1]],
 *   ],
 * });
 * ```
 */
export const network = checkedArguments(unchecked.network, "network", "net", NETWORK, {
  ...FRAME,
  ...SIZE,
  inputs: NAMES,
  outputs: NAMES,
  neurons: {
    ...NAMES,
    fits: (value) => isListOf(value, (each) => NAMES.fits(each)),
    example: '[["h₁", "h₂"]]',
  },
  showWeights: TRUTH,
  decimals: wholeBetween(0, 10, 5),
});

/**
 * R's `gwplot`: the generalized weights of one input for one output, over the input's values.
 * @throws ArgumentError for an unknown option or a value of the wrong kind
 * @param first the network
 * @param options what to draw, and the frame: title, subtitle, width, height, …
 * @example
 * ```ts
 * const net = await neuralnet({
 *   x: [
 *     [0, 1],
 *     [1, 0],
 *     [1, 1],
 *     [0, 0],
 *   ],
 *   y: [1, 1, 0, 0],
 *   hidden: 2,
 *   linearOutput: false,
 *   stepmax: 3000,
 *   seed: 2,
 * });
 * plots.gwplot(net);
 * ```
 */
export const gwplot = checkedArguments(unchecked.gwplot, "gwplot", "net", TRAINED, {
  ...FRAME,
  ...SIZE,
  selectedCovariate: SELECTED,
  selectedResponse: SELECTED,
  inputs: NAMES,
  outputs: NAMES,
  rep: {
    ...SELECTED,
    expected: { fr: '"best", ou un entier à partir de 1', en: '"best", or an integer from 1' },
  },
  highlight: TRUTH,
  min: NUMBER,
  max: NUMBER,
});

/**
 * Several figures as one, in rows and columns.
 * @throws ArgumentError for an unknown option or a value of the wrong kind
 * @param first the figures
 * @param options what to draw, and the frame: title, subtitle, width, height, …
 * @example
 * ```ts
 * plots.sideBySide([plots.bars({ a: 1, b: 2 }), plots.bars({ a: 2, b: 1 })]);
 * ```
 */
export const sideBySide = checkedArguments(unchecked.sideBySide, "sideBySide", "figures", FIGURES, {
  ...FRAME,
  width: PIXELS,
  columns: wholeBetween(1, 20, 2),
});

/**
 * The wrong answers, grouped by true class and answer, the most frequent group first.
 * @param labels the true classes
 * @param predicted the predicted classes
 * @example
 * ```ts
 * plots.confusions([0, 1, 1], [0, 0, 0]); // one confusion: 1 taken for 0, twice
 * ```
 */
export function confusions(
  labels: Parameters<typeof unchecked.confusions>[0],
  predicted: Parameters<typeof unchecked.confusions>[1],
): unchecked.Confusion[] {
  checkKind(labels, LABELS, "confusions", "labels");
  checkKind(predicted, LABELS, "confusions", "predicted");
  return unchecked.confusions(labels, predicted);
}

export { Figure } from "./unchecked.js";
export type * from "./unchecked.js";
