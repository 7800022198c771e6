/** Adds advice to the type checker's diagnostics, for the mistakes that beginners are known to make. */
import { say, type Sentence } from "../../../language/language.js";
import ts from "../typescript.js";
import { AND_OR, noNumber } from "./arithmetic.js";
import { argumentCount, forgottenAwait, notCallable } from "./calls.js";
import type { Hint, HintContext } from "./finding.js";
import { implicitAny, UNCHECKED } from "./implicit-any.js";
import { unknownName } from "./names.js";
import { nodeAt } from "./nodes.js";
import { unknownProperty } from "./properties.js";
import { ofTensorFlow } from "./tensorflow-words.js";
import { indexType, maybeMissing, mismatch } from "./values.js";

export type { HintContext } from "./finding.js";

const always =
  (fr: string, en: string): Hint =>
  () => ({ fr, en });

/** The hints by TypeScript's error codes; several codes often have the same cause. */
const HINTS: ReadonlyMap<number, Hint> = new Map(
  (
    [
      [[2304, 2552, 18004, 2580, 2581, 2582, 2584, 2591, 2593], unknownName],
      [[2322, 2345, 2559, 2769], mismatch],
      [[2339, 2551, 2550], unknownProperty],
      [[2349, 2348, 6234], notCallable],
      [[2362, 2363, 2365], noNumber],
      [[2538], indexType],
      [
        [2488, 2461],
        (finding) =>
          forgottenAwait(finding) ?? {
            fr: "ce n’est pas un tableau : une boucle for … of, ou trois points, en demandent un.",
            en: "this is not an array: a for … of loop, or three dots, need one.",
          },
      ],
      [
        [2588],
        ({ word }) => ({
          fr: `\`${word}\` est une constante : déclarez-la par let pour pouvoir la changer.`,
          en: `\`${word}\` is a constant: declare it with let to be able to change it.`,
        }),
      ],
      [[2531, 2532, 2533, 18047, 18048, 18049], () => maybeMissing],
      [[7006, 7031], implicitAny],
      [[7019, 7022, 7023, 7024, 7053], ({ context }) => (context.checks === "plain" ? UNCHECKED : undefined)],
      [
        [2355, 2366, 7030],
        always(
          "la fonction promet un résultat : il manque un return, ou l’un des chemins n’en a pas.",
          "the function promises a result: a return is missing, perhaps in one branch only.",
        ),
      ],
      [[2554, 2555, 2556], argumentCount],
      [
        [1005, 1109, 1128, 1003, 1136],
        always(
          "une parenthèse, une accolade ou un crochet manque ou est de trop, souvent sur la ligne d’avant.",
          "a parenthesis, brace or bracket is missing or one too many, often on the line before.",
        ),
      ],
      [[1002, 1160], always("un guillemet n’est pas refermé.", "a quotation mark is not closed.")],
      [
        [2367],
        always(
          "ces deux valeurs ne sont jamais égales : elles n’ont pas le même type.",
          "these two values are never equal: they have different types.",
        ),
      ],
      [
        [2353, 2561],
        always(
          "vérifiez le nom de cette option ; Tab entre les accolades montre celles qui existent.",
          "check the name of this option; Tab between the braces shows those that exist.",
        ),
      ],
      [
        [2741, 2739, 2740],
        always(
          "il manque des options obligatoires, nommées ci-dessus : ajoutez-les entre les accolades.",
          "required options, named above, are missing: add them between the braces.",
        ),
      ],
      [[2447], () => AND_OR],
      [
        [2845],
        always(
          "NaN n’est égal à rien, pas même à lui-même : écrivez Number.isNaN(x).",
          "NaN equals nothing, not even itself: write Number.isNaN(x).",
        ),
      ],
      [
        [2839],
        always(
          "deux tableaux distincts ne sont jamais égaux : comparez leurs éléments, a.every((x, i) => x === b[i]).",
          "two distinct arrays are never equal: compare their elements, a.every((x, i) => x === b[i]).",
        ),
      ],
      [[2364], ({ node, word }) => assignedCall(node(), word)],
      [
        [2695],
        always(
          "cette valeur n’est pas utilisée : une virgule est de trop, ou un point manque.",
          "this value is not used: a comma is one too many, or a point is missing.",
        ),
      ],
      [
        [2448, 2454],
        ({ word }) => ({
          fr: `\`${word}\` est lu avant d’avoir une valeur : placez sa déclaration plus haut.`,
          en: `\`${word}\` is read before it has a value: move its declaration up.`,
        }),
      ],
      [
        [2451, 2300],
        ({ word }) => ({
          fr: `\`${word}\` est déclaré deux fois dans cette cellule : ôtez le second const ou let, ou changez de nom.`,
          en: `\`${word}\` is declared twice in this cell: remove the second const or let, or choose another name.`,
        }),
      ],
      [
        [1308],
        always(
          "await n’est permis que dans une fonction async : écrivez async devant la fonction.",
          "await is allowed only in an async function: write async before the function.",
        ),
      ],
      [
        [1108],
        always(
          "return n’a de sens que dans une fonction ; dans une cellule, la dernière ligne est ce qui s’affiche.",
          "return has a meaning only in a function; a cell shows the value of its last line.",
        ),
      ],
      [
        [1155],
        always(
          "donnez-lui une valeur : const x = 3; (ou let x: number; si elle vient plus tard).",
          "give it a value: const x = 3; (or let x: number; if the value comes later).",
        ),
      ],
      [
        [1389, 1359, 1212],
        ({ word }) => ({
          fr: `\`${word}\` est un mot du langage : choisissez un autre nom.`,
          en: `\`${word}\` is a keyword of the language: choose another name.`,
        }),
      ],
      [
        [1351, 1489],
        always(
          "un nom ne commence pas par un chiffre ; un produit s’écrit avec * : 2 * x.",
          "a name does not begin with a digit; a product is written with *: 2 * x.",
        ),
      ],
      [
        [17006],
        always(
          "le signe et la puissance demandent des parenthèses : -(2 ** 2) ou (-2) ** 2.",
          "a sign before a power needs parentheses: -(2 ** 2) or (-2) ** 2.",
        ),
      ],
      [
        [1312],
        always(
          "entre accolades, une option s’écrit avec deux-points : { units: 3 }.",
          "in braces an option is written with a colon: { units: 3 }.",
        ),
      ],
      [
        [2540],
        always(
          "ce qui est déclaré readonly ne se change pas : faites-en une copie, [...v].",
          "a value declared readonly cannot be changed: make a copy, [...v].",
        ),
      ],
      [
        [2801],
        always(
          "cette condition teste une promesse, toujours vraie : écrivez await devant.",
          "this condition tests a promise, which is always true: write await before it.",
        ),
      ],
      [
        [2774],
        ({ word }) => ({
          fr: `la fonction n’est pas appelée : ${word}(…).`,
          en: `the function is not called: ${word}(…).`,
        }),
      ],
      [
        [2875],
        always(
          "JSX demande une bibliothèque ; dans un terminal, dans le dossier du notebook : npm install preact preact-render-to-string (ou react react-dom @types/react)",
          "JSX needs a library; type in a terminal, in the notebook's folder: npm install preact preact-render-to-string (or react react-dom @types/react)",
        ),
      ],
      [[2305, 2724], (finding) => ofTensorFlow(finding) ?? notExported(finding)],
    ] satisfies readonly (readonly [readonly number[], Hint])[]
  ).flatMap(([codes, hint]) => codes.map((code) => [code, hint] as const)),
);

