/**
 * Words of Python and of web pages that the language does not have, each with the TypeScript to write
 * instead.
 *
 * R's words are in `r-words.ts`. `names.ts` looks up all these words where a name is not found. Forms that do
 * not parse, such as `x <- 5`, are in `syntax-habits.ts`.
 */
import type { Sentence } from "../../../language/language.js";

/**
 * A function that makes the entries of a table: the foreign word, the TypeScript to write instead, and a
 * remark.
 */
export function wordsOf(
  language: "R" | "Python",
): (word: string, here: string, noteFr?: string, noteEn?: string) => readonly [string, Sentence] {
  return (word, here, noteFr = "", noteEn = noteFr) => [
    word,
    {
      fr: `\`${word}\` vient de ${language} ; ici : ${here}${noteFr}.`,
      en: `\`${word}\` is a word of ${language}; here: ${here}${noteEn}.`,
    },
  ];
}

const python = wordsOf("Python");

const NUMPY: Sentence = {
  fr: 'numpy n’existe pas ici ; on calcule avec des tableaux et Math, ou avec les tenseurs de "neurones".',
  en: 'numpy does not exist here; compute with arrays and Math, or with the tensors of "neurones".',
};

export const PYTHON_WORDS: ReadonlyMap<string, Sentence> = new Map([
  ["print", { fr: "pour afficher : console.log(…).", en: "to print: console.log(…)." }],
  python("len", "v.length", ", sans parenthèses", ", without parentheses"),
  python(
    "range",
    "for (let i = 0; i < n; i++)",
    " dans une boucle ; Array.from({ length: n }, (_, i) => i) pour un tableau",
    " in a loop; Array.from({ length: n }, (_, i) => i) for an array",
  ),
  python("True", "true"),
  python("False", "false"),
  python("None", "null", " (ou undefined)", " (or undefined)"),
  python("elif", "else if (…) { … }"),
  python("not", "!x"),
  python("and", "a && b"),
  python("or", "a || b"),
  python(
    "int",
    "Math.trunc(x)",
    " pour ôter les décimales, Number(texte) pour lire un nombre",
    " to drop the decimals, Number(text) to read a number",
  ),
  python("float", "Number(x)"),
  python(
    "str",
    "String(x)",
    " pour faire un texte ; console.log(x) pour voir une valeur",
    " to make a text; console.log(x) to look at a value",
  ),
  python("list", "[1, 2, 3]", " ou [...v]", " or [...v]"),
  python("dict", "{ a: 1, b: 2 }"),
  python("tuple", "[1, 2]"),
  python(
    "enumerate",
    "v.forEach((x, i) => …)",
    " ou for (const [i, x] of v.entries())",
    " or for (const [i, x] of v.entries())",
  ),
  python("zip", "a.map((x, i) => [x, b[i]])"),
  python("sorted", "[...v].sort((a, b) => a - b)"),
  python("reversed", "v.toReversed()"),
  python("isinstance", 'typeof x === "number"'),
  python("type", "typeof x"),
  ["np", NUMPY],
  ["numpy", NUMPY],
  [
    "pd",
    {
      fr: 'pandas n’existe pas ici ; un tableau d’objets, [{ x: 1, y: 0 }], s’affiche par table(…), de "neurones".',
      en: 'pandas does not exist here; table(…), of "neurones", shows an array of objects, [{ x: 1, y: 0 }].',
    },
  ],
  [
    "plt",
    {
      fr: 'matplotlib n’existe pas ici ; les figures sont dans plots, de "neurones".',
      en: 'matplotlib does not exist here; figures are in plots, of "neurones".',
    },
  ],
  python("pass", "{ }", ", un bloc vide", ", an empty block"),
  python(
    "def",
    "function f(x: number) { return x; }",
    ", ou const f = (x: number) => x;",
    ", or const f = (x: number) => x;",
  ),
  python("lambda", "(x: number) => x + 1"),
  python("self", "this"),
  python("math", "Math", ", avec une majuscule : Math.log(x)", ", with a capital: Math.log(x)"),
]);

const web = (word: string, hereFr: string, hereEn: string): readonly [string, Sentence] => [
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
  web("document", ...PAGE),
  web("window", ...PAGE),
  web("alert", "console.log(…) pour afficher", "console.log(…) to print"),
  web("prompt", 'await input("Votre nom ?")', 'await input("Your name?")'),
  web("confirm", 'await input("oui ou non ?")', 'await input("yes or no?")'),
  web(
    "localStorage",
    'writeFileSync et readFileSync, de "node:fs"',
    'writeFileSync and readFileSync, of "node:fs"',
  ),
]);
