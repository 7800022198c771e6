/** Batches: elements of the same structure become one element, whose leaves have one axis more. */
import { stack } from "../../autograd/operations/layout.js";
import { ArgumentError } from "../../errors/errors.js";
import { written } from "../../errors/written.js";
import { tensor } from "../../tensor/create.js";
import { Tensor, type NumberLike } from "../../tensor/tensor.js";
import { isPlainObject } from "../../errors/known-options.js";

/**
 * Elements, one below the other: numbers and arrays become a tensor, tensors are stacked, objects give an object
 * of batches.
 * @throws ArgumentError for texts, which a tensor cannot hold; ShapeError for elements of different shapes
 */
export function stackElements(rows: readonly unknown[], name = "element"): unknown {
  const [first] = rows;
  if (first instanceof Tensor) return stack(rows as Tensor[]);
  if (isPlainObject(first))
    return Object.fromEntries(
      Object.keys(first).map((key) => [
        key,
        stackElements(
          rows.map((row) => (row as Record<string, unknown>)[key]),
          key,
        ),
      ]),
    );
  if (Array.isArray(first) && first.some((each) => each instanceof Tensor))
    return stack(rows.map((row) => stack(row as Tensor[])));
  const odd = rows.find((row) => !isNumeric(row));
  if (odd !== undefined) throw notNumeric(odd, name);
  // A field that is missing in a row is NaN, as in TensorFlow.js.
  return tensor(rows.map((row) => (row ?? NaN) as NumberLike));
}

function isNumeric(value: unknown): boolean {
  if (Array.isArray(value)) return value.every(isNumeric);
  return (
    value === undefined ||
    value === null ||
    ["number", "boolean"].includes(typeof value) ||
    (ArrayBuffer.isView(value) && !(value instanceof DataView))
  );
}

function notNumeric(value: unknown, name: string): ArgumentError {
  return new ArgumentError({
    where: "batch",
    argument: name,
    received: written(value),
    expected: { fr: "des nombres ou des tenseurs", en: "numbers or tensors" },
    mend: {
      fr: "Changez d’abord cette valeur en nombre par map(), ou enlevez-la : un tenseur ne contient pas de texte ici.",
      en: "Turn this value into a number by map() first, or leave it out: a tensor holds no text here.",
    },
  });
}
