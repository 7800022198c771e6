/** What a page in a browser has and a cell has not, each with what takes its place here. */
import type { Sentence } from "../../../language/language.js";

const instead = (word: string, hereFr: string, hereEn: string): readonly [string, Sentence] => [
  word,
  {
    fr: `\`${word}\` est d’une page du navigateur ; ici : ${hereFr}.`,
    en: `\`${word}\` belongs to a page in a browser; here: ${hereEn}.`,
  },
];

const PAGE = [
  "display(…) montre une valeur ou une figure, et console.log(…) l’écrit",
  "display(…) shows a value or a figure, and console.log(…) writes it",
] as const;

export const WEB_WORDS: ReadonlyMap<string, Sentence> = new Map([
  instead("document", ...PAGE),
  instead("window", ...PAGE),
  instead("alert", "console.log(…) pour afficher", "console.log(…) to print"),
  instead("prompt", 'await input("Votre nom ?")', 'await input("Your name?")'),
  instead("confirm", 'await input("oui ou non ?")', 'await input("yes or no?")'),
  instead(
    "localStorage",
    'writeFileSync et readFileSync, de "node:fs"',
    'writeFileSync and readFileSync, of "node:fs"',
  ),
]);
