/** Describes the form of an answer in words, derived from the right answer without revealing it. */
import type { Sentence } from "../language/language.js";

export const NUMBER_FORM: Sentence = {
  fr: "Réponse attendue : un nombre (les décimales avec un point : 0.5).",
  en: "Expected: a number (decimals with a point: 0.5).",
};

export function listForm(length: number): Sentence {
  return {
    fr: `Réponse attendue : ${length} nombre(s) (les décimales avec un point).`,
    en: `Expected: ${length} number(s) (decimals with a point).`,
  };
}

export function choiceForm(choices: readonly string[]): Sentence {
  const written = choices.map((choice) => `"${choice}"`).join(", ");
  return {
    fr: `Réponse attendue : l’un de ces textes, avec ses guillemets : ${written}.`,
    en: `Expected: one of these texts, with its quotes: ${written}.`,
  };
}

/** The form of a function, derived from its right results and one list of inputs. */
export function functionForm(results: readonly unknown[], inputs: readonly unknown[]): Sentence {
  const kind = kindOf(results);
  const takes =
    inputs.length === 1
      ? { fr: "d’un argument", en: "one argument" }
      : { fr: `de ${inputs.length} argument(s)`, en: `${inputs.length} argument(s)` };
  return {
    fr: `Réponse attendue : une fonction ${takes.fr} qui renvoie (\`return\`) ${kind.fr}.`,
    en: `Expected: a function of ${takes.en} that returns (\`return\`) ${kind.en}.`,
  };
}

function kindOf(results: readonly unknown[]): Sentence {
  const [first] = results;
  if (typeof first === "string") return { fr: "un texte", en: "a text" };
  if (typeof first === "boolean") return { fr: "true ou false", en: "true or false" };
  if (!Array.isArray(first)) return { fr: "un nombre", en: "a number" };
  const rows = results as readonly unknown[][];
  const inner = (first as unknown[])[0];
  const lengths = new Set(rows.map(({ length }) => length));
  const isMixed = rows.some((row) => row.some((item) => Array.isArray(item) !== Array.isArray(inner)));
  if (isMixed)
    return {
      fr: `un tableau : ${first.map((item) => partOf(item).fr).join(", ")}`,
      en: `an array: ${first.map((item) => partOf(item).en).join(", ")}`,
    };
  if (Array.isArray(inner))
    return {
      fr: "un tableau de lignes, chacune un tableau de nombres",
      en: "an array of rows, each an array of numbers",
    };
  if (lengths.size === 1 && rows.length > 1)
    return {
      fr: `un tableau de ${first.length} nombre(s)`,
      en: `an array of ${first.length} number(s)`,
    };
  return { fr: "un tableau de nombres", en: "an array of numbers" };
}

function partOf(item: unknown): Sentence {
  if (!Array.isArray(item)) return { fr: "un nombre", en: "a number" };
  return Array.isArray(item[0])
    ? { fr: "un tableau de lignes", en: "an array of rows" }
    : { fr: "un tableau de nombres", en: "an array of numbers" };
}
