/** Hints for unknown names by the way in which a cell uses them, whatever the names are. */
import type { Sentence } from "../../../language/language.js";
import ts from "../typescript.js";
import type { Hint } from "./finding.js";
import { isArgument, isCalled } from "./nodes.js";

/** The explanation of an unknown name by its place in the cell; undefined if the place tells nothing. */
export const byUse: Hint = (finding) =>
  lastIndex(finding) ?? assigned(finding) ?? withoutArrow(finding) ?? countOf(finding);

const lastIndex: Hint = ({ word, node }) => {
  const access = node()?.parent;
  if (word !== "length" || access === undefined || !ts.isElementAccessExpression(access)) return undefined;
  const array = access.expression.getText();
  return {
    fr: `le dernier élément s’écrit ${array}[${array}.length - 1], ou ${array}.at(-1).`,
    en: `the last element is ${array}[${array}.length - 1], or ${array}.at(-1).`,
  };
};

/** `total = 5` and `for (i of v)` if no cell declares `total` or `i`. */
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
    en: `a new name must be declared: const ${word} = …; or let ${word} = …; if it will change later.`,
  };
};

/** The hint for a named argument as in R and Python: `neuralnet(hidden = 2)`. */
export function namedArgument(word: string, value: string, call: ts.CallExpression): Sentence {
  const callee = call.expression.getText();
  const short = value.length > 20 ? "…" : value;
  return {
    fr: `les arguments n’ont pas de nom ici ; une fonction à options les prend entre accolades : ${callee}({ ${word}: ${short} }), les autres dans l’ordre : ${callee}(${short}).`,
    en: `arguments have no names here; options are given in braces: ${callee}({ ${word}: ${short} }), other arguments in their order: ${callee}(${short}).`,
  };
}

/** Methods that call a function for each element. */
const FOR_EACH_ELEMENT = new Set([
  "map",
  "filter",
  "forEach",
  "flatMap",
  "some",
  "every",
  "find",
  "findIndex",
]);

/** `v.map(x - m)`, where a function is missing. */
const withoutArrow: Hint = ({ word, node }) => {
  const at = node();
  let given = at;
  while (given !== undefined && !ts.isFunctionLike(given) && !ts.isStatement(given) && !isArgument(given))
    given = given.parent;
  // A name within a function that is the argument lacks no arrow.
  if (given === undefined || ts.isFunctionLike(given) || given === at || !ts.isCallExpression(given.parent))
    return undefined;
  const { expression: callee } = given.parent;
  if (!ts.isPropertyAccessExpression(callee) || !FOR_EACH_ELEMENT.has(callee.name.text)) return undefined;
  const written = `${callee.getText()}((${word}) => ${given.getText()})`;
  return {
    fr: `${callee.name.text} demande une fonction, que la flèche => écrit : ${written}.`,
    en: `${callee.name.text} needs a function, which is written with the arrow =>: ${written}.`,
  };
};

/** `sum(v >= s)`, which in R counts. */
const countOf: Hint = ({ word, node }) => {
  const at = node();
  if (word !== "sum" || at === undefined || !ts.isCallExpression(at.parent) || !isCalled(at))
    return undefined;
  const [condition] = at.parent.arguments;
  if (condition === undefined || !ts.isBinaryExpression(condition)) return undefined;
  const operator = condition.operatorToken.getText();
  if (!/^(?:[<>]=?|[=!]==?)$/.test(operator)) return undefined;
  const right = condition.right.getText();
  const strict = operator === "==" || operator === "!=" ? `${operator}=` : operator;
  const written = `${condition.left.getText()}.filter((x) => x ${strict} ${right}).length`;
  return {
    fr: `pour compter les éléments qui vérifient une condition : ${written}.`,
    en: `to count the elements that meet a condition: ${written}.`,
  };
};
