/**
 * The targets of a training in all forms that a user may give: numbers, class names, or one column for each
 * output.
 *
 * Class names become numbers in alphabetical order unless `classes` gives another order, which the trained
 * network stores: two classes are one output, 0 for the first and 1 for the second; more classes are one
 * output each. Numbers with two values stay as they are, unless `classes` orders them otherwise than by size.
 */
import { ArgumentError, ShapeError } from "../errors/errors.js";
import { isList } from "../errors/kinds.js";
import { written } from "../errors/written.js";
import { columnsOf, notANumber, readRows } from "./examples.js";

/** A class: a number or a name. */
export type Label = number | string;

export interface Targets {
  /** One array for each output. */
  readonly columns: Float64Array[];
  /** The classes in order, if the targets are classes; undefined for numbers with more than two values. */
  readonly classes: readonly Label[] | undefined;
}

export type TargetsLike = ArrayLike<number> | readonly string[] | readonly ArrayLike<number>[];

const WHERE = "neuralnet";

/** @param count  how many examples there are */
export function readTargets(y: unknown, count: number, order: unknown): Targets {
  if (!isList(y)) {
    throw new ArgumentError({
      where: WHERE,
      argument: "y",
      received: written(y),
      expected: {
        fr: `une liste de ${count} nombre(s), noms de classes ou lignes`,
        en: `a list of ${count} number(s), class names or rows`,
      },
      mend: { fr: "Donnez un résultat par ligne de x.", en: "Give one result for each row of x." },
    });
  }
  if (y.length !== count) {
    throw new ShapeError({
      where: WHERE,
      argument: "y",
      received: `[${y.length}]`,
      expected: `[${count}]`,
      mend: { fr: "Donnez un résultat par ligne de x.", en: "Give one result for each row of x." },
    });
  }
  const classes = readClasses(order);
  const first = y[0];
  if (typeof first === "string") return fromNames(readNames(y), classes);
  if (isList(first)) return fromRows(readRows(y, { where: WHERE, argument: "y" }), classes);
  return fromNumbers(readNumbers(y), classes);
}

function readClasses(order: unknown): readonly Label[] | undefined {
  if (order === undefined) return undefined;
  const labels: unknown[] | undefined = isList(order) ? Array.from(order) : undefined;
  if (
    labels !== undefined &&
    labels.length >= 2 &&
    labels.every((label) => typeof label === "string" || Number.isFinite(label)) &&
    new Set(labels).size === labels.length
  )
    return labels as Label[];
  throw new ArgumentError({
    where: WHERE,
    argument: "classes",
    received: written(order),
    expected: {
      fr: "au moins deux classes différentes : des noms ou des nombres",
      en: "at least two different classes: names or numbers",
    },
    mend: { fr: 'Par exemple classes: ["non", "oui"].', en: 'For example classes: ["no", "yes"].' },
  });
}

function readNames(y: ArrayLike<unknown>): string[] {
  return Array.from(y, (name, i) => {
    if (typeof name === "string") return name;
    throw new ArgumentError({
      where: WHERE,
      argument: `y[${i}]`,
      received: written(name),
      expected: { fr: "un nom de classe, comme y[0]", en: "a class name, like y[0]" },
      mend: {
        fr: "Donnez à tous les exemples un nom entre guillemets.",
        en: "Give all examples a name in quotes.",
      },
    });
  });
}

function readNumbers(y: ArrayLike<unknown>): number[] {
  return Array.from(y, (value, i) => {
    if (typeof value === "number" && Number.isFinite(value)) return value;
    throw notANumber({ where: WHERE, argument: `y[${i}]` }, value);
  });
}

function fromNames(names: readonly string[], order: readonly Label[] | undefined): Targets {
  return byPlace(names, order ?? [...new Set(names)].sort((a, b) => (a < b ? -1 : 1)));
}

function fromNumbers(values: readonly number[], order: readonly Label[] | undefined): Targets {
  const distinct = [...new Set(values)].sort((a, b) => a - b);
  if (order === undefined)
    return { columns: [Float64Array.from(values)], classes: distinct.length === 2 ? distinct : undefined };
  const asTheyAre =
    order.length === 2 &&
    order.every((label) => typeof label === "number") &&
    order[0] < order[1] &&
    distinct.every((value) => order.includes(value));
  return asTheyAre ? { columns: [Float64Array.from(values)], classes: order } : byPlace(values, order);
}

/** Replaces each label by its position among the classes. */
function byPlace(labels: readonly Label[], classes: readonly Label[]): Targets {
  const places = labels.map((label, i) => {
    const place = classes.indexOf(label);
    if (place < 0) throw unknownClass(label, i, classes);
    return place;
  });
  if (classes.length === 2) return { columns: [Float64Array.from(places)], classes };
  return {
    columns: classes.map((_, j) => Float64Array.from(places, (place) => (place === j ? 1 : 0))),
    classes,
  };
}

function fromRows(rows: readonly ArrayLike<number>[], classes: readonly Label[] | undefined): Targets {
  const columns = columnsOf(rows);
  if (classes !== undefined && classes.length !== Math.max(columns.length, 2)) {
    throw new ShapeError({
      where: WHERE,
      argument: "classes",
      received: `[${classes.length}]`,
      expected: `[${Math.max(columns.length, 2)}]`,
      mend: {
        fr: "Donnez une classe par colonne de y, dans l’ordre des colonnes.",
        en: "Give one class for each column of y, in the columns' order.",
      },
    });
  }
  return { columns, classes };
}

function unknownClass(label: Label, i: number, classes: readonly Label[]): ArgumentError {
  return new ArgumentError({
    where: WHERE,
    argument: `y[${i}]`,
    received: written(label),
    expected: {
      fr: `l’une des classes ${classes.join(", ")}`,
      en: `one of the classes ${classes.join(", ")}`,
    },
    mend: {
      fr: "Complétez `classes`, ou corrigez l’étiquette.",
      en: "Complete `classes`, or correct the label.",
    },
  });
}
