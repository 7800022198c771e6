/** Checks of the inputs of layers. */
import { ShapeError } from "../errors/errors.js";
import type { Sentence } from "../language/language.js";
import { written } from "../errors/written.js";
import { formatShape, isExtent, type BatchShape } from "../tensor/shape.js";
import { noTensor, Tensor } from "../tensor/tensor.js";

/** The input shape of a layer with one input. @throws ShapeError for several shapes */
export function single(input: BatchShape | readonly BatchShape[], where: string): BatchShape {
  checkShapes(input, where);
  if (!isListOfShapes(input)) return input;
  throw new ShapeError({
    where,
    argument: "inputs",
    received: input.map(formatShape).join(", "),
    expected: { fr: "une seule entrée", en: "a single input" },
    mend: {
      fr: "Réunissez-les d’abord, par layers.concatenate() ou layers.add().",
      en: "Combine them first, by layers.concatenate() or layers.add().",
    },
  });
}

/** @throws ShapeError for a value that is neither a shape nor a list of shapes */
export function checkShapes(input: unknown, where: string): void {
  if (isBatchShape(input) || (Array.isArray(input) && input.every(isBatchShape))) return;
  throw new ShapeError({
    where,
    argument: "inputShape",
    received: written(input),
    expected: { fr: "une forme, comme [null, 3]", en: "a shape, such as [null, 3]" },
    mend: {
      fr: "Le premier axe est le lot ; null vaut pour une taille que l’on ne connaît pas encore.",
      en: "The first axis is the batch; null stands for an extent that is not known yet.",
    },
  });
}

function isBatchShape(shape: unknown): shape is BatchShape {
  return Array.isArray(shape) && shape.every((extent) => extent === null || isExtent(extent));
}

/** Whether these are the shapes of several tensors. */
export function isListOfShapes(input: BatchShape | readonly BatchShape[]): input is readonly BatchShape[] {
  return Array.isArray(input[0]);
}

/** The input tensor of a layer with one input. @throws ArgumentError for anything else */
export function one(input: Tensor | readonly Tensor[]): Tensor {
  if (input instanceof Tensor) return input;
  if (Array.isArray(input) && input.length === 1 && input[0] instanceof Tensor) return input[0];
  throw noTensor(input, "call", "input");
}

/** The input shape. @throws ShapeError where it does not have `rank` axes, batch included */
export function ofRank(
  input: BatchShape | readonly BatchShape[],
  rank: number,
  where: string,
  form: Sentence,
  mend: Sentence,
): BatchShape {
  const shape = single(input, where);
  if (shape.length === rank) return shape;
  throw new ShapeError({ where, argument: "input", received: formatShape(shape), expected: form, mend });
}

/** The shape of pictures: [batch, height, width, channels]. */
export function pictures(input: BatchShape | readonly BatchShape[], where: string): BatchShape {
  return ofRank(
    input,
    4,
    where,
    { fr: "[lot, hauteur, largeur, canaux]", en: "[batch, height, width, channels]" },
    {
      fr: "Des images grises ont un canal : inputShape: [28, 28, 1] ; layers.reshape() ajoute l’axe. Après layers.flatten() il n’y a plus d’images.",
      en: "Grey pictures have one channel: inputShape: [28, 28, 1]; layers.reshape() adds the axis. After layers.flatten() the input is no longer a picture.",
    },
  );
}

/** The shape of sequences: [batch, time, features]. */
export function sequences(input: BatchShape | readonly BatchShape[], where: string): BatchShape {
  return ofRank(
    input,
    3,
    where,
    { fr: "[lot, temps, caractéristiques]", en: "[batch, time, features]" },
    {
      fr: "Pour des mots, mettez layers.embedding() avant ; après une couche récurrente, donnez-lui returnSequences: true.",
      en: "For words, put layers.embedding() before; after a recurrent layer, give it returnSequences: true.",
    },
  );
}

/**
 * Checks that a shape has enough axes, and the last extent that the weights were created for.
 * @param expected null where there are no weights yet
 */
export function checkLast(
  shape: BatchShape,
  leastRank: number,
  expected: number | null,
  where: string,
): void {
  const last = shape[shape.length - 1];
  if (shape.length >= leastRank && (expected === null || last === null || last === expected)) return;
  throw new ShapeError({
    where,
    argument: "input",
    received: formatShape(shape),
    expected:
      expected === null
        ? {
            fr: `au moins ${leastRank} axe(s), dont le lot`,
            en: `at least ${leastRank} axe(s), one of them the batch`,
          }
        : formatShape([
            ...(shape.length < leastRank ? new Array<null>(leastRank - 1).fill(null) : shape.slice(0, -1)),
            expected,
          ]),
    mend:
      expected === null
        ? {
            fr: "Un seul exemple est un lot de taille 1 : expandDims(0).",
            en: "A single example is a batch of size 1: expandDims(0).",
          }
        : {
            fr: `Les poids de la couche ont été faits pour ${expected} valeur(s) sur le dernier axe : vérifiez les données, ou refaites le modèle.`,
            en: `The layer's weights were made for ${expected} value(s) along the last axis: check the data, or create the model again.`,
          },
  });
}

/** The extent. @throws ShapeError where it is not known: weights depend on it */
export function known(extent: number | null, shape: BatchShape, where: string): number {
  if (extent !== null) return extent;
  throw new ShapeError({
    where,
    argument: "inputShape",
    received: formatShape(shape),
    expected: { fr: "des dimensions connues, hors du lot", en: "known extents, except for the batch" },
    mend: {
      fr: "Donnez la taille à la place de null : les poids en dépendent.",
      en: "Give the size instead of null: the weights depend on it.",
    },
  });
}

/** The number of values of an example; null where an extent is unknown. */
export function sizeOfExample(shape: BatchShape): number | null {
  return shape
    .slice(1)
    .reduce<number | null>(
      (product, extent) => (product === null || extent === null ? null : product * extent),
      1,
    );
}
