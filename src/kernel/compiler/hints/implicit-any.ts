/** Hints for values whose type nothing says. */
import type { Sentence } from "../../../language/language.js";
import type { Hint } from "./finding.js";

/** How a cell of JavaScript runs as it is. */
export const UNCHECKED: Sentence = {
  fr: "une cellule écrite en JavaScript s’exécute telle quelle si sa première ligne est // @ts-nocheck.",
  en: "a cell that is written in JavaScript runs as it is if its first line is // @ts-nocheck.",
};

/** The hint for a parameter without a type. */
export const implicitAny: Hint = ({ word, context }) => {
  const fr = `dites de quel type est \`${word}\`, par exemple ${word}: number`;
  const en = `declare the type of \`${word}\`, for example ${word}: number`;
  return context.checks === "plain"
    ? { fr: `${fr} ; ${UNCHECKED.fr}`, en: `${en}; ${UNCHECKED.en}` }
    : { fr: `${fr}.`, en: `${en}.` };
};
