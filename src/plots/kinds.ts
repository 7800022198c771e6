/** The kinds of values that figures take, for the checks of their options. */
import { FINITE_NUMBER, isFiniteNumber, isList, type Kind, numberBetween } from "../errors/kinds.js";
import type { Sentence } from "../language/language.js";

type Fits = (value: unknown) => boolean;

const kind = (fits: Fits, expected: Sentence, example: string): Kind => ({ fits, expected, example });

const isText: Fits = (value) => typeof value === "string";
const isLabel: Fits = (value) => isText(value) || typeof value === "number";

/** Whether this is a plain or a typed array of elements that fit. */
export function isListOf(value: unknown, fits: Fits): boolean {
  return isList(value) && Array.prototype.every.call(value, fits);
}

/** Whether this is an object whose properties fit; one that may be missing is undefined then. */
function isObjectOf(value: unknown, properties: Readonly<Record<string, Fits>>): boolean {
  return (
    typeof value === "object" &&
    value !== null &&
    Object.entries(properties).every(([name, fits]) => fits((value as Record<string, unknown>)[name]))
  );
}

const orNothing =
  (fits: Fits): Fits =>
  (value) =>
    value === undefined || fits(value);
const isNumbers: Fits = (value) => isListOf(value, (each) => typeof each === "number");
/** What is not known yet is NaN, as in an exercise without an answer, and is not drawn. */
const isNumber: Fits = (value) => typeof value === "number";
const isPointOf =
  (count: number): Fits =>
  (value) =>
    isListOf(value, isNumber) && (value as ArrayLike<number>).length >= count;

export const TEXT = kind(isText, { fr: "un texte entre guillemets", en: "text in quotes" }, '"…"');
/** Pixels of a drawing. */
export const PIXELS = numberBetween(40, 10_000, 560);
export const NUMBER: Kind = { ...FINITE_NUMBER, example: "0.5" };
export const FUNCTION = kind(
  (value) => typeof value === "function",
  { fr: "une fonction", en: "a function" },
  "(x) => x * x",
);
export const NAMES = kind(
  (value) => Array.isArray(value) && value.every(isText),
  { fr: "une liste de textes", en: "a list of texts" },
  '["a", "b"]',
);
export const LABELS = kind(
  (value) => isListOf(value, isLabel),
  { fr: "une liste d’étiquettes, nombres ou textes", en: "a list of labels, numbers or texts" },
  "[0, 1, 1]",
);
export const NUMBERS = kind(isNumbers, { fr: "une liste de nombres", en: "a list of numbers" }, "[1, 2, 3]");
export const POSITIONS = kind(
  (value) => isListOf(value, (each) => Number.isInteger(each) && (each as number) >= 0),
  { fr: "une liste d’entiers ≥ 0", en: "a list of integers ≥ 0" },
  "[0, 1, 2]",
);
/** [from, to]. */
export const INTERVAL = kind(
  (value) =>
    isPointOf(2)(value) &&
    (value as ArrayLike<number>).length === 2 &&
    isListOf(value, isFiniteNumber) &&
    (value as ArrayLike<number>)[0] < (value as ArrayLike<number>)[1],
  { fr: "[début, fin] avec début < fin", en: "[start, end] with start < end" },
  "[-1, 1]",
);
/** Rows of numbers; how long each is to be is for the figure to check. */
export const ROWS = kind(
  (value) => Array.isArray(value) && value.every(isNumbers),
  { fr: "une liste de lignes de nombres", en: "a list of rows of numbers" },
  "[[0, 1], [1, 0]]",
);
export const POINTS = kind(
  (value) => Array.isArray(value) && value.every(isPointOf(2)),
  { fr: "une liste de points [x, y]", en: "a list of points [x, y]" },
  "[[0, 1], [1, 0]]",
);

/** A list of exactly so many names. */
export function namesOf(count: number): Kind {
  return kind(
    (value) => NAMES.fits(value) && (value as readonly string[]).length === count,
    { fr: `${count} noms`, en: `${count} names` },
    count === 2 ? '["x", "y"]' : '["x", "y", "z"]',
  );
}

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
/** Arrows over a map: each from a point, by so much along each axis. */
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
/** Pictures one after the other in one array, or an array each. */
export const PICTURES = kind(
  (value) => isNumbers(value) || isListOf(value, isNumbers),
  {
    fr: "des images : tous leurs octets, ou un tableau par image",
    en: "pictures: all their bytes, or one array a picture",
  },
  "donnees.train.images",
);
export const PICTURE_SHAPE = kind(
  (value) =>
    isListOf(value, (each) => Number.isInteger(each) && (each as number) > 0 && (each as number) <= 4096),
  { fr: "[hauteur, largeur] ou [hauteur, largeur, 3]", en: "[height, width] or [height, width, 3]" },
  "[28, 28]",
);
