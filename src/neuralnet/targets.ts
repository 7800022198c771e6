/**
 * What is to be learned, in the forms a person has it in: numbers, class names, or one column an output.
 *
 * Class names become numbers in their alphabetical order unless `classes` gives another one, and the fitted network keeps
 * that order: two classes are one output, 0 for the first and 1 for the second; more are one output each.
 */
import { ArgumentError, ShapeError } from "../errors/errors.js";

/** A class: a number or a name. */
export type Label = number | string;

export interface Targets {
  /** One array an output. */
  readonly columns: Float64Array[];
  /** The classes in order, where the targets are classes; undefined for numbers of more than two values. */
  readonly classes: readonly Label[] | undefined;
}

export type TargetsLike = ArrayLike<number> | readonly string[] | readonly ArrayLike<number>[];

/** @param count  how many examples there are */
export function readTargets(y: TargetsLike, count: number, order: readonly Label[] | undefined): Targets {
  if (y.length !== count) {
    throw new ShapeError({
      where: "neuralnet", argument: "y", received: `[${y.length}]`, expected: `[${count}]`,
      mend: { fr: "Donnez un résultat par ligne de x.", en: "Give one result for each row of x." },
    });
  }
  const first: unknown = y[0];
  if (typeof first === "string") return fromNames(y as readonly string[], order);
  if (typeof first === "number") return fromNumbers(Array.from(y as ArrayLike<number>), order);
  return { columns: columnsOf(y as readonly ArrayLike<number>[], "y"), classes: order };
}

function fromNames(names: readonly string[], order: readonly Label[] | undefined): Targets {
  const classes = order ?? [...new Set(names)].sort((a, b) => (a < b ? -1 : 1));
  const places = names.map((name, i) => {
    const place = classes.indexOf(name);
    if (place < 0) throw unknownClass(name, i, classes);
    return place;
  });
  if (classes.length === 2) return { columns: [Float64Array.from(places)], classes };
  return { columns: classes.map((_, j) => Float64Array.from(places, (place) => (place === j ? 1 : 0))), classes };
}

function fromNumbers(values: readonly number[], order: readonly Label[] | undefined): Targets {
  const wrong = values.findIndex((value) => typeof value !== "number" || !Number.isFinite(value));
  if (wrong >= 0) throw notANumber(`y[${wrong}]`, values[wrong]);
  const distinct = [...new Set(values)].sort((a, b) => a - b);
  return { columns: [Float64Array.from(values)], classes: order ?? (distinct.length === 2 ? distinct : undefined) };
}

/** Rows of equal length as columns, every number checked. */
export function columnsOf(rows: readonly ArrayLike<number>[], argument: string): Float64Array[] {
  const width = rows[0]?.length ?? 0;
  rows.forEach((row, i) => {
    if (row?.length !== width || width === 0) {
      throw new ShapeError({
        where: "neuralnet", argument: `${argument}[${i}]`, received: `[${row?.length ?? "?"}]`, expected: `[${Math.max(width, 1)}]`,
        mend: { fr: "Toutes les lignes ont la même longueur, au moins 1.", en: "All rows have the same length, at least 1." },
      });
    }
    for (let j = 0; j < width; j++) if (typeof row[j] !== "number" || !Number.isFinite(row[j])) throw notANumber(`${argument}[${i}][${j}]`, row[j]);
  });
  return Array.from({ length: width }, (_, j) => Float64Array.from(rows, (row) => row[j]));
}

function notANumber(argument: string, received: unknown): ArgumentError {
  return new ArgumentError({
    where: "neuralnet", argument, received: String(received), expected: { fr: "un nombre fini", en: "a finite number" },
    mend: { fr: "Retirez ou complétez les exemples incomplets avant l’apprentissage.", en: "Remove or complete incomplete examples before training." },
  });
}

function unknownClass(name: string, i: number, classes: readonly Label[]): ArgumentError {
  return new ArgumentError({
    where: "neuralnet", argument: `y[${i}]`, received: JSON.stringify(name), expected: { fr: `l’une des classes ${classes.join(", ")}`, en: `one of the classes ${classes.join(", ")}` },
    mend: { fr: "Complétez `classes`, ou corrigez l’étiquette.", en: "Complete `classes`, or mend the label." },
  });
}
