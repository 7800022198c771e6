/**
 * Finds mistakes that the checker accepts, because the code has another meaning: `x ^ 2`, `x <- 5`, `0,5` in
 * a list, counting from 1.
 *
 * A correct program must get no advice. Each rule therefore matches only code without a sensible meaning, or
 * lists the signs of a different intention and does not match there.
 */
import ts, { type BoundFile } from "../typescript.js";
import { advise, type Advice, type Rule } from "./finding.js";
import { namedArgument } from "./uses-of-names.js";
import { everyNode, inParentheses } from "./nodes.js";
import { countsPastTheEnd, literalIndex } from "./positions.js";
import { emptyArray, negativeIndex, parenthesesForArray, textSort, twoIndices } from "./silent-arrays.js";
import {
  arrow,
  assignedCondition,
  comma,
  power,
  uselessComparison,
  wholeDivision,
} from "./silent-operators.js";

const { SyntaxKind } = ts;

/** The advice on a cell in addition to the checker's diagnostics, in the order of the places. */
export function silentSlips(file: BoundFile, checker: ts.TypeChecker): Advice[] {
  const found: Advice[] = [];
  everyNode(file, (node) => {
    for (const rule of RULES) {
      const advice = rule(node, file, checker);
      if (advice !== undefined && !found.some(({ start, end }) => start < advice.end && advice.start < end))
        found.push(advice);
    }
  });
  const division = wholeDivision(file);
  if (division !== undefined) found.push(division);
  return found.sort((a, b) => a.start - b.start);
}

const NAMED = /^[\p{L}_][\p{L}\w]*$/u;

const argumentByName: Rule = (node) => {
  if (!ts.isCallExpression(node)) return undefined;
  const named = node.arguments.find(
    (argument) =>
      ts.isBinaryExpression(argument) &&
      argument.operatorToken.kind === SyntaxKind.EqualsToken &&
      NAMED.test(argument.left.getText()),
  ) as ts.BinaryExpression | undefined;
  if (named === undefined) return undefined;
  return {
    start: named.getStart(),
    end: named.end,
    sentence: namedArgument(named.left.getText(), named.right.getText(), node),
    covers: [node.arguments.pos, node.arguments.end],
  };
};

const ARITHMETIC = new Set([
  SyntaxKind.PlusToken,
  SyntaxKind.MinusToken,
  SyntaxKind.AsteriskToken,
  SyntaxKind.SlashToken,
  SyntaxKind.PercentToken,
  SyntaxKind.AsteriskAsteriskToken,
  SyntaxKind.CaretToken,
]);

/** A function in braces whose last line computes a value without returning it, as in R. */
const noReturn: Rule = (node) => {
  if (!ts.isArrowFunction(node) && !ts.isFunctionDeclaration(node) && !ts.isFunctionExpression(node))
    return undefined;
  if (node.type !== undefined || node.body === undefined || !ts.isBlock(node.body)) return undefined;
  const last = node.body.statements.at(-1);
  if (last === undefined || !ts.isExpressionStatement(last)) return undefined;
  const value = inParentheses(last.expression);
  const isValue =
    (ts.isBinaryExpression(value) && ARITHMETIC.has(value.operatorToken.kind)) ||
    ts.isNumericLiteral(value) ||
    ts.isIdentifier(value) ||
    ts.isArrayLiteralExpression(value) ||
    (ts.isCallExpression(value) && value.expression.getText().startsWith("Math."));
  if (!isValue) return undefined;
  const text = last.expression.getText().replaceAll("^", " ** ").replaceAll(/ {2,}/g, " ");
  return advise(
    last.expression,
    `entre accolades, la fonction ne renvoie rien sans return : return ${text};`,
    `in braces a function returns nothing without return: return ${text};`,
  );
};

const RULES: readonly Rule[] = [
  arrow,
  power,
  comma,
  twoIndices,
  negativeIndex,
  assignedCondition,
  argumentByName,
  uselessComparison,
  noReturn,
  emptyArray,
  parenthesesForArray,
  textSort,
  countsPastTheEnd,
  literalIndex,
];
