/**
 * Tests of what the running JavaScript has, as in `Object.groupBy ? … : …` or `typeof window !== "undefined"`: the declarations
 * that cells are checked against leave out what is missing, but a program may ask for it, and use it where it is there.
 */
import type { Checks } from "../checks.js";
import { nodeAt } from "./hints/nodes.js";
import ts from "./typescript.js";

/** TypeScript's codes for a member and for a name that only a newer library has. */
const NEWER = new Set([2550, 2583, 2585]);
/** The codes for a name or a member of `globalThis` that nothing declares. */
const UNDECLARED = new Set([2304, 2552, 2580, 2584, 2591, 2708, 7017]);

/** The code for a condition that is always true, since it is a function. */
const ALWAYS_TRUE = 2774;

const COMPARISONS = new Set([
  ...[ts.SyntaxKind.EqualsEqualsToken, ts.SyntaxKind.EqualsEqualsEqualsToken],
  ...[ts.SyntaxKind.ExclamationEqualsToken, ts.SyntaxKind.ExclamationEqualsEqualsToken],
]);
const LOGICAL = new Set([
  ...[ts.SyntaxKind.AmpersandAmpersandToken, ts.SyntaxKind.BarBarToken],
  ts.SyntaxKind.QuestionQuestionToken,
]);

/**
 * True for an error about something that the code tests for, or uses where it has tested for it. In the course, where a name
 * that nothing declares is a slip, this holds only for what newer versions of JavaScript have.
 */
export function isFeatureTest(
  { code, file, start, length }: ts.DiagnosticWithLocation,
  checker: ts.TypeChecker,
  checks: Checks,
): boolean {
  if (code === ALWAYS_TRUE) return isOfLibrary(nodeAt(file, start, start + length), checker);
  if (!NEWER.has(code) && !(checks === "plain" && UNDECLARED.has(code))) return false;
  const found = nodeAt(file, start, start + length);
  if (found === undefined || !ts.isIdentifier(found)) return false;
  const { parent } = found;
  const feature = ts.isPropertyAccessExpression(parent) && parent.name === found ? parent : found;
  return isTested(feature) || isGuarded(feature);
}

/** True for a function of the language's own objects, as `Array.prototype.toSorted` and `Object.groupBy`. */
function isOfLibrary(node: ts.Node | undefined, checker: ts.TypeChecker): boolean {
  const access = node !== undefined && ts.isIdentifier(node) ? node.parent : node;
  if (access === undefined || !ts.isPropertyAccessExpression(access)) return false;
  const { expression } = access;
  const isPrototype = ts.isPropertyAccessExpression(expression) && expression.name.text === "prototype";
  const owner = isPrototype ? expression.expression : expression;
  return (
    ts.isIdentifier(owner) &&
    /^[A-Z]/.test(owner.text) &&
    checker
      .getSymbolAtLocation(owner)
      ?.declarations?.every((one) => /\/lib\.[^/]*\.d\.ts$/.test(one.getSourceFile().fileName)) === true
  );
}

/** True where code asks whether the value of an expression is there. An undeclared name can be read by `typeof` alone. */
function isTested(feature: ts.Expression): boolean {
  const outer = outermost(feature);
  const { parent } = outer;
  if (ts.isTypeOfExpression(parent)) return true;
  if (ts.isIdentifier(feature)) return false;
  if (ts.isCallExpression(parent) && parent.expression === outer)
    return parent.questionDotToken !== undefined;
  return isCondition(outer);
}

/** True for an expression that decides how the code goes on, by itself or as a part of a condition. */
function isCondition(node: ts.Expression): boolean {
  const outer = outermost(node);
  const { parent } = outer;
  if (ts.isIfStatement(parent)) return parent.expression === outer;
  if (ts.isConditionalExpression(parent)) return parent.condition === outer;
  if (ts.isPrefixUnaryExpression(parent)) return parent.operator === ts.SyntaxKind.ExclamationToken;
  if (!ts.isBinaryExpression(parent)) return false;
  const { kind } = parent.operatorToken;
  return COMPARISONS.has(kind) || (LOGICAL.has(kind) && (parent.left === outer || isCondition(parent)));
}

/** True inside of a statement or expression whose condition tests for the same. */
function isGuarded(feature: ts.Expression): boolean {
  const text = feature.getText();
  for (let node: ts.Node = feature; !ts.isSourceFile(node); node = node.parent) {
    const condition = conditionOf(node.parent);
    if (condition !== undefined && condition !== node && hasTest(condition, text)) return true;
  }
  return false;
}

function conditionOf(node: ts.Node): ts.Expression | undefined {
  if (ts.isIfStatement(node)) return node.expression;
  if (ts.isConditionalExpression(node)) return node.condition;
  return ts.isBinaryExpression(node) && LOGICAL.has(node.operatorToken.kind) ? node.left : undefined;
}

/** True if a condition tests for the expression with this text. */
function hasTest(node: ts.Node, text: string): boolean {
  const isFeature = ts.isIdentifier(node) || ts.isPropertyAccessExpression(node);
  if (isFeature && node.getText() === text && isTested(node)) return true;
  return ts.forEachChild(node, (child) => hasTest(child, text)) === true;
}

/** An expression with the parentheses around it. */
function outermost(node: ts.Expression): ts.Expression {
  return ts.isParenthesizedExpression(node.parent) ? outermost(node.parent) : node;
}
