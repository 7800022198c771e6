/** The kinds of objects, functions and models that figures take. */
import type { Kind } from "../errors/kinds.js";
import { NeuralNetwork } from "../neuralnet/neuralnet.js";
import { Figure } from "./figure.js";
import {
  isListOf,
  isNumber,
  isObjectOf,
  isPointOf,
  isText,
  kind,
  LABELS,
  NUMBERS,
  orNothing,
  ROWS,
  type Fits,
} from "./kinds.js";

/** A model: a function of points, or an object with such a function as `predict`. */
const isModel: Fits = (value) =>
  typeof value === "function" || isObjectOf(value, { predict: (each) => typeof each === "function" });
export const MODEL = kind(
  isModel,
  {
    fr: "une fonction, ou un objet qui a une méthode predict",
    en: "a function, or an object with a method predict",
  },
  "(points) => points.map(([a, b]) => a + b)",
);

export const LINES = kind(
  (value) => isListOf(value, (line) => isObjectOf(line, { weights: isPointOf(3), label: orNothing(isText) })),
  {
    fr: "une liste de droites { weights: [b, w1, w2], label }",
    en: "a list of lines { weights: [b, w1, w2], label }",
  },
  "[{ weights: [0, 1, -1] }]",
);
export const TANGENTS = kind(
  (value) => isListOf(value, (each) => isObjectOf(each, { at: isNumber, value: isNumber, slope: isNumber })),
  { fr: "une liste de { at, value, slope }", en: "a list of { at, value, slope }" },
  "[{ at: 1, value: 1, slope: 2 }]",
);
export const LEVELS = kind(
  (value) => isListOf(value, (each) => isObjectOf(each, { value: isNumber, label: isText })),
  { fr: "une liste de { value, label }", en: "a list of { value, label }" },
  '[{ value: 0.5, label: "hasard" }]',
);
export const MOMENTS = kind(
  (value) => isListOf(value, (each) => isObjectOf(each, { name: isText, model: isModel })),
  { fr: "une liste de moments { name, model }", en: "a list of moments { name, model }" },
  '[{ name: "étape 1", model }, { name: "étape 100", model }]',
);
export const NODES = kind(
  (value) =>
    isListOf(value, (node) =>
      isObjectOf(node, {
        name: isText,
        formula: orNothing(isText),
        value: orNothing((each) => typeof each === "number"),
        gradient: orNothing((each) => typeof each === "number"),
        from: orNothing((each) => isListOf(each, isText)),
      }),
    ) && (value as readonly unknown[]).length > 0,
  {
    fr: "au moins un nœud { name, formula, value, gradient, from }",
    en: "at least one node { name, formula, value, gradient, from }",
  },
  '[{ name: "x", value: 2 }, { name: "y", formula: "x²", from: ["x"] }]',
);
/** Named points over a surface or a map. */
export function seriesOf(coordinates: number): Kind {
  return kind(
    (value) =>
      isListOf(value, (each) =>
        isObjectOf(each, {
          name: isText,
          points: (points) => isListOf(points, isPointOf(coordinates)),
          joined: orNothing((joined) => typeof joined === "boolean"),
        }),
      ),
    { fr: "une liste de { name, points, joined }", en: "a list of { name, points, joined }" },
    `[{ name: "a", points: [[${new Array(coordinates).fill(0).join(", ")}]] }]`,
  );
}
/** Arrows over a map: each starts at the point `from` and has the components `by`. */
export const ARROWS = kind(
  (value) => isListOf(value, (each) => isObjectOf(each, { from: isPointOf(2), by: isPointOf(2) })),
  { fr: "une liste de flèches { from, by }", en: "a list of arrows { from, by }" },
  "[{ from: [0, 0], by: [1, 2] }]",
);
/** Functions by name. */
export const FUNCTIONS = kind(
  (value) =>
    typeof value === "object" &&
    value !== null &&
    !Array.isArray(value) &&
    Object.values(value).every((each) => typeof each === "function"),
  { fr: "des fonctions par leur nom", en: "functions by their names" },
  "{ carré: (x) => x * x }",
);
/** Lists of measures, by name. */
export const MEASURES = kind(
  (value) =>
    typeof value === "object" &&
    value !== null &&
    !Array.isArray(value) &&
    Object.values(value).every((each) => isListOf(each, (row) => isListOf(row, isNumber))),
  { fr: "des listes de mesures par leur nom", en: "lists of measures by their names" },
  "{ a: [[0.1, 0.2], [0.3, 0.1]] }",
);
export const VALUES: Kind = {
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
export const COUNTS: Kind = {
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
export const TRAINING: Kind = {
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
export const NETWORK: Kind = {
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
export const TRAINED: Kind = {
  fits: (value) => value instanceof NeuralNetwork,
  expected: { fr: "un réseau que neuralnet a renvoyé", en: "a network that neuralnet returned" },
  example: "await neuralnet({ x, y })",
};
/** An input or output, by its number from 1, as in R, or by its name; the figure checks whether it exists. */
export const SELECTED: Kind = {
  fits: (value) => typeof value === "string" || (Number.isInteger(value) && (value as number) >= 1),
  expected: { fr: "un nom, ou un entier à partir de 1", en: "a name, or an integer from 1" },
  example: "1",
};
export const FIGURES: Kind = {
  fits: (value) => isListOf(value, (each) => each instanceof Figure),
  expected: { fr: "une liste de figures", en: "a list of figures" },
  example: "[figure1, figure2]",
};
