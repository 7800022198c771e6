/**
 * Loops that need no check at each turn: those that count, and do nothing but arithmetic.
 *
 * A check costs about as much as a multiplication and an addition: a third of the time of a matrix product, if it stood
 * in the innermost loop. So an innermost loop `for (let k = 0; k < n; k++)` without calls is checked only
 *
 * - never, where it ends within a million turns, a millisecond or so: `n` is a number written there;
 * - never, where `n` is small when the loop starts, else every 4096th turn: the loop is there twice, and which of the two
 *   runs is decided by `if (n - 0 <= 1e6)` before it;
 * - every 4096th turn, where the bound may change while the loop runs.
 */
import { isForeignCall, isLoop, mentions } from "./syntax.js";
import ts from "./typescript.js";

const { factory } = ts;

/** Turns of plain arithmetic that pass in about a millisecond. */
const FEW_TURNS = 1_000_000;
/** A power of two. */
const TURNS_BETWEEN_CHECKS = 4096;

/** How often a loop is to be checked. */
export type Pace =
  /** It ends soon by itself. */
  | "ends"
  /** At each turn. */
  | "always"
  /** When the counter is a round number; not at all where it `endsSoonIf` this holds when it starts. */
  | { readonly counter: ts.Identifier; readonly endsSoonIf?: ts.Expression };

export function paceOf(node: ts.IterationStatement): Pace {
  if (!ts.isForStatement(node) || mentions(node, (inner) => inner !== node && takesTime(inner)))
    return "always";
  const counter = counterOf(node);
  if (counter === undefined || assigns(node.statement, counter.text)) return "always";
  const span = spanOf(node, counter);
  if (span === undefined) return { counter };
  if (typeof span === "number") return span <= FEW_TURNS ? "ends" : { counter };
  const endsSoonIf = factory.createLessThanEquals(span, factory.createNumericLiteral(FEW_TURNS));
  return { counter, endsSoonIf };
}

/** `(i & 4095) === 0` */
export function isRound(counter: ts.Identifier): ts.Expression {
  const rest = factory.createBitwiseAnd(counter, factory.createNumericLiteral(TURNS_BETWEEN_CHECKS - 1));
  return factory.createStrictEquality(
    factory.createParenthesizedExpression(rest),
    factory.createNumericLiteral(0),
  );
}

/** What can make one turn of a loop last: other code, or another loop. */
function takesTime(node: ts.Node): boolean {
  return (
    isForeignCall(node) ||
    isLoop(node) ||
    ts.isAwaitExpression(node) ||
    ts.isYieldExpression(node) ||
    ts.isFunctionLike(node)
  );
}

/** The counter of a loop `for (let i = …; …; i++)`, or `i--`, or with steps of one written otherwise. */
function counterOf({ initializer, condition, incrementor }: ts.ForStatement): ts.Identifier | undefined {
  if (initializer === undefined || !ts.isVariableDeclarationList(initializer) || incrementor === undefined)
    return undefined;
  if (condition !== undefined && mentions(condition, (node) => targetOf(node) !== undefined))
    return undefined;
  const { counter } = stepOf(incrementor) ?? {};
  const isDeclared = initializer.declarations.some(
    ({ name }) => ts.isIdentifier(name) && name.text === counter?.text,
  );
  return isDeclared ? counter : undefined;
}

interface Step {
  readonly counter: ts.Identifier;
  readonly isUp: boolean;
}

function stepOf(node: ts.Expression): Step | undefined {
  if (ts.isPrefixUnaryExpression(node) || ts.isPostfixUnaryExpression(node)) {
    return ts.isIdentifier(node.operand)
      ? { counter: node.operand, isUp: node.operator === ts.SyntaxKind.PlusPlusToken }
      : undefined;
  }
  if (!ts.isBinaryExpression(node) || !ts.isIdentifier(node.left)) return undefined;
  const { kind } = node.operatorToken;
  const isStep = kind === ts.SyntaxKind.PlusEqualsToken || kind === ts.SyntaxKind.MinusEqualsToken;
  if (!isStep || !ts.isNumericLiteral(node.right) || node.right.text !== "1") return undefined;
  return { counter: node.left, isUp: kind === ts.SyntaxKind.PlusEqualsToken };
}

