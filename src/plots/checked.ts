/**
 * The figures as a notebook draws them: each option is checked before anything is drawn, so that what does not exist or is of
 * another kind is named, and not an error from the middle of a drawing.
 */
import { checkKind, checkOptions } from "../errors/check-options.js";
import { TRUTH, wholeBetween, type Kind, type Kinds } from "../errors/kinds.js";
import { NeuralNetwork } from "../neuralnet/neuralnet.js";
import * as bare from "./bare.js";
import {
  ARROWS,
  FUNCTION,
  FUNCTIONS,
  INTERVAL,
  isListOf,
  LABELS,
  LEVELS,
  LINES,
  MEASURES,
  MODEL,
  MOMENTS,
  NAMES,
  namesOf,
  NODES,
  NUMBER,
  NUMBERS,
  PICTURES,
  PICTURE_SHAPE,
  PIXELS,
  POINTS,
  POSITIONS,
  ROWS,
  seriesOf,
  TANGENTS,
  TEXT,
} from "./kinds.js";

/** What every figure may be given. */
const FRAME = { title: TEXT, subtitle: TEXT, caption: TEXT };
const SIZE = { width: PIXELS, height: PIXELS };
const CLOUD = { x: ROWS, y: LABELS, classNames: NAMES };
const PLANE = { ...FRAME, ...CLOUD, axes: namesOf(2) };
/** A data set may be written out among the options, its number of pictures too. */
const IMAGES = {
  images: PICTURES,
  shape: PICTURE_SHAPE,
  scale: NUMBER,
  inkOnPaper: TRUTH,
  names: NAMES,
  count: NUMBER,
};
const BARS = { ...FRAME, ...SIZE, quantity: TEXT, category: TEXT, format: FUNCTION };

/** A figure of options alone. Each option that its interface declares has a kind. */
function ofOptions<Options extends object>(
  draw: (options: Options) => bare.Figure,
  where: string,
  kinds: Kinds<keyof Options & string>,
  required: readonly (keyof Options & string)[],
): (options: Options) => bare.Figure {
  return (options) => {
    checkOptions(options ?? {}, kinds, where, required);
    return draw(options);
  };
}

/** A figure of something, and options. */
function of<First, Options extends object>(
  draw: (first: First, options?: Options) => bare.Figure,
  where: string,
  argument: string,
  first: Kind,
  kinds: Kinds<keyof Options & string>,
): (first: First, options?: Options) => bare.Figure {
  return (given, options) => {
    checkKind(given, first, where, argument);
    checkOptions(options, kinds, where);
    return draw(given, options);
  };
}

export const scatter = ofOptions(bare.scatter, "scatter", { ...PLANE, ...SIZE, lines: LINES }, ["x"]);
export const decisionZones = ofOptions(
  bare.decisionZones,
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
export const learning = ofOptions(
  bare.learning,
  "learning",
  { ...PLANE, moments: MOMENTS, threshold: NUMBER, resolution: wholeBetween(2, 200, 35) },
  ["x", "moments"],
);
export const curves = ofOptions(
  bare.curves,
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
export const descent = ofOptions(
  bare.descent,
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
export const surface = ofOptions(
  bare.surface,
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
export const levelLines = ofOptions(
  bare.levelLines,
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
export const computationGraph = ofOptions(
  bare.computationGraph,
  "computationGraph",
  { ...FRAME, nodes: NODES },
  ["nodes"],
);
export const imageGrid = ofOptions(
  bare.imageGrid,
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
export const mostConfused = ofOptions(
  bare.mostConfused,
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
export const heatMap = ofOptions(
  bare.heatMap,
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
export const spread = ofOptions(
  bare.spread,
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

const VALUES: Kind = {
  fits: (value) =>
    typeof value === "object" &&
    value !== null &&
    !Array.isArray(value) &&
    (value instanceof Map
      ? [...(value as Map<unknown, unknown>)].every(
          ([name, each]) => typeof name === "string" && typeof each === "number",
        )
      : Object.values(value).every((each) => typeof each === "number")),
  expected: { fr: "des nombres par leur nom", en: "numbers by their names" },
  example: "{ a: 3, b: 5 }",
};
const COUNTS: Kind = {
  fits: (value) =>
    typeof value === "object" &&
    value !== null &&
    "counts" in value &&
    ROWS.fits(value.counts) &&
    (!("labels" in value) || value.labels === undefined || LABELS.fits(value.labels)),
  expected: {
    fr: "une matrice de confusion { counts, labels }",
    en: "a confusion matrix { counts, labels }",
  },
  example: "confusionMatrix(vraies, predites)",
};
const TRAINING: Kind = {
  fits: (value) =>
    typeof value === "object" &&
    value !== null &&
    "history" in value &&
    typeof value.history === "object" &&
    value.history !== null &&
    Object.values(value.history).every((each) => NUMBERS.fits(each)),
  expected: { fr: "l’historique que fit renvoie", en: "the history that fit returns" },
  example: "await model.fit(x, y)",
};
const NETWORK: Kind = {
  fits: (value) =>
    typeof value === "object" &&
    value !== null &&
    "weights" in value &&
    Array.isArray(value.weights) &&
    value.weights.every((layer) => ROWS.fits(layer) && (layer as readonly unknown[]).length > 0),
  expected: {
    fr: "un réseau, avec ses poids couche par couche",
    en: "a network, with its weights layer by layer",
  },
  example: "await neuralnet({ … })",
};
const TRAINED: Kind = {
  fits: (value) => value instanceof NeuralNetwork,
  expected: { fr: "un réseau que neuralnet a renvoyé", en: "a network that neuralnet returned" },
  example: "await neuralnet({ x, y })",
};
/** By its number, counted from 1 as in R, or by its name; whether there is such a one the figure sees. */
const SELECTED: Kind = {
  fits: (value) => typeof value === "string" || (Number.isInteger(value) && (value as number) >= 1),
  expected: { fr: "un nom, ou un entier à partir de 1", en: "a name, or an integer from 1" },
  example: "1",
};
const FIGURES: Kind = {
  fits: (value) => isListOf(value, (each) => each instanceof bare.Figure),
  expected: { fr: "une liste de figures", en: "a list of figures" },
  example: "[figure1, figure2]",
};

export const bars = of(bare.bars, "bars", "values", VALUES, BARS);
export const classHistogram = of(bare.classHistogram, "classHistogram", "labels", LABELS, {
  ...BARS,
  names: NAMES,
});
export const confusionMatrix = of(bare.confusionMatrix, "confusionMatrix", "matrix", COUNTS, {
  ...FRAME,
  ...SIZE,
});
export const history = of(bare.history, "history", "training", TRAINING, {
  ...FRAME,
  ...SIZE,
  quantities: NAMES,
  steps: NUMBERS,
  axis: TEXT,
});
export const network = of(bare.network, "network", "net", NETWORK, {
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
});
export const gwplot = of(bare.gwplot, "gwplot", "net", TRAINED, {
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
export const sideBySide = of(bare.sideBySide, "sideBySide", "figures", FIGURES, {
  ...FRAME,
  width: PIXELS,
  columns: wholeBetween(1, 20, 2),
});

/** Wrong answers grouped by true class and answer, the most frequent first. */
export function confusions(
  labels: Parameters<typeof bare.confusions>[0],
  predicted: Parameters<typeof bare.confusions>[1],
): bare.Confusion[] {
  checkKind(labels, LABELS, "confusions", "labels");
  checkKind(predicted, LABELS, "confusions", "predicted");
  return bare.confusions(labels, predicted);
}
