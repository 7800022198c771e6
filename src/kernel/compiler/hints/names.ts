/** Names that nothing defines: words of R and Python, functions of numbers, what an import or a cell would bring. */
import type { Sentence } from "../../../language/language.js";
import ts from "../typescript.js";
import type { Finding, Hint } from "./finding.js";
import { wordsOf } from "./foreign-word.js";
import { MATHEMATICS } from "./mathematics.js";
import { isArgument, isCalled } from "./nodes.js";
import { PYTHON_WORDS } from "./python-words.js";
import { R_WORDS } from "./r-words.js";
import { WEB_WORDS } from "./web-words.js";

/** Where the cells of a notebook are run again, in the words of JupyterLab's menus. */
export const RUN_ABOVE: Sentence = {
  fr: "menu Exécution, « Exécuter tout au-dessus de la cellule sélectionnée »",
  en: 'menu Run, "Run All Above Selected Cell"',
};

/** Words that are values, not functions: a hint about them needs no call. */
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
/** Words that a learner may well have chosen for something of their own. */
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

const dotted = wordsOf("R");

/** R's names with a dot, which are read here as a property of what stands before it. */
const DOTTED: ReadonlyMap<string, Sentence> = new Map([
  dotted(
    "which.max",
    "v.indexOf(Math.max(...v))",
    ", une position comptée depuis 0",
    ", a position counted from 0",
  ),
  dotted(
    "which.min",
    "v.indexOf(Math.min(...v))",
    ", une position comptée depuis 0",
    ", a position counted from 0",
  ),
  dotted(
    "data.frame",
    "[{ x: 1, y: 0 }, { x: 2, y: 1 }]",
    ', un tableau d’objets, que table(…), de "neurones", affiche',
    ', an array of objects, which table(…), of "neurones", shows',
  ),
  dotted(
    "set.seed",
    "setSeed(1)",
    ', avec import { setSeed } from "neurones"',
    ', with import { setSeed } from "neurones"',
  ),
  dotted("is.na", "Number.isNaN(x)"),
  dotted("is.nan", "Number.isNaN(x)"),
  dotted("is.null", "x === null"),
  dotted("is.numeric", 'typeof x === "number"'),
  dotted("as.numeric", "Number(x)"),
  dotted("as.integer", "Math.trunc(Number(x))"),
  dotted("as.character", "String(x)"),
  dotted("as.matrix", "[[1, 2], [3, 4]]", ", un tableau de lignes", ", an array of rows"),
  dotted("as.vector", "m.flat()"),
  dotted("do.call", "f(...v)"),
  dotted(
    "read.csv",
    'readFileSync("notes.csv", "utf8")',
    ', avec import { readFileSync } from "node:fs"',
    ', with import { readFileSync } from "node:fs"',
  ),
  dotted(
    "install.packages",
    'import { neuralnet } from "neurones";',
    " ; rien n’est à installer",
    "; nothing is to be installed",
  ),
  dotted("Sys.time", "new Date()"),
  dotted("seq.int", "Array.from({ length: 10 }, (_, i) => i + 1)"),
]);

/** What a finding about an unknown name means, from the most certain reading to the least. */
export const unknownName: Hint = (finding) => {
  const sentence = known(finding) ?? exported(finding);
  return sentence !== undefined && !finding.context.exported.has(finding.word)
    ? sentence
    : orText(
        finding,
        sentence ?? {
          fr: `aucune cellule exécutée ne définit \`${finding.word}\` : exécutez d’abord celle qui le fait (${RUN_ABOVE.fr}), ou vérifiez l’orthographe (majuscules comprises).`,
          en: `no cell that was run defines \`${finding.word}\`: run the one that does first (${RUN_ABOVE.en}), or check the spelling (capitals included).`,
        },
      );
};

/** `const answer = b`: a word alone, where a text may be meant. */
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
    en: `if it is a text, put it between quotes: ${parent.name.getText()} = "${word}". If not, ${sentence.en}`,
  };
}

/** What can be said of an unknown name by more than that it is unknown. */
export function known(finding: Finding): Sentence | undefined {
  return (
    failedCell(finding) ??
    dottedName(finding) ??
    dollar(finding) ??
    lastIndex(finding) ??
    assigned(finding) ??
    foreignWord(finding) ??
    webWord(finding) ??
    otherSpelling(finding)
  );
}

const failedCell: Hint = ({ word, context }) => {
  const cell = context.failed.get(word);
  return cell === undefined
    ? undefined
    : {
        fr: `${cell}, qui définit \`${word}\`, a échoué : corrigez-la, exécutez-la, puis revenez ici.`,
        en: `${cell}, which defines \`${word}\`, failed: mend it, run it, then come back here.`,
      };
};

const dottedName: Hint = ({ word, node }) => {
  const parent = node()?.parent;
  return parent !== undefined && ts.isPropertyAccessExpression(parent)
    ? DOTTED.get(`${word}.${parent.name.text}`)
    : undefined;
};

const dollar: Hint = ({ word }) => {
  const [, before, after] = /^([\p{L}_][\p{L}\w]*)\$([\p{L}_][\p{L}\w]*)$/u.exec(word) ?? [];
  return before === undefined
    ? undefined
    : {
        fr: `\`$\` vient de R ; ici, un point : ${before}.${after}.`,
        en: `\`$\` is R's; here, a dot: ${before}.${after}.`,
      };
};

const lastIndex: Hint = ({ word, node }) => {
  const access = node()?.parent;
  if (word !== "length" || access === undefined || !ts.isElementAccessExpression(access)) return undefined;
  const array = access.expression.getText();
  return {
    fr: `le dernier élément s’écrit ${array}[${array}.length - 1], ou ${array}.at(-1).`,
    en: `the last element is ${array}[${array}.length - 1], or ${array}.at(-1).`,
  };
};