/** How many turns a loop takes: a number, or an expression that tells it when the loop starts. */
function spanOf(
  { initializer, condition, incrementor, statement }: ts.ForStatement,
  counter: ts.Identifier,
): number | ts.Expression | undefined {
  const start = (initializer as ts.VariableDeclarationList).declarations.find(
    ({ name }) => ts.isIdentifier(name) && name.text === counter.text,
  )?.initializer;
  const comparison = condition && firstConjunct(condition);
  if (start === undefined || comparison === undefined || !ts.isBinaryExpression(comparison)) return undefined;
  const { left, right, operatorToken } = comparison;
  const ups: ts.SyntaxKind[] = [ts.SyntaxKind.LessThanToken, ts.SyntaxKind.LessThanEqualsToken];
  const downs: ts.SyntaxKind[] = [ts.SyntaxKind.GreaterThanToken, ts.SyntaxKind.GreaterThanEqualsToken];
  const { isUp } = stepOf(incrementor!)!;
  const isBounded =
    ts.isIdentifier(left) && left.text === counter.text && (isUp ? ups : downs).includes(operatorToken.kind);
  if (!isBounded || !isFixed(right, statement) || !isFixed(start, statement)) return undefined;
  const [high, low] = isUp ? [right, start] : [start, right];
  if (ts.isNumericLiteral(high) && ts.isNumericLiteral(low)) return Number(high.text) - Number(low.text);
  return factory.createSubtract(high, factory.createParenthesizedExpression(low));
}

/** Of `i < n && …` the `i < n`: the loop ends there at the latest. */
function firstConjunct(condition: ts.Expression): ts.Expression {
  const isBoth =
    ts.isBinaryExpression(condition) &&
    condition.operatorToken.kind === ts.SyntaxKind.AmpersandAmpersandToken;
  return isBoth ? firstConjunct(condition.left) : condition;
}

/** True for arithmetic on what the loop's body leaves as it is. */
function isFixed(node: ts.Expression, body: ts.Statement): boolean {
  if (ts.isNumericLiteral(node) || node.kind === ts.SyntaxKind.ThisKeyword) return true;
  if (ts.isIdentifier(node)) return !assigns(body, node.text);
  if (ts.isParenthesizedExpression(node)) return isFixed(node.expression, body);
  if (ts.isPropertyAccessExpression(node)) {
    const isWritten =
      assigns(body, node.name.text) ||
      (node.name.text === "length" && writesElementOf(body, node.expression));
    return !isWritten && isFixed(node.expression, body);
  }
  if (!ts.isBinaryExpression(node)) return false;
  const isArithmetic =
    node.operatorToken.kind !== ts.SyntaxKind.CommaToken &&
    node.operatorToken.kind !== ts.SyntaxKind.InKeyword &&
    targetOf(node) === undefined;
  return isArithmetic && isFixed(node.left, body) && isFixed(node.right, body);
}

/** True where something in the node gives a variable or property of this name another value. */
function assigns(node: ts.Node, name: string): boolean {
  return mentions(node, (inner) => {
    const target = targetOf(inner);
    return (
      target !== undefined &&
      mentions(target, (part) => ts.isIdentifier(part) && part.text === name && isWritten(part, target))
    );
  });
}

/** In `a[i].b = …` it is `b` that is written, and neither `a` nor `i`; in a pattern anything may be. */
function isWritten(part: ts.Identifier, target: ts.Node): boolean {
  if (ts.isPropertyAccessExpression(target)) return target.name === part;
  return !ts.isElementAccessExpression(target);
}

/** True where the body writes an element of `array`, which may lengthen it. */
function writesElementOf(body: ts.Statement, array: ts.Expression): boolean {
  return mentions(body, (inner) => {
    const target = targetOf(inner);
    return target !== undefined && ts.isElementAccessExpression(target) && sameText(target.expression, array);
  });
}

function sameText(a: ts.Expression, b: ts.Expression): boolean {
  if (ts.isIdentifier(a) && ts.isIdentifier(b)) return a.text === b.text;
  return (
    ts.isPropertyAccessExpression(a) &&
    ts.isPropertyAccessExpression(b) &&
    a.name.text === b.name.text &&
    sameText(a.expression, b.expression)
  );
}

/** What an assignment, or a step such as `i++`, gives a value. */
function targetOf(node: ts.Node): ts.Node | undefined {
  if (ts.isBinaryExpression(node)) {
    const { kind } = node.operatorToken;
    const isAssignment = kind >= ts.SyntaxKind.FirstAssignment && kind <= ts.SyntaxKind.LastAssignment;
    return isAssignment ? node.left : undefined;
  }
  const isStep =
    (ts.isPrefixUnaryExpression(node) || ts.isPostfixUnaryExpression(node)) &&
    (node.operator === ts.SyntaxKind.PlusPlusToken || node.operator === ts.SyntaxKind.MinusMinusToken);
  return isStep ? node.operand : undefined;
}
