/**
 * Hints for names that are not defined: words of R and Python, mathematical functions, names that an import
 * or another cell would define.
 */
import type { Sentence } from "../../../language/language.js";
import ts from "../typescript.js";
import type { Finding, Hint } from "./finding.js";
import { PYTHON_WORDS, WEB_WORDS } from "./foreign-words.js";
import { kernelWord } from "./kernel-words.js";
import { MATHEMATICS } from "./mathematics.js";
import { isArgument, isCalled } from "./nodes.js";
import { tensorFlowNamespace } from "./tensorflow-words.js";
import { R_DOTTED_WORDS, R_WORDS } from "./r-words.js";
import { byUse } from "./uses-of-names.js";

/** The command that runs all cells above, in the words of JupyterLab's menus. */
export const RUN_ABOVE: Sentence = {
  fr: "menu Exécution, « Exécuter tout au-dessus de la cellule sélectionnée »",
  en: 'menu Run, "Run All Above Selected Cell"',
};

/** Words that are values, not functions: their hints apply also if they are not called. */
const VALUES = new Set([
  "TRUE",
  "FALSE",
  "T",
  "F",
  "NULL",
  "NA",
  "Inf",
  "True",
  "False",
  "None",
  "elif",
  "np",
  "numpy",
  "pd",
  "plt",
  "math",
  "self",
  "pass",
  "not",
  "and",
  "or",
  "pi",
  "PI",
  "e",
  "E",
  "next",
  "repeat",
  "def",
  "lambda",
]);
/** Words that a learner may have chosen as the name of a variable. */
const OFTEN_OWN = new Set([
  "c",
  "t",
  "e",
  "E",
  "T",
  "F",
  "moyenne",
  "somme",
  "plot",
  "predict",
  "compute",
  "sample",
  "list",
  "order",
  "names",
  "set",
  "is",
  "as",
  "sum",
  "mean",
  "max",
  "min",
]);

/** The hint for an unknown name: the explanations are tried from the most certain to the least. */
export const unknownName: Hint = (finding) => {
  const sentence = known(finding) ?? ofModule(finding) ?? exported(finding);
  return sentence !== undefined && !finding.context.exported.has(finding.word)
    ? sentence
    : orText(
        finding,
        sentence ?? {
          fr: `aucune cellule exécutée ne définit \`${finding.word}\` : exécutez d’abord celle qui le fait (${RUN_ABOVE.fr}), ou vérifiez l’orthographe (majuscules comprises).`,
          en: `no cell that was run defines \`${finding.word}\`: first run the cell that does (${RUN_ABOVE.en}), or check the spelling, also of capital letters.`,
        },
      );
};

/** Outside of the course, a name that a module exports. */
function ofModule({ word, context }: Finding): Sentence | undefined {
  const module = context.checks === "plain" && word.length > 3 ? context.moduleOf(word) : undefined;
  if (module === undefined) return undefined;
  const statement = `import { ${word} } from "${module}";`;
  return {
    fr: `si c’est \`${word}\` du module "${module}", ajoutez à la cellule : ${statement} Sinon, exécutez d’abord la cellule qui le définit (${RUN_ABOVE.fr}).`,
    en: `if it is \`${word}\` of the module "${module}", add to the cell: ${statement} If not, first run the cell that defines it (${RUN_ABOVE.en}).`,
  };
}

/** `const answer = b`: a single word may be meant as a text. */
function orText({ word, node }: Finding, sentence: Sentence): Sentence {
  const at = node();
  const parent = at?.parent;
  if (
    parent === undefined ||
    !ts.isVariableDeclaration(parent) ||
    parent.initializer !== at ||
    parent.type !== undefined
  )
    return sentence;
  return {
    fr: `si c’est un texte, mettez-le entre guillemets : ${parent.name.getText()} = "${word}". Sinon, ${sentence.fr}`,
    en: `if it is a text, put it in quotes: ${parent.name.getText()} = "${word}". If not, ${sentence.en}`,
  };
}

/** The explanation of an unknown name; undefined if nothing is known about it. */
export function known(finding: Finding): Sentence | undefined {
  return (
    failedCell(finding) ??
    dottedName(finding) ??
    dollar(finding) ??
    byUse(finding) ??
    kernelWord(finding) ??
    foreignWord(finding) ??
    webWord(finding) ??
    tensorFlowNamespace(finding) ??
    otherSpelling(finding)
  );
}

