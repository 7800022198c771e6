/**
 * Reads features from any kind of container into rows and columns of numbers, and writes numbers back into
 * the same kind.
 */
import { ArgumentError, ShapeError } from "../errors/errors.js";
import { formatShape, sizeOf } from "../tensor/shape.js";
import { Tensor } from "../tensor/tensor.js";
import { written } from "../errors/written.js";
import { isRows, type TypedArray } from "./rows.js";

/**
 * Examples with features: rows of numbers, or a tensor whose first axis counts the examples; a plain or
 * typed array is one feature.
 */
export type Features = Tensor | TypedArray | readonly number[] | readonly (readonly number[])[];

/** The container of scaled features: real numbers, in the same kind of container. */
export type Scaled<Kind> = Kind extends Tensor
  ? Tensor
  : Kind extends readonly (readonly number[])[]
    ? number[][]
    : Kind extends readonly number[]
      ? number[]
      : Kind extends Float64Array
        ? Float64Array
        : Float32Array;

export interface Columns {
  /** Row by row, [rows, columns]. */
  readonly values: Float64Array;
  readonly rows: number;
  readonly columns: number;
}

/**
 * Reads features as rows and columns.
 * @throws ShapeError for rows of different lengths or no numbers at all, ArgumentError for elements that are
 *   not numbers
 */
export function columnsOf(features: Features, where: string): Columns {
  if (!isRows(features)) {
    throw new ArgumentError({
      where,
      argument: "x",
      received: written(features),
      expected: {
        fr: "des exemples : des lignes de nombres, ou un tenseur",
        en: "examples: rows of numbers, or a tensor",
      },
      mend: {
        fr: "Par exemple [[1, 20], [3, 40]] : deux exemples de deux variables.",
        en: "For example [[1, 20], [3, 40]]: two examples of two features.",
      },
    });
  }
  const { rows, columns, values } = readColumns(features, where);
  if (rows === 0 || columns === 0) {
    throw new ShapeError({
      where,
      argument: "x",
      received: formatShape([rows, columns]),
      expected: { fr: "au moins un exemple d’un nombre", en: "at least one example of one number" },
      mend: { fr: "Vérifiez que les données ont été chargées.", en: "Check that the data were loaded." },
    });
  }
  const odd = values.findIndex((value) => !Number.isFinite(value));
  if (odd < 0) return { rows, columns, values };
  throw new ArgumentError({
    where,
    argument: `x[${Math.floor(odd / columns)}]`,
    received: String(values[odd]),
    expected: { fr: "un nombre fini", en: "a finite number" },
    mend: {
      fr: "Ôtez ou complétez les exemples incomplets.",
      en: "Remove or complete the incomplete examples.",
    },
  });
}

function readColumns(features: Features, where: string): Columns {
  if (features instanceof Tensor) {
    const rows = features.shape[0] ?? 0;
    return { rows, columns: sizeOf(features.shape.slice(1)), values: Float64Array.from(features.storage) };
  }
  if (!Array.isArray(features) || !Array.isArray(features[0]))
    return { rows: features.length, columns: 1, values: numbersOf(features as ArrayLike<number>, 1, where) };
  const table = features as readonly (readonly number[])[];
  const columns = table[0].length;
  const uneven = table.findIndex((row) => !Array.isArray(row) || row.length !== columns);
  if (uneven >= 0) {
    throw new ShapeError({
      where,
      argument: `x[${uneven}]`,
      received: Array.isArray(table[uneven])
        ? { fr: `${table[uneven].length} nombre(s)`, en: `${table[uneven].length} number(s)` }
        : written(table[uneven]),
      expected: { fr: `${columns}, comme dans la première ligne`, en: `${columns}, as in the first row` },
      mend: {
        fr: "Chaque exemple a autant de nombres.",
        en: "All examples must have as many numbers as the first one.",
      },
    });
  }
  return { rows: table.length, columns, values: numbersOf(table.flat(), columns, where) };
}

/** The numbers as they are: neither text that looks like a number nor a missing value is converted. */
function numbersOf(list: ArrayLike<unknown>, columns: number, where: string): Float64Array {
  return Float64Array.from(list, (value, i) => {
    if (typeof value === "number") return value;
    throw new ArgumentError({
      where,
      argument: `x[${Math.floor(i / columns)}]`,
      received: written(value),
      expected: { fr: "un nombre", en: "a number" },
      mend: {
        fr: "Number(texte) lit un nombre ; encodeLabels donne un numéro à chaque classe.",
        en: "Number(text) reads a number; encodeLabels gives each class a number.",
      },
    });
  });
}

/** The values in the same kind of container as `like`. */
export function likeFeatures(like: Features, { values, rows, columns }: Columns): Features {
  if (like instanceof Tensor)
    return new Tensor(like.dtype === "float64" ? values : Float32Array.from(values), like.shape);
  if (!Array.isArray(like)) return like instanceof Float64Array ? values : Float32Array.from(values);
  if (!Array.isArray(like[0])) return Array.from(values);
  return Array.from({ length: rows }, (_, i) => Array.from(values.subarray(i * columns, (i + 1) * columns)));
}
