/** Tensors from the values that a caller gives: numbers, nested arrays, typed arrays, or tensors. */
import { ArgumentError, ShapeError } from "../errors/errors.js";
import { written } from "../errors/written.js";
import { allocate, dataTypeOf, type DataType, type TensorData } from "./dtype.js";
import { shapeOfNested, writeNumbers } from "./nested.js";
import { checkedSize, formatShape, sizeOf, type Shape } from "./shape.js";
import { Tensor, type NumberLike, type TensorLike } from "./tensor.js";

/**
 * A tensor of the values.
 * @param where    the function that was given the values, for errors
 * @param argument the name of its argument, for errors
 */
export function readTensor(
  values: TensorLike,
  shape: Shape | undefined,
  dtype: DataType | undefined,
  where: string,
  argument: string,
): Tensor {
  if (values instanceof Tensor) return reshaped(values, shape).cast(dtype ?? values.dtype);
  const stored = dataTypeOf(values);
  if (stored !== undefined) {
    const data = values as TensorData;
    return new Tensor(data.slice(), shape ?? [data.length]).cast(dtype ?? stored);
  }
  const found = shapeOfNested(values, where, argument);
  if (shape !== undefined) checkRows(found, shape, where);
  // Any number but 0 is true, which the conversion of a tensor knows.
  if (dtype === "bool") return readTensor(values, shape, "float64", where, argument).cast(dtype);
  const data = allocate(dtype ?? "float32", sizeOf(found));
  writeNumbers(values as NumberLike, data, 0);
  return reshaped(new Tensor(data, found), shape);
}

/**
 * A tensor as it is; other values as a tensor of type float32.
 * @param where    the function that was given the value, for errors
 * @param argument the name of its argument, for errors
 */
export function asTensor(value: TensorLike, where = "tensor", argument = "values"): Tensor {
  return value instanceof Tensor ? value : readTensor(value, undefined, undefined, where, argument);
}

/**
 * A list of tensors, or of numbers to make tensors of.
 * @throws ArgumentError for what is no list
 */
export function asTensors(values: readonly TensorLike[], where: string, argument: string): Tensor[] {
  if (Array.isArray(values))
    return values.map((value: TensorLike, i) => asTensor(value, where, `${argument}[${i}]`));
  throw new ArgumentError({
    where,
    argument,
    received: written(values),
    expected: { fr: "une liste de tenseurs : [a, b]", en: "a list of tensors: [a, b]" },
    mend: { fr: `Par exemple ${where}([a, b]).`, en: `For example ${where}([a, b]).` },
  });
}

function reshaped(value: Tensor, shape: Shape | undefined): Tensor {
  return shape === undefined ? value : new Tensor(value.storage, shape);
}

/**
 * Checks that a shape agrees with the rows of nested arrays: only the last axis of the arrays may be divided
 * further.
 */
function checkRows(found: Shape, shape: Shape, where: string): void {
  checkedSize(shape, where);
  const last = found.length - 1;
  const agrees = found.every(
    (extent, axis) => extent === (axis === last ? sizeOf(shape.slice(axis)) : shape[axis]),
  );
  if (agrees || (found.length === 1 && found[0] !== sizeOf(shape))) return;
  throw new ShapeError({
    where,
    argument: "shape",
    received: formatShape(shape),
    expected: {
      fr: `${formatShape(found)}, la forme des tableaux donnés`,
      en: `${formatShape(found)}, the shape of the arrays given`,
    },
    mend: {
      fr: "Pour lire les mêmes nombres dans d’autres lignes, écrivez reshape(x, forme) ; pour échanger lignes et colonnes, transpose(x).",
      en: "To read the same numbers in other rows, write reshape(x, shape); to swap rows and columns, transpose(x).",
    },
  });
}
