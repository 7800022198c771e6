/** Explains why the expression at an error has no value. */
import type { Sentence } from "../../language/language.js";
import type { Scene } from "./scene.js";

/** The explanation; undefined if the expression has a value and another one caused the error. */
export function missingValue(scene: Scene): Sentence | undefined {
  const { expression, position, hasValue } = scene;
  if (hasValue === true) return undefined;
  if (position !== undefined) {
    const { array, length } = position;
    if (length === 0)
      return {
        fr: `\`${expression}\` n’existe pas : le tableau \`${array}\` est vide.`,
        en: `\`${expression}\` does not exist: the array \`${array}\` is empty.`,
      };
    const last = {
      fr: `ses ${length} éléments vont de ${array}[0] à ${array}[${length - 1}]`,
      en: `its ${length} elements go from ${array}[0] to ${array}[${length - 1}]`,
    };
    return {
      fr: `\`${expression}\` n’existe pas dans \`${array}\` : ${last.fr}, car on compte depuis 0.`,
      en: `\`${expression}\` does not exist in \`${array}\`: ${last.en}, since positions are counted from 0.`,
    };
  }
  if (expression === undefined)
    return {
      fr: "ce qui est lu ici n’a pas de valeur : une position hors d’un tableau (on compte depuis 0), ou un résultat qui manque.",
      en: "the value that is read here is missing: a position outside an array (positions are counted from 0), or a missing result.",
    };
  if (expression.endsWith("]"))
    return {
      fr: `\`${expression}\` n’a pas de valeur : la position est hors du tableau ? On compte depuis 0, et la dernière est length - 1.`,
      en: `\`${expression}\` has no value: is the position outside the array? Positions are counted from 0, and the last is length - 1.`,
    };
  if (/\.(?:get|find|findLast|match|exec|pop|shift|at|querySelector)\([^()]*\)$/.test(expression))
    return {
      fr: `\`${expression}\` n’a rien trouvé : vérifiez ce qui est cherché, et où.`,
      en: `\`${expression}\` found nothing: check what you search for, and where.`,
    };
  if (/^[^(].*\)$/s.test(expression))
    return {
      fr: `\`${expression}\` ne renvoie rien : un return manque-t-il dans la fonction ?`,
      en: `\`${expression}\` returns nothing: is a return missing in the function?`,
    };
  if (expression.startsWith("("))
    return { fr: `\`${expression}\` n’a pas de valeur.`, en: `\`${expression}\` has no value.` };
  return {
    fr: `\`${expression}\` n’a pas de valeur : affichez-le par console.log(${expression}) juste avant.`,
    en: `\`${expression}\` has no value: print it with console.log(${expression}) just before.`,
  };
}
