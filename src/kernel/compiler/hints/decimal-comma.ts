/**
 * Decimal commas. `0,5` is two numbers here: in a list it makes one element more, elsewhere the first number is dropped.
 *
 * In a list the comma inside a number is told from the one between numbers by the blank: `[0,73, 0,88]`. Lists of zeros and
 * ones are left alone: somebody may well write the corners of a square in pairs.
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

/** The two numbers of a decimal comma: whole, with nothing but the comma between them. */
function isPair(left: ts.Node, right: ts.Node, source: string): boolean {
  const first = ts.isPrefixUnaryExpression(left) ? left.operand : left;
  return (
    wholeNumber(first) !== undefined &&
    ts.isNumericLiteral(right) &&
    /^\d+$/.test(right.getText()) &&
    source.slice(left.end, right.getStart()) === ","
  );
}

/** The first decimal comma in a list of numbers; `surely` where the list has too many elements, so that one is enough. */
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
      // Three in a row without a blank: no decimals.
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

/** A decimal comma where it stands between two expressions: `p = 0,5`, `x * 0,5`. */
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
