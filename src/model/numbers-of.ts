/** Numbers that a model was given, in any way to write them, as a tensor; what is none is named as the caller knows it. */
import { ArgumentError } from "../errors/errors.js";
import { written } from "../errors/written.js";
import type { Sentence } from "../language/language.js";
import { asTensor } from "../tensor/create.js";
import { Tensor, type TensorLike } from "../tensor/tensor.js";

/** @throws ArgumentError where they are no numbers, or rows of unequal length */
export function numbersOf(given: TensorLike, where: string, argument: string): Tensor {
  if (given instanceof Tensor) return given;
  try {
    if (typeof given !== "object" || given === null) throw noNumbers(given, where, argument);
    return asTensor(given);
  } catch (error) {
    // Only now: to look at each number by itself takes as long as to copy them.
    if (error instanceof ArgumentError) throw noNumbers(given, where, argument);
    throw error;
  }
}

function noNumbers(given: unknown, where: string, argument: string): ArgumentError {
  const stranger = strangerIn(given, argument);
  if (stranger === undefined) {
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
  const { value, place } = stranger;
  return new ArgumentError({
    where,
    argument,
    received: place === argument ? written(value) : `${written(value)} (${place})`,
    expected: { fr: "un tenseur, ou des nombres en tableaux", en: "a tensor, or numbers in arrays" },
    mend: mendOf(value),
  });
}

/** The first thing in nested arrays that is no number, and where it stands: `y[0]`; only the argument itself where it is no array. */
function strangerIn(
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
    const found = strangerIn(each, `${place}[${i}]`);
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
      en: "Tensors in a list are put together by stack(list).",
    };
  return {
    fr: "Donnez un tenseur [exemples, …], ou un tableau d’une ligne pour chaque exemple.",
    en: "Give a tensor [examples, …], or an array of one row an example.",
  };
}
