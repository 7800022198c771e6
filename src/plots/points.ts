/** Labelled points of the plane: checked, and grouped by class, for all plots of two-dimensional data. */
import { ArgumentError, ShapeError } from "../errors/errors.js";
import { say } from "../language/language.js";
import { SYMBOLS, seriesColour } from "./theme.js";

/** A class label: a number or a name. */
export type Label = number | string;

/** Points with their classes. */
export interface LabelledPoints {
  /** One row per point, with two coordinates: [n, 2]. */
  readonly x: readonly ArrayLike<number>[];
  /** The class of each point: [n]. Without it, all points are drawn alike. */
  readonly y?: ArrayLike<Label>;
  /** The names of the classes, in increasing order of their labels; « classe 0 », « classe 1 » by default. */
  readonly classNames?: readonly string[];
}

/** The points of one class. */
export interface PointClass {
  readonly label: Label | undefined;
  readonly name: string;
  readonly colour: string;
  readonly symbol: (typeof SYMBOLS)[number];
  readonly points: readonly (readonly [number, number])[];
}

/** Checks the points and groups them by class, classes in increasing order of their labels. */
export function classesOf({ x, y, classNames }: LabelledPoints, where: string): PointClass[] {
  checkPoints(x, y, where);
  const labels = y === undefined ? [undefined] : distinct(y);
  if (classNames !== undefined && classNames.length !== labels.length) {
    throw new ArgumentError({
      where,
      argument: "classNames",
      received: JSON.stringify(classNames),
      expected: { fr: `${labels.length} nom(s), un par classe`, en: `${labels.length} name(s), one a class` },
      mend: { fr: `Les classes sont ${labels.join(", ")}.`, en: `The classes are ${labels.join(", ")}.` },
    });
  }
  return labels.map((label, index) => ({
    label,
    name:
      classNames?.[index] ??
      (label === undefined
        ? ""
        : typeof label === "string"
          ? label
          : say({ fr: `classe ${label}`, en: `class ${label}` })),
    colour: seriesColour(index),
    symbol: SYMBOLS[index % SYMBOLS.length],
    points: x.flatMap((row, i) => (y === undefined || y[i] === label ? [[row[0], row[1]] as const] : [])),
  }));
}

/** The different labels, in increasing order. */
export function distinct(labels: ArrayLike<Label>): Label[] {
  return [...new Set(Array.from(labels))].sort((a, b) =>
    typeof a === "number" && typeof b === "number" ? a - b : String(a) < String(b) ? -1 : 1,
  );
}

function checkPoints(x: readonly ArrayLike<number>[], y: ArrayLike<Label> | undefined, where: string): void {
  if (x.length === 0) {
    throw new ArgumentError({
      where,
      argument: "x",
      received: "[]",
      expected: { fr: "au moins un point", en: "at least one point" },
      mend: { fr: "Donnez une ligne par point : [[x1, x2], …].", en: "Give one row a point: [[x1, x2], …]." },
    });
  }
  const wrong = x.findIndex(
    (row) => row.length !== 2 || !Number.isFinite(row[0]) || !Number.isFinite(row[1]),
  );
  if (wrong >= 0) {
    throw new ShapeError({
      where,
      argument: `x[${wrong}]`,
      received: `[${Array.from(x[wrong]).slice(0, 5).join(", ")}]`,
      expected: { fr: "deux nombres", en: "two numbers" },
      mend: {
        fr: "Cette figure est plane : chaque point a deux coordonnées finies.",
        en: "This figure is flat: each point has two finite coordinates.",
      },
    });
  }
  if (y !== undefined && y.length !== x.length) {
    throw new ShapeError({
      where,
      argument: "y",
      received: { fr: `${y.length} étiquette(s)`, en: `${y.length} label(s)` },
      expected: { fr: `${x.length}, une par point`, en: `${x.length}, one a point` },
      mend: { fr: "Donnez x et y du même jeu de données.", en: "Give x and y of the same data set." },
    });
  }
}
