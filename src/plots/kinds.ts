/** The kinds of numbers, texts and lists that the options of figures take. */
import { FINITE_NUMBER, isFiniteNumber, isList, numberBetween, type Kind } from "../errors/kinds.js";
import type { Sentence } from "../language/language.js";

export type Fits = (value: unknown) => boolean;

export const kind = (fits: Fits, expected: Sentence, example: string): Kind => ({ fits, expected, example });

export const isText: Fits = (value) => typeof value === "string";
const isLabel: Fits = (value) => isText(value) || typeof value === "number";

/** Whether this is a plain or a typed array whose elements fit. */
export function isListOf(value: unknown, fits: Fits): boolean {
  return isList(value) && Array.prototype.every.call(value, fits);
}

/** Whether this is an object whose properties fit; a missing property is checked as undefined. */
export function isObjectOf(value: unknown, properties: Readonly<Record<string, Fits>>): boolean {
  return (
    typeof value === "object" &&
    value !== null &&
    Object.entries(properties).every(([name, fits]) => fits((value as Record<string, unknown>)[name]))
  );
}

/** Also accepts undefined. */
export const orNothing =
  (fits: Fits): Fits =>
  (value) =>
    value === undefined || fits(value);
const isNumbers: Fits = (value) => isListOf(value, (each) => typeof each === "number");
/**
 * Accepts NaN, which stands for a number that is not known yet, as in an exercise without an answer; it is
 * not drawn.
 */
export const isNumber: Fits = (value) => typeof value === "number";
/** A list of at least so many coordinates. */
export const isPointOf =
  (count: number): Fits =>
  (value) =>
    isListOf(value, isNumber) && (value as ArrayLike<number>).length >= count;

export const TEXT = kind(isText, { fr: "un texte entre guillemets", en: "text in quotes" }, '"…"');
/** A length in pixels. */
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
/** Rows of numbers; each figure checks their length itself. */
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

/** A list of exactly `count` names. */
export function namesOf(count: number): Kind {
  return kind(
    (value) => NAMES.fits(value) && (value as readonly string[]).length === count,
    { fr: `${count} nom(s)`, en: `${count} name(s)` },
    count === 2 ? '["x", "y"]' : '["x", "y", "z"]',
  );
}

/** Images: all in one array, one after the other, or one array for each. */
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
