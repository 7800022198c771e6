/**
 * Converts the examples that a model is given to tensors whose first axis counts the examples, and checks
 * their shapes.
 */
import { ArgumentError, ShapeError } from "../../errors/errors.js";
import type { Sentence } from "../../language/language.js";
import { written } from "../../errors/written.js";
import { dataTypeOf, type TensorData } from "../../tensor/dtype.js";
import { formatShape, sameShape, sizeOf, type BatchShape } from "../../tensor/shape.js";
import { Tensor, type TensorLike } from "../../tensor/tensor.js";
import type { Graph } from "../graph.js";
import { numbersOf } from "./numbers-of.js";

/** One tensor or nested array of examples; a list of them for a model with several inputs (or outputs). */
export type Examples = TensorLike | readonly TensorLike[];

/**
 * The inputs of a model, one tensor for each.
 * @param graph undefined for a chain that does not know its input's shape yet: it accepts any shape
 * @throws ShapeError for an input whose shape the model cannot take, or of another number of examples than
 *         the first
 */
export function inputsOf(graph: Graph | undefined, x: Examples, where: string): readonly Tensor[] {
  const shapes = graph === undefined ? [undefined] : graph.inputs.map(({ shape }) => shape);
  const inputs = listOf(x, shapes.length, where, "x").map((given, i) => {
    const shape = shapes[i];
    const examples = asExamples(given, shape, where, "x");
    if (shape !== undefined) checkInputShape(examples, shape, where, "x");
    return examples;
  });
  checkCounts(inputs[0].shape[0], inputs, where, "x");
  return inputs;
}

/** One value for each of `count` inputs or outputs. */
export function listOf(
  given: Examples,
  count: number,
  where: string,
  argument: string,
): readonly TensorLike[] {
  const isList = Array.isArray(given) && (count > 1 || given[0] instanceof Tensor);
  if (!isList && count === 1) return [given as TensorLike];
  if (isList && given.length === count) return given as readonly TensorLike[];
  throw new ArgumentError({
    where,
    argument,
    received: isList ? String(given.length) : written(given),
    expected: { fr: `une liste de ${count}`, en: `a list of ${count}` },
    mend: {
      fr: `Le modèle en a ${count} : donnez autant de tenseurs, dans l’ordre.`,
      en: `The model has ${count}: give as many tensors, in order.`,
    },
  });
}

/**
 * A tensor of examples. A flat typed array is cut into examples of the model's shape, and a list of n numbers
 * stands for [n, 1].
 * @param shape the shape that the model takes, batch first; undefined where every shape is allowed
 * @param count how many examples there are, where this is known: a list of `count` numbers has one number for
 *              each example and is not cut
 */
export function asExamples(
  given: TensorLike,
  shape: BatchShape | undefined,
  where: string,
  argument: string,
  count?: number,
): Tensor {
  const made = fromNumbers(given, shape, where, argument, count);
  const examples =
    shape !== undefined && made.rank === shape.length - 1 && made.rank > 0 && shape[shape.length - 1] === 1
      ? new Tensor(made.storage, [...made.shape, 1])
      : made;
  if (examples.rank > 0 && examples.size > 0) return examples;
  throw new ArgumentError({
    where,
    argument,
    received:
      examples.rank === 0
        ? String(examples.item())
        : examples.shape[0] > 0
          ? formatShape(examples.shape)
          : { fr: "aucun exemple", en: "no example" },
    expected: {
      fr: "au moins un exemple, le long du premier axe",
      en: "at least one example, along the first axis",
    },
    mend: {
      fr: "Vérifiez comment les données ont été lues ou découpées.",
      en: "Check how the data were read or split.",
    },
  });
}

function fromNumbers(
  given: TensorLike,
  shape: BatchShape | undefined,
  where: string,
  argument: string,
  count: number | undefined,
): Tensor {
  if (dataTypeOf(given) === undefined) return numbersOf(given, where, argument);
  const data = given as TensorData;
  const example = shape?.slice(1) ?? [];
  const size = example.includes(null) ? 1 : sizeOf(example as number[]);
  return data.length % size === 0 && size > 1 && data.length !== count
    ? new Tensor(data, [data.length / size, ...(example as number[])])
    : new Tensor(data, [data.length]);
}

/** @throws ShapeError where the shape is not the one that the model takes; the error says how to change it */
function checkInputShape(x: Tensor, shape: BatchShape, where: string, argument: string): void {
  const fits =
    x.rank === shape.length &&
    shape.every((extent, axis) => axis === 0 || extent === null || extent === x.shape[axis]);
  if (fits) return;
  throw new ShapeError({
    where,
    argument,
    received: formatShape(x.shape),
    expected: formatShape(shape),
    mend: mendOf(x, shape),
  });
}

function mendOf(x: Tensor, shape: BatchShape): Sentence {
  const example = shape.slice(1);
  const asWritten = formatShape([-1, ...example]);
  if (!example.includes(null)) {
    if (sameShape(x.shape, example as number[]))
      return {
        fr: "C’est un seul exemple : ajoutez l’axe du lot par x.expandDims(0).",
        en: "This is a single example: add the batch axis by x.expandDims(0).",
      };
    if (x.size === x.shape[0] * sizeOf(example as number[]))
      return {
        fr: `Les nombres y sont, dans une autre forme : x.reshape(${asWritten}), ou une couche flatten() ou reshape().`,
        en: `The number of values is right, but not the shape: use x.reshape(${asWritten}), or a layer flatten() or reshape().`,
      };
  }
  return {
    fr: "Changez les données, ou inputShape de la première couche (sans l’axe du lot).",
    en: "Change the data, or inputShape of the first layer (without the batch axis).",
  };
}

/** @throws ShapeError where the numbers of examples differ */
export function checkCounts(
  count: number,
  tensors: readonly Tensor[],
  where: string,
  argument: string,
): void {
  const odd = tensors.find(({ shape }) => shape[0] !== count);
  if (odd === undefined) return;
  throw new ShapeError({
    where,
    argument,
    received: { fr: `${odd.shape[0]} exemple(s)`, en: `${odd.shape[0]} example(s)` },
    expected: { fr: `${count} exemple(s), comme x`, en: `${count} example(s), as x` },
    mend: {
      fr: "Chaque ligne de x a sa valeur attendue dans y : découpez les deux au même endroit.",
      en: "Each row of x has its target in y: cut both at the same place.",
    },
  });
}
