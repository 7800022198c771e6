/** Hints for arithmetic and comparisons with values of the wrong type. */
import type { Sentence } from "../../../language/language.js";
import ts from "../typescript.js";
import type { Finding, Hint } from "./finding.js";
import { MATHEMATICS } from "./mathematics.js";
import { forgottenAwait } from "./calls.js";

/** The hint for arithmetic with values that are not numbers. */
export const noNumber: Hint = (finding) => {
  const { message, node } = finding;
  const positions = loopOverPositions(finding);
  if (positions !== undefined) return positions;
  const binary = operationAt(node());
  if (binary !== undefined && JOINS.has(binary.operatorToken.kind)) return AND_OR;
  const condition = binary?.parent;
  if (
    condition !== undefined &&
    ts.isElementAccessExpression(condition) &&
    condition.argumentExpression === binary &&
    COMPARISONS.has(binary!.operatorToken.kind)
  ) {
    const [array, operator, right] = [
      condition.expression.getText(),
      binary!.operatorToken.getText(),
      binary!.right.getText(),
    ];
    return {
      fr: `pour garder les éléments qui vérifient une condition : ${array}.filter((x) => x ${operator} ${right}).`,
      en: `to select the elements that meet a condition: ${array}.filter((x) => x ${operator} ${right}).`,
    };
  }
  const tensors =
    binary === undefined
      ? undefined
      : [binary.left, binary.right]
          .map((side) => numbersAsTensors(side, finding))
          .find((sentence) => sentence !== undefined);
  if (tensors !== undefined) return tensors;
  if (binary !== undefined && ts.isBinaryExpression(binary) && isChainedComparison(binary))
    return chained(binary);
  const type = finding.type();
  if (/'[^']*\[\]'/.test(message) || type.endsWith("[]")) {
    return {
      fr: "on ne calcule pas avec un tableau entier : prenez ses nombres un par un, par exemple [0], ou dans une boucle, ou tous par v.map((x) => 2 * x).",
      en: "arithmetic with a whole array is not possible: take its numbers one by one, for example [0], or in a loop, or all with v.map((x) => 2 * x).",
    };
  }
  if (type === "string" || type.startsWith('"'))
    return {
      fr: "un texte n’est pas un nombre : ôtez les guillemets, ou convertissez par Number(…).",
      en: "a text is not a number: remove the quotes, or convert it with Number(…).",
    };
  if (type === "boolean" || /'boolean'/.test(message))
    return {
      fr: "une comparaison n’est pas un nombre : écrivez (x > 0 ? 1 : 0), ou Number(x > 0).",
      en: "a comparison is not a number: write (x > 0 ? 1 : 0), or Number(x > 0).",
    };
  if (/'void'|'undefined'/.test(message) || type === "void")
    return {
      fr: "cette fonction ne renvoie rien : il manque peut-être un return.",
      en: "this function returns nothing: a return may be missing.",
    };
  if (/\bTensor'/.test(message) || /\bTensor\b|\bVariable\b/.test(type))
    return {
      fr: "on calcule sur les tenseurs par leurs méthodes : a.add(b), a.sub(b), a.mul(b), a.div(b).",
      en: "compute with tensors by their methods: a.add(b), a.sub(b), a.mul(b), a.div(b).",
    };
  if (/\bValue\b/.test(message) || /\bValue\b/.test(type))
    return {
      fr: "on calcule sur les valeurs de ce graphe par leurs méthodes : a.add(b), a.mul(b).",
      en: "compute with values of this graph by their methods: a.add(b), a.mul(b).",
    };
  return forgottenAwait(finding);
};

/** The operation at a node: the node itself, or its parent if the node is an operand. */
function operationAt(node: ts.Node | undefined): ts.BinaryExpression | undefined {
  if (node === undefined) return undefined;
  if (ts.isBinaryExpression(node)) return node;
  return node.parent !== undefined && ts.isBinaryExpression(node.parent) ? node.parent : undefined;
}

/** The hint for `for (const x in xs)` if `x` is used as a value. */
export function loopOverPositions({ word, node, source }: Finding): Sentence | undefined {
  const near = operationAt(node())?.getText() ?? word;
  const names = new Set(near.match(/(?<![.\p{L}\w$])[\p{L}_$][\p{L}\w$]*/gu));
  for (const [, name, values] of source.matchAll(LOOP_OVER_POSITIONS)) {
    if (!names.has(name!)) continue;
    return {
      fr: `for … in donne les positions, sous forme de textes ; pour les valeurs, écrivez for (const ${name} of ${values}).`,
      en: `for … in gives the positions, as texts; for the values, write for (const ${name} of ${values}).`,
    };
  }
  return undefined;
}

const LOOP_OVER_POSITIONS = /\bfor\s*\(\s*(?:const|let|var)\s+([\p{L}_$][\p{L}\w$]*)\s+in\s+([^)]+)\)/gu;

/** The hint for `log(2) + 1` with the engine's `log`, which returns a tensor. */
function numbersAsTensors(side: ts.Expression, { context }: Finding): Sentence | undefined {
  if (!ts.isCallExpression(side) || !ts.isIdentifier(side.expression)) return undefined;
  const name = side.expression.text;
  const here = context.exported.has(name) ? MATHEMATICS.get(name) : undefined;
  return here === undefined
    ? undefined
    : {
        fr: `\`${name}\` de "neurones" calcule sur des tenseurs ; ${here.fr}`,
        en: `\`${name}\` of "neurones" computes with tensors; ${here.en}`,
      };
}

const JOINS = new Set([ts.SyntaxKind.AmpersandToken, ts.SyntaxKind.BarToken]);

export const AND_OR: Sentence = {
  fr: "« et » s’écrit &&, « ou » s’écrit || : x > 0 && y > 0.",
  en: '"and" is written &&, "or" is written ||: x > 0 && y > 0.',
};

const COMPARISONS = new Set([
  ts.SyntaxKind.LessThanToken,
  ts.SyntaxKind.LessThanEqualsToken,
  ts.SyntaxKind.GreaterThanToken,
  ts.SyntaxKind.GreaterThanEqualsToken,
]);

function isChainedComparison({ left, operatorToken }: ts.BinaryExpression): boolean {
  return (
    COMPARISONS.has(operatorToken.kind) &&
    ts.isBinaryExpression(left) &&
    COMPARISONS.has(left.operatorToken.kind)
  );
}

function chained({ left, operatorToken, right }: ts.BinaryExpression): Sentence {
  const middle = (left as ts.BinaryExpression).right.getText();
  const written = `${left.getText()} && ${middle} ${operatorToken.getText()} ${right.getText()}`;
  return {
    fr: `deux comparaisons se joignent par && : ${written}.`,
    en: `two comparisons are joined by &&: ${written}.`,
  };
}
