/**
 * Converts the numbers that a model was given to a tensor; errors name the argument as the caller wrote it.
 */
import { ArgumentError } from "../../errors/errors.js";
import { written } from "../../errors/written.js";
import type { Sentence } from "../../language/language.js";
import { asTensor } from "../../tensor/as-tensor.js";
import { Tensor, type TensorLike } from "../../tensor/tensor.js";

/** @throws ArgumentError for a value that is not a number, and for rows of unequal length */
export function numbersOf(given: TensorLike, where: string, argument: string): Tensor {
  if (given instanceof Tensor) return given;
  try {
    if (typeof given !== "object" || given === null) throw noNumbers(given, where, argument);
    return asTensor(given);
  } catch (error) {
    // The wrong value is searched for only after an error: checking each number takes as long as copying all
    // of them.
    if (error instanceof ArgumentError) throw noNumbers(given, where, argument);
    throw error;
  }
}

function noNumbers(given: unknown, where: string, argument: string): ArgumentError {
  const found = nonNumberIn(given, argument);
  if (found === undefined) {
    return new ArgumentError({
      where,
      argument,
      received: { fr: "des lignes de longueurs différentes", en: "rows of different lengths" },
      expected: { fr: "des lignes de même longueur", en: "rows of the same length" },
      mend: {
        fr: "Vérifiez les lignes, ou complétez-les par padSequences.",
        en: "Check the rows, or fill them up by padSequences.",
      },
    });
  }
  const { value, place } = found;
  return new ArgumentError({
    where,
    argument,
    received: place === argument ? written(value) : `${written(value)} (${place})`,
    expected: { fr: "un tenseur, ou des nombres en tableaux", en: "a tensor, or numbers in arrays" },
    mend: mendOf(value),
  });
}

/**
 * The first value in nested arrays that is not a number, with its place, such as `y[0]`; `value` itself if it
 * is not an array.
 */
function nonNumberIn(
  value: unknown,
  place: string,
): { readonly place: string; readonly value: unknown } | undefined {
  if (
    ((typeof value === "number" || typeof value === "boolean") && place.endsWith("]")) ||
    (ArrayBuffer.isView(value) && !(value instanceof DataView))
  )
    return undefined;
  if (!Array.isArray(value)) return { place, value };
  for (let i = 0; i < value.length; i++) {
    const each: unknown = value[i];
    if (typeof each === "number") continue;
    const found = nonNumberIn(each, `${place}[${i}]`);
    if (found !== undefined) return found;
  }
  return undefined;
}

function mendOf(value: unknown): Sentence {
  if (typeof value === "string") {
    return {
      fr: "Un modèle calcule avec des nombres : encodeLabels(textes).numbers donne à chaque texte un numéro, oneHot en fait des lignes.",
      en: "A model computes with numbers: encodeLabels(texts).numbers gives each text a number, oneHot makes rows of them.",
    };
  }
  if (value instanceof Promise)
    return {
      fr: "Les données ne sont pas encore là : ajoutez await devant l’appel qui les charge.",
      en: "The data are not there yet: put await before the call that loads them.",
    };
  if (value instanceof Tensor)
    return {
      fr: "Des tenseurs en liste se réunissent par stack(liste).",
      en: "stack(list) makes one tensor of a list of tensors.",
    };
  return {
    fr: "Donnez un tenseur [exemples, …], ou un tableau d’une ligne pour chaque exemple.",
    en: "Give a tensor [examples, …], or an array with one row for each example.",
  };
}
