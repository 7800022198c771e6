/** The shape and the numbers of nested arrays. */
import { ArgumentError } from "../errors/errors.js";
import { isList } from "../errors/kinds.js";
import { written } from "../errors/written.js";
import type { TensorData } from "./dtype.js";
import { formatShape } from "./shape.js";
import type { NumberLike } from "./tensor.js";

/** More axes than this mean that an array contains itself. */
const MOST_AXES = 32;

/**
 * The shape of nested arrays, in which every row must be as long as the first, and every element a number (or
 * true or false).
 * @throws ArgumentError that names the first element for which this fails: `values[1][0]`
 */
export function shapeOfNested(values: unknown, where: string, argument: string): number[] {
  const shape: number[] = [];
  for (let level = values; isList(level) && shape.length < MOST_AXES; level = level[0])
    shape.push(level.length);
  const odd = firstOdd(values, shape, 0);
  if (odd === undefined) return shape;
  const place = argument + odd.place.map((i) => `[${i}]`).join("");
  if (typeof odd.value === "string") {
    throw new ArgumentError({
      where,
      argument: place,
      received: written(odd.value),
      expected: { fr: "un nombre", en: "a number" },
      mend: {
        fr: "Du texte n’est pas un nombre : encodeLabels(étiquettes).numbers donne un numéro à chaque classe, Number(texte) lit un nombre.",
        en: "Text is not a number: encodeLabels(labels).numbers gives each class a number, Number(text) reads a number.",
      },
    });
  }
  throw new ArgumentError({
    where,
    argument: place,
    received: isList(odd.value)
      ? { fr: `une ligne de ${odd.value.length} élément(s)`, en: `a row of ${odd.value.length} element(s)` }
      : written(odd.value),
    expected:
      odd.place.length < shape.length
        ? {
            fr: `une ligne de ${shape[odd.place.length]} élément(s), comme la première`,
            en: `a row of ${shape[odd.place.length]} element(s), like the first row`,
          }
        : { fr: "un nombre, ou des nombres en tableaux", en: "a number, or numbers in arrays" },
    mend:
      odd.place.length === 0
        ? { fr: "Par exemple tensor([[1, 2], [3, 4]]).", en: "For example tensor([[1, 2], [3, 4]])." }
        : {
            fr: `La première ligne donne la forme ${formatShape(shape)} : vérifiez les autres.`,
            en: `The first row gives the shape ${formatShape(shape)}: check the others.`,
          },
  });
}

/**
 * The first element that does not agree with the shape, and its indices. A hole in an array counts as
 * undefined.
 */
function firstOdd(
  value: unknown,
  shape: readonly number[],
  axis: number,
): { readonly value: unknown; readonly place: readonly number[] } | undefined {
  if (axis === shape.length)
    return typeof value === "number" || typeof value === "boolean" ? undefined : { value, place: [] };
  if (!isList(value) || value.length !== shape[axis]) return { value, place: [] };
  for (let i = 0; i < value.length; i++) {
    const odd = firstOdd(value[i], shape, axis + 1);
    if (odd !== undefined) return { value: odd.value, place: [i, ...odd.place] };
  }
  return undefined;
}

/**
 * Writes nested numbers one after the other, beginning at a position; returns the position after the last.
 */
export function writeNumbers(values: NumberLike, data: TensorData, position: number): number {
  if (typeof values !== "object") {
    data[position] = Number(values);
    return position + 1;
  }
  let next = position;
  for (let i = 0; i < values.length; i++) next = writeNumbers(values[i], data, next);
  return next;
}
