/** Words of Python that the language has not, each with what takes its place here. */
import type { Sentence } from "../../../language/language.js";
import { wordsOf } from "./foreign-word.js";

const instead = wordsOf("Python");

const NUMPY: Sentence = {
  fr: 'numpy n’existe pas ici ; on calcule avec des tableaux et Math, ou avec les tenseurs de "neurones".',
  en: 'there is no numpy here; one computes with arrays and Math, or with the tensors of "neurones".',
};

export const PYTHON_WORDS: ReadonlyMap<string, Sentence> = new Map([
  ["print", { fr: "pour afficher : console.log(…).", en: "to print: console.log(…)." }],
  instead("len", "v.length", ", sans parenthèses", ", without parentheses"),
  instead(
    "range",
    "for (let i = 0; i < n; i++)",
    " dans une boucle ; Array.from({ length: n }, (_, i) => i) pour un tableau",
    " in a loop; Array.from({ length: n }, (_, i) => i) for an array",
  ),
  instead("True", "true"),
  instead("False", "false"),
  instead("None", "null", " (ou undefined)", " (or undefined)"),
  instead("elif", "else if (…) { … }"),
  instead("not", "!x"),
  instead("and", "a && b"),
  instead("or", "a || b"),
  instead(
    "int",
    "Math.trunc(x)",
    " pour ôter les décimales, Number(texte) pour lire un nombre",
    " to drop the decimals, Number(text) to read a number",
  ),
  instead("float", "Number(x)"),
  instead(
    "str",
    "String(x)",
    " pour faire un texte ; console.log(x) pour voir une valeur",
    " to make a text; console.log(x) to look at a value",
  ),
  instead("list", "[1, 2, 3]", " ou [...v]", " or [...v]"),
  instead("dict", "{ a: 1, b: 2 }"),
  instead("tuple", "[1, 2]"),
  instead(
    "enumerate",
    "v.forEach((x, i) => …)",
    " ou for (const [i, x] of v.entries())",
    " or for (const [i, x] of v.entries())",
  ),
  instead("zip", "a.map((x, i) => [x, b[i]])"),
  instead("sorted", "[...v].sort((a, b) => a - b)"),
  instead("reversed", "v.toReversed()"),
  instead("isinstance", 'typeof x === "number"'),
  instead("type", "typeof x"),
  ["np", NUMPY],
  ["numpy", NUMPY],
  [
    "pd",
    {
      fr: 'pandas n’existe pas ici ; un tableau d’objets, [{ x: 1, y: 0 }], s’affiche par table(…), de "neurones".',
      en: 'there is no pandas here; an array of objects, [{ x: 1, y: 0 }], is shown by table(…), of "neurones".',
    },
  ],
  [
    "plt",
    {
      fr: 'matplotlib n’existe pas ici ; les figures sont dans plots, de "neurones".',
      en: 'there is no matplotlib here; figures are in plots, of "neurones".',
    },
  ],
  instead("pass", "{ }", ", un bloc vide", ", an empty block"),
  instead(
    "def",
    "function f(x: number) { return x; }",
    ", ou const f = (x: number) => x;",
    ", or const f = (x: number) => x;",
  ),
  instead("lambda", "(x: number) => x + 1"),
  instead("self", "this"),
  instead("math", "Math", ", avec une majuscule : Math.log(x)", ", with a capital: Math.log(x)"),
]);
