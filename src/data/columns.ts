/** Numbers as examples of some features each, read from and written back to whatever they are kept in. */
import { ArgumentError, ShapeError } from "../errors/errors.js";
import { formatShape, sizeOf } from "../tensor/shape.js";
import { Tensor } from "../tensor/tensor.js";
import type { TypedArray } from "./rows.js";

/**
 * Examples with features: rows of numbers, or a tensor whose first axis counts the examples; a plain or typed array is one
 * feature.
 */
export type Features = Tensor | TypedArray | readonly number[] | readonly (readonly number[])[];

/** What features are once they have been scaled: real numbers, in the same kind of container. */
export type Scaled<Kind> = Kind extends Tensor ? Tensor : Kind extends readonly (readonly number[])[] ? number[][] : Kind extends readonly number[] ? number[] : Kind extends Float64Array ? Float64Array : Float32Array;

export interface Columns {
  /** Row by row, [rows, columns]. */
  readonly values: Float64Array;
  readonly rows: number;
  readonly columns: number;
}

/** @throws ShapeError for uneven rows or no numbers at all, ArgumentError for what is not a number */
export function columnsOf(features: Features, where: string): Columns {
  const { rows, columns, values } = readColumns(features, where);
  if (rows === 0 || columns === 0) {
    throw new ShapeError({ where, argument: "x", received: formatShape([rows, columns]), expected: { fr: "au moins un exemple d’un nombre", en: "at least one example of one number" }, mend: { fr: "Vérifiez que les données ont été chargées.", en: "Check that the data were loaded." } });
  }
  const odd = values.findIndex((value) => !Number.isFinite(value));
  if (odd < 0) return { rows, columns, values };
  throw new ArgumentError({
    where, argument: `x[${Math.floor(odd / columns)}]`, received: String(values[odd]), expected: { fr: "un nombre fini", en: "a finite number" },
    mend: { fr: "Ôtez ou complétez les exemples incomplets.", en: "Remove or complete the incomplete examples." },
  });
}

function readColumns(features: Features, where: string): Columns {
  if (features instanceof Tensor) {
    const rows = features.shape[0] ?? 0;
    return { rows, columns: sizeOf(features.shape.slice(1)), values: Float64Array.from(features.data) };
  }
  if (!Array.isArray(features) || !Array.isArray(features[0])) return { rows: features.length, columns: 1, values: Float64Array.from(features as ArrayLike<number>) };
  const table = features as readonly (readonly number[])[];
  const columns = table[0].length;
  const uneven = table.findIndex((row) => !Array.isArray(row) || row.length !== columns);
  if (uneven >= 0) {
    throw new ShapeError({
      where, argument: `x[${uneven}]`, received: { fr: `${table[uneven].length} nombres`, en: `${table[uneven].length} numbers` }, expected: { fr: `${columns}, comme dans la première ligne`, en: `${columns}, as in the first row` },
      mend: { fr: "Chaque exemple a autant de nombres.", en: "Each example has as many numbers." },
    });
  }
  return { rows: table.length, columns, values: Float64Array.from(table.flat()) };
}

/** Values in the kind of container that `like` is. */
export function likeFeatures(like: Features, { values, rows, columns }: Columns): Features {
  if (like instanceof Tensor) return new Tensor(like.dtype === "float64" ? values : Float32Array.from(values), like.shape);
  if (!Array.isArray(like)) return like instanceof Float64Array ? values : Float32Array.from(values);
  if (!Array.isArray(like[0])) return Array.from(values);
  return Array.from({ length: rows }, (_, i) => Array.from(values.subarray(i * columns, (i + 1) * columns)));
}
