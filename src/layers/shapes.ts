/** Checks of what a layer is given. */
import { ShapeError } from "../errors/errors.js";
import type { Sentence } from "../language/language.js";
import { formatShape } from "../tensor/shape.js";
import { Tensor } from "../tensor/tensor.js";
import type { BatchShape } from "./symbolic-tensor.js";

/** What a layer with one input is given, as one shape. */
export function single(input: BatchShape | readonly BatchShape[], where: string): BatchShape {
  if (!isListOfShapes(input)) return input;
  throw new ShapeError({
    where, argument: "inputs", received: input.map(formatShape).join(", "), expected: { fr: "une seule entrée", en: "a single input" },
    mend: { fr: "Réunissez-les d’abord, par layers.concatenate() ou layers.add().", en: "Bring them together first, by layers.concatenate() or layers.add()." },
  });
}

function isListOfShapes(input: BatchShape | readonly BatchShape[]): input is readonly BatchShape[] {
  return Array.isArray(input[0]);
}

/** The tensor that a layer with one input is called on. */
export function one(input: Tensor | readonly Tensor[]): Tensor {
  return input instanceof Tensor ? input : input[0];
}

/** The shape, if it has this number of axes (batch included). */
export function ofRank(input: BatchShape | readonly BatchShape[], rank: number, where: string, form: string, mend: Sentence): BatchShape {
  const shape = single(input, where);
  if (shape.length === rank) return shape;
  throw new ShapeError({ where, argument: "inputShape", received: formatShape(shape), expected: form, mend });
}

/** An extent that must be known before weights can be made. */
export function known(extent: number | null, shape: BatchShape, where: string): number {
  if (extent !== null) return extent;
  throw new ShapeError({
    where, argument: "inputShape", received: formatShape(shape), expected: { fr: "des dimensions connues, hors du lot", en: "known extents, the batch aside" },
    mend: { fr: "Donnez la taille à la place de null : les poids en dépendent.", en: "Give the size instead of null: the weights depend on it." },
  });
}

/** The product of the extents after the batch; null where one of them is unknown. */
export function sizeOfExample(shape: BatchShape): number | null {
  return shape.slice(1).reduce<number | null>((product, extent) => (product === null || extent === null ? null : product * extent), 1);
}