const notExported: Hint = ({ word }) => ({
  fr: `"neurones" n’exporte pas \`${word}\` : vérifiez l’orthographe ; Tab entre les accolades montre ce qui existe.`,
  en: `"neurones" does not export \`${word}\`: check the spelling; Tab between the braces shows what exists.`,
});

/** The hint for `f(x) = x + 1`. */
function assignedCall(node: ts.Node | undefined, word: string): Sentence | undefined {
  if (node === undefined || !ts.isCallExpression(node)) return undefined;
  const name = node.expression.getText();
  const parameters = node.arguments.map((argument) => `${argument.getText()}: number`).join(", ");
  return /^\w+$/.test(name)
    ? {
        fr: `une fonction se définit par une flèche : const ${name} = (${parameters}) => …;`,
        en: `a function is defined with an arrow: const ${name} = (${parameters}) => …;`,
      }
    : { fr: `on ne donne pas de valeur à ${word}.`, en: `${word} cannot be given a value.` };
}

/** The hint for a diagnostic; undefined if there is none. */
export function hintFor(diagnostic: ts.DiagnosticWithLocation, context: HintContext): string | undefined {
  const hint = HINTS.get(diagnostic.code);
  if (hint === undefined) return undefined;
  const { file, start, length } = diagnostic;
  const node = (): ts.Node | undefined => nodeAt(file, start, start + length);
  const sentence = hint({
    word: file.text.slice(start, start + length),
    source: file.text,
    start,
    context,
    node,
    message: ts.flattenDiagnosticMessageText(diagnostic.messageText, "\n"),
    type: () => typeAt(node(), context.checker),
  });
  return sentence === undefined ? undefined : say(sentence);
}

/** The type of an expression; for the name of a property, the type of its object. */
function typeAt(found: ts.Node | undefined, checker: ts.TypeChecker): string {
  if (found === undefined) return "";
  const { parent } = found;
  const expression =
    parent !== undefined && ts.isPropertyAccessExpression(parent) && parent.name === found
      ? parent.expression
      : found;
  return checker.typeToString(checker.getTypeAtLocation(expression));
}