const failedCell: Hint = ({ word, context, node }) => {
  const cell = context.failed.get(word);
  const parent = node()?.parent;
  // `x = 5` after a failed `x <- 5` mends that cell; it lacks a declaration of its own.
  const isGivenHere =
    parent !== undefined &&
    ts.isExpressionStatement(parent.parent) &&
    ts.isBinaryExpression(parent) &&
    parent.left === node() &&
    parent.operatorToken.kind === ts.SyntaxKind.EqualsToken;
  return cell === undefined || isGivenHere
    ? undefined
    : {
        fr: `${cell}, qui définit \`${word}\`, a échoué : corrigez-la, exécutez-la, puis revenez ici.`,
        en: `${cell}, which defines \`${word}\`, failed: correct it, run it, then come back here.`,
      };
};

const dottedName: Hint = ({ word, node }) => {
  const parent = node()?.parent;
  return parent !== undefined && ts.isPropertyAccessExpression(parent)
    ? R_DOTTED_WORDS.get(`${word}.${parent.name.text}`)
    : undefined;
};

const dollar: Hint = ({ word }) => {
  const [, before, after] = /^([\p{L}_][\p{L}\w]*)\$([\p{L}_][\p{L}\w]*)$/u.exec(word) ?? [];
  return before === undefined
    ? undefined
    : {
        fr: `\`$\` vient de R ; ici, un point : ${before}.${after}.`,
        en: `\`$\` is an operator of R; here, write a dot: ${before}.${after}.`,
      };
};

/** Words of R that are meant for a list here, although "neurones" has operations on tensors of these names. */
const ON_LISTS: ReadonlySet<string> = new Set(["all", "any", "unique"]);

const foreignWord: Hint = ({ word, node, context }) => {
  const at = node();
  const isValue = VALUES.has(word);
  // `mean` alone may be a variable of the learner; in `mean(v)` and `v.map(log)` a function is meant.
  if (MATHEMATICS.has(word) && context.exported.has(word)) return ownOr(word, MATHEMATICS.get(word)!);
  if (isCalled(at) ? isValue && !R_WORDS.has(word) && !PYTHON_WORDS.has(word) : !isValue && !isArgument(at))
    return undefined;
  if (isArgument(at) && !isValue && !MATHEMATICS.has(word)) return undefined;
  const sentence = MATHEMATICS.get(word) ?? R_WORDS.get(word) ?? PYTHON_WORDS.get(word);
  const isExported = context.exported.has(word) && !ON_LISTS.has(word);
  if (sentence === undefined || (sentence === R_WORDS.get(word) && isExported)) return undefined;
  return ownOr(word, sentence);
};

/** `document.title`, `alert("…")`: without dot or call, the word may be a variable of the learner. */
const webWord: Hint = ({ word, node }) => {
  const at = node();
  const isObject =
    at !== undefined && ts.isPropertyAccessExpression(at.parent) && at.parent.expression === at;
  return isObject || isCalled(at) ? WEB_WORDS.get(word) : undefined;
};

/** Adds, for a word that may be a variable of the learner, advice for that case. */
function ownOr(word: string, sentence: Sentence): Sentence {
  if (!OFTEN_OWN.has(word) || sentence.fr.includes("aucune cellule")) return sentence;
  return {
    fr: `${sentence.fr} (Si une cellule au-dessus définit \`${word}\`, exécutez-la d’abord.)`,
    en: `${sentence.en} (If a cell above defines \`${word}\`, run it first.)`,
  };
}

/** The hint for a name that differs from a known one only by accents or capital letters. */
const otherSpelling: Hint = ({ word, context }) => {
  const plain = (name: string): string => name.normalize("NFD").replaceAll(/\p{M}/gu, "").toLowerCase();
  const twin = context.names().find((name) => name !== word && plain(name) === plain(word));
  return twin === undefined
    ? undefined
    : {
        fr: `voulez-vous dire \`${twin}\` ? Accents et majuscules comptent.`,
        en: `do you mean \`${twin}\`? Accents and capital letters matter.`,
      };
};

const exported: Hint = ({ word, context }) =>
  context.exported.has(word)
    ? {
        fr: `\`${word}\` existe dans "neurones" : ajoutez import { ${word} } from "neurones", ou exécutez la cellule au-dessus qui l’importe (${RUN_ABOVE.fr}).`,
        en: `\`${word}\` exists in "neurones": add import { ${word} } from "neurones", or run the cell above that imports it (${RUN_ABOVE.en}).`,
      }
    : undefined;

/** True for a word that a learner may have chosen as the name of a variable. */
export function isOftenOwn(word: string): boolean {
  return OFTEN_OWN.has(word);
}
