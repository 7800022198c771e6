/**
 * Finds decimal commas. `0,5` means two numbers: in a list it makes one more element, elsewhere the first
 * number is ignored.
 *
 * In a list, a comma without a blank after it is a decimal comma if other commas have blanks: `[0,73, 0,88]`.
 * Lists of zeros and ones are accepted: a learner may write the corners of a square as pairs.
 */
import type { Sentence } from "../../../language/language.js";
import ts from "../typescript.js";
import type { Advice } from "./finding.js";
import { wholeNumber } from "./nodes.js";

export function commaSentence(wrong: string): Sentence {
  const right = wrong.replaceAll(/(\d),(\d)/g, "$1.$2");
  return {
    fr: `la virgule sépare deux valeurs : ${wrong} est lu comme deux nombres. Les décimales s’écrivent avec un point : ${right}.`,
    en: `a comma separates two values: ${wrong} is read as two numbers. Decimals are written with a point: ${right}.`,
  };
}

/** True for two whole numbers with only a comma between them. */
function isPair(left: ts.Node, right: ts.Node, source: string): boolean {
  const first = ts.isPrefixUnaryExpression(left) ? left.operand : left;
  return (
    wholeNumber(first) !== undefined &&
    ts.isNumericLiteral(right) &&
    /^\d+$/.test(right.getText()) &&
    source.slice(left.end, right.getStart()) === ","
  );
}

/**
 * The first decimal comma in a list; with `surely`, the list is known to have too many elements, so one pair
 * is enough.
 */
export function decimalComma(
  items: ts.NodeArray<ts.Expression>,
  source: string,
  surely = false,
): Advice | undefined {
  const pairs: ts.Expression[][] = [];
  let singles = 0;
  for (let i = 0; i < items.length; i++) {
    const [left, right] = [items[i]!, items[i + 1]];
    if (right !== undefined && isPair(left, right, source)) {
      pairs.push([left, right]);
      i++;
      // Three numbers in a row without a blank are no decimals.
      const next = items[i + 1];
      if (next !== undefined && source.slice(right.end, next.getStart()) === ",") return undefined;
    } else singles += 1;
  }
  const [first] = pairs;
  const values = items.map((item) => item.getText());
  if (
    first === undefined ||
    (!surely && (pairs.length + singles < 2 || values.every((value) => /^-?[01]$/.test(value))))
  )
    return undefined;
  const [start, end] = [first[0]!.getStart(), first[1]!.end];
  return { start, end, sentence: commaSentence(source.slice(start, end)) };
}

/** A decimal comma that is read as the comma operator: `p = 0,5`, `x * 0,5`. */
export function commaOperator(node: ts.BinaryExpression, source: string): Advice | undefined {
  if (node.operatorToken.kind !== ts.SyntaxKind.CommaToken || wholeNumber(node.right) === undefined)
    return undefined;
  const [, digits] = /(\d+)$/.exec(source.slice(node.left.getStart(), node.left.end)) ?? [];
  if (digits === undefined || source.slice(node.left.end, node.right.getStart()) !== ",") return undefined;
  const start = node.left.end - digits.length;
  return {
    start,
    end: node.right.end,
    sentence: commaSentence(source.slice(start, node.right.end)),
    covers: [node.getStart(), node.end],
  };
}