/** `total = 5` where no cell declares `total`, `for (i of v)`. */
const assigned: Hint = ({ word, node }) => {
  const at = node();
  const parent = at?.parent;
  if (at === undefined || parent === undefined) return undefined;
  if (ts.isPostfixUnaryExpression(parent) || ts.isPrefixUnaryExpression(parent)) {
    const counts =
      parent.operator === ts.SyntaxKind.PlusPlusToken || parent.operator === ts.SyntaxKind.MinusMinusToken;
    return counts
      ? {
          fr: `déclarez d’abord le compteur : let ${word} = 0;`,
          en: `declare the counter first: let ${word} = 0;`,
        }
      : undefined;
  }
  if ((ts.isForOfStatement(parent) || ts.isForInStatement(parent)) && parent.initializer === at) {
    return {
      fr: `la boucle déclare son nom : for (const ${word} of ${parent.expression.getText()}) pour les valeurs.`,
      en: `the loop declares its name: for (const ${word} of ${parent.expression.getText()}) for the values.`,
    };
  }
  if (!ts.isBinaryExpression(parent) || parent.left !== at) return undefined;
  const { kind } = parent.operatorToken;
  if (kind < ts.SyntaxKind.FirstAssignment || kind > ts.SyntaxKind.LastAssignment) return undefined;
  if (kind !== ts.SyntaxKind.EqualsToken)
    return {
      fr: `donnez d’abord une valeur à \`${word}\` : let ${word} = 0;`,
      en: `give \`${word}\` a value first: let ${word} = 0;`,
    };
  const value = parent.right.getText();
  if (ts.isCallExpression(parent.parent)) return namedArgument(word, value, parent.parent);
  if (ts.isForStatement(parent.parent))
    return {
      fr: `déclarez le compteur dans la boucle : for (let ${word} = ${value}; …).`,
      en: `declare the counter in the loop: for (let ${word} = ${value}; …).`,
    };
  return {
    fr: `un nom nouveau se déclare : const ${word} = …; ou let ${word} = …; s’il doit changer ensuite.`,
    en: `a new name is declared: const ${word} = …; or let ${word} = …; if it is to change later.`,
  };
};

/** `neuralnet(hidden = 2)`, as one writes it in R and Python. */
export function namedArgument(word: string, value: string, call: ts.CallExpression): Sentence {
  const callee = call.expression.getText();
  const short = value.length > 20 ? "…" : value;
  return {
    fr: `les arguments n’ont pas de nom ici ; une fonction à options les prend entre accolades : ${callee}({ ${word}: ${short} }), les autres dans l’ordre : ${callee}(${short}).`,
    en: `arguments have no names here; a function with options takes them in braces: ${callee}({ ${word}: ${short} }), others in their order: ${callee}(${short}).`,
  };
}

const foreignWord: Hint = ({ word, node, context }) => {
  const at = node();
  const isValue = VALUES.has(word);
  // `mean` as a word of its own may be the learner's; `mean(v)` and `v.map(log)` say that a function is meant.
  if (MATHEMATICS.has(word) && context.exported.has(word)) return ownOr(word, MATHEMATICS.get(word)!);
  if (isCalled(at) ? isValue && !R_WORDS.has(word) && !PYTHON_WORDS.has(word) : !isValue && !isArgument(at))
    return undefined;
  if (isArgument(at) && !isValue && !MATHEMATICS.has(word)) return undefined;
  const sentence = MATHEMATICS.get(word) ?? R_WORDS.get(word) ?? PYTHON_WORDS.get(word);
  if (sentence === undefined || (sentence === R_WORDS.get(word) && context.exported.has(word)))
    return undefined;
  return ownOr(word, sentence);
};

/** `document.title`, `alert("…")`: as a value alone, the word may be the learner's. */
const webWord: Hint = ({ word, node }) => {
  const at = node();
  const isObject =
    at !== undefined && ts.isPropertyAccessExpression(at.parent) && at.parent.expression === at;
  return isObject || isCalled(at) ? WEB_WORDS.get(word) : undefined;
};

/** Of a word that may be the learner's own, that possibility is said as well. */
function ownOr(word: string, sentence: Sentence): Sentence {
  if (!OFTEN_OWN.has(word) || sentence.fr.includes("aucune cellule")) return sentence;
  return {
    fr: `${sentence.fr} (Si une cellule au-dessus définit \`${word}\`, exécutez-la d’abord.)`,
    en: `${sentence.en} (If a cell above defines \`${word}\`, run it first.)`,
  };
}

/** A name that differs from a known one by accents or capitals only. */
const otherSpelling: Hint = ({ word, context }) => {
  const plain = (name: string): string => name.normalize("NFD").replaceAll(/\p{M}/gu, "").toLowerCase();
  const twin = context.names().find((name) => name !== word && plain(name) === plain(word));
  return twin === undefined
    ? undefined
    : {
        fr: `voulez-vous dire \`${twin}\` ? Accents et majuscules comptent.`,
        en: `do you mean \`${twin}\`? Accents and capitals count.`,
      };
};

const exported: Hint = ({ word, context }) =>
  context.exported.has(word)
    ? {
        fr: `\`${word}\` existe dans "neurones" : ajoutez import { ${word} } from "neurones", ou exécutez la cellule au-dessus qui l’importe (${RUN_ABOVE.fr}).`,
        en: `\`${word}\` exists in "neurones": add import { ${word} } from "neurones", or run the cell above that imports it (${RUN_ABOVE.en}).`,
      }
    : undefined;

/** True for a word that a learner may well have chosen for something of their own. */
export function isOftenOwn(word: string): boolean {
  return OFTEN_OWN.has(word);
}
