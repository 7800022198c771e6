/** Says in words what is wrong with the result of a learner's function, without telling the right result. */
import { separator, type Sentence } from "../language/language.js";
import type { CallResult, Exercise } from "./exercise.js";
import { outsideRead } from "./outside.js";

/** The usual causes of NaN. */
export const NAN_CAUSES: Sentence = {
  fr: "souvent une position hors d’un tableau (on compte depuis 0, jusqu’à `length - 1`), une valeur qui manque, ou le logarithme d’un nombre négatif.",
  en: "often a position outside an array (one counts from 0, up to `length - 1`), a missing value, or the logarithm of a negative number.",
};

/** True if a value, or an item of nested arrays, is NaN or undefined. */
export function hasNaN(value: unknown): boolean {
  return Array.isArray(value) ? value.some(hasNaN) : value === undefined || Number.isNaN(value);
}

/** Says where a function reads past the end of one of its arguments; undefined if it does not. */
export function sayOutsideRead(answer: unknown, { probe }: Pick<Exercise, "probe">): Sentence | undefined {
  if (probe.kind !== "calls" || typeof answer !== "function") return undefined;
  for (const inputs of probe.inputs) {
    const read = outsideRead(answer as (...given: unknown[]) => unknown, inputs);
    if (read === undefined) continue;
    const { name, index, length } = read;
    return {
      fr: `Pour (${writeInputs(inputs)}), elle lit \`${name}[${index}]\`, qui n’existe pas : \`${name}\` a ${length} élément(s)${length > 0 ? `, de \`${name}[0]\` à \`${name}[${length - 1}]\`` : ""}.`,
      en: `For (${writeInputs(inputs)}) it reads \`${name}[${index}]\`, which does not exist: \`${name}\` has ${length} element(s)${length > 0 ? `, from \`${name}[0]\` to \`${name}[${length - 1}]\`` : ""}.`,
    };
  }
  return undefined;
}

/** Says what is wrong with one call. */
export function complaint(
  result: CallResult | undefined,
  inputs: readonly unknown[],
  expected: unknown,
  someRight: boolean,
): Sentence {
  const call = writeInputs(inputs);
  if (result === undefined)
    return { fr: "La fonction n’a pas pu être essayée.", en: "The function could not be tried." };
  if ("error" in result) {
    if (result.error === "Promise")
      return {
        fr: "La fonction renvoie une promesse : retirez `async`.",
        en: "The function returns a promise: remove `async`.",
      };
    return {
      fr: `Pour (${call}), la fonction s’arrête sur l’erreur « ${result.error} ».`,
      en: `For (${call}) the function stops with the error "${result.error}".`,
    };
  }
  const { value } = result;
  if (value === undefined)
    return {
      fr: `Pour (${call}), la fonction ne renvoie rien : manque-t-il un \`return\` ?`,
      en: `For (${call}) the function returns nothing: is a \`return\` missing?`,
    };
  if (Array.isArray(expected) !== Array.isArray(value)) {
    return Array.isArray(expected)
      ? {
          fr: `Pour (${call}), la fonction doit renvoyer un tableau ; reçu ${write(value)}.`,
          en: `For (${call}) the function must return an array; received ${write(value)}.`,
        }
      : {
          fr: `Pour (${call}), la fonction doit renvoyer un seul nombre ; reçu ${write(value)}.`,
          en: `For (${call}) the function must return one number; received ${write(value)}.`,
        };
  }
  if (Array.isArray(expected) && Array.isArray(value) && expected.length !== value.length) {
    return {
      fr: `Pour (${call}), le tableau renvoyé n’a pas la bonne longueur : ${value.length}.`,
      en: `For (${call}) the array has the wrong length: ${value.length}.`,
    };
  }
  if (hasNaN(value)) {
    const what =
      typeof value === "number"
        ? { fr: "elle renvoie NaN (« pas un nombre »)", en: 'it returns NaN ("not a number")' }
        : {
            fr: `elle renvoie ${write(value)}, où NaN veut dire « pas un nombre »`,
            en: `it returns ${write(value)}, where NaN means “not a number”`,
          };
    return {
      fr: `Pour (${call}), ${what.fr} : ${NAN_CAUSES.fr}`,
      en: `For (${call}) ${what.en}: ${NAN_CAUSES.en}`,
    };
  }
  const some = someRight
    ? {
        fr: "La fonction est juste pour certaines entrées, mais pas toutes. ",
        en: "The function is right for some inputs, not for all. ",
      }
    : { fr: "", en: "" };
  return {
    fr: `${some.fr}Pour (${call}), elle renvoie ${write(value)}, ce qui n’est pas la bonne valeur.`,
    en: `${some.en}For (${call}) it returns ${write(value)}, which is not right.`,
  };
}

/** A value as the learner would write it; of an array with more than `most` items, the first ones. */
export function write(value: unknown, most = 6): string {
  if (typeof value === "number") return String(Number(value.toPrecision(6)));
  if (Array.isArray(value))
    return `[${value
      .slice(0, most)
      .map((item) => write(item, most))
      .join(", ")}${value.length > most ? ", …" : ""}]`;
  return JSON.stringify(value) ?? String(value);
}

/** The arguments of a call, as they stand between its parentheses. */
export function writeInputs(inputs: readonly unknown[]): string {
  return inputs.map((input) => write(input)).join(separator(";"));
}
