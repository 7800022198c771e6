/**
 * Tests of what the running JavaScript has, as in `Object.groupBy ? … : …`, `"groupBy" in Object` or `typeof window !==
 * "undefined"`: the declarations that cells are checked against leave out what is missing, but a program may ask for it, and
 * use it where it is there.
 */
import type { Checks } from "../checks.js";
import { nodeAt } from "./hints/nodes.js";
import ts from "./typescript.js";

/** TypeScript's codes for a member and for a name that only a newer library has. */
const NEWER = new Set([2550, 2583, 2585]);
/** The codes for a name or a member of `globalThis` that nothing declares. */
const UNDECLARED = new Set([2304, 2552, 2580, 2584, 2591, 2708, 7017]);

/** The codes for a value whose type is unknown, as that of a member which nothing declares behind `"member" in Object`. */
const UNKNOWN = new Set([2571, 18046]);

/** The code for an absent member: where nothing can be, behind a test by `in` for what is always there, every one is. */
const ABSENT = 2339;

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
  const found = nodeAt(file, start, start + length);
  if (found === undefined) return false;
  const access = accessOf(found);
  if (code === ALWAYS_TRUE) return access !== undefined && isOfLibrary(access.expression, checker);
  if (UNKNOWN.has(code))
    return access !== undefined && isOfLibrary(access.expression, checker) && isGuarded(access);
  if (code === ABSENT && access !== undefined && isNarrowedByIn(access.expression, checker)) return true;
  if (!NEWER.has(code) && !(checks === "plain" && UNDECLARED.has(code))) return false;
  if (!ts.isIdentifier(found)) return false;
  const feature = access?.name === found ? access : found;
  return isTested(feature) || isGuarded(feature);
}

/** The access to a member that a node is, or whose name it is. */
function accessOf(node: ts.Node): ts.PropertyAccessExpression | undefined {
  const access = ts.isIdentifier(node) ? node.parent : node;
  return ts.isPropertyAccessExpression(access) ? access : undefined;
}

/** True for an object of the language, of which a test by `in` leaves nothing where its answer is always the same. */
function isNarrowedByIn(object: ts.Expression, checker: ts.TypeChecker): boolean {
  const isNothing = (checker.getTypeAtLocation(object).flags & ts.TypeFlags.Never) !== 0;
  const text = object.getText();
  return (
    isNothing &&
    isOfLibrary(object, checker) &&
    isBehind(object, (node) => inTest(node)?.object.getText() === text)
  );
}

/** True for the language's own objects, as `Array.prototype` and `Object`. */
function isOfLibrary(object: ts.Expression, checker: ts.TypeChecker): boolean {
  const isPrototype = ts.isPropertyAccessExpression(object) && object.name.text === "prototype";
  const owner = isPrototype ? object.expression : object;
  if (!ts.isIdentifier(owner) || !/^[A-Z]/.test(owner.text)) return false;
  // Other declarations may add members, as those of Node to the type of lists.
  const declaration = checker.getSymbolAtLocation(owner)?.valueDeclaration;
  return declaration !== undefined && /\/lib\.[^/]*\.d\.ts$/.test(declaration.getSourceFile().fileName);
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
  return isBehind(feature, (node) => isTestFor(node, text));
}

/** True inside of a statement or expression whose condition contains such a test. */
function isBehind(inner: ts.Expression, isTest: (node: ts.Node) => boolean): boolean {
  const hasTest = (node: ts.Node): boolean => isTest(node) || ts.forEachChild(node, hasTest) === true;
  for (let node: ts.Node = inner; !ts.isSourceFile(node); node = node.parent) {
    const condition = conditionOf(node.parent);
    if (condition !== undefined && condition !== node && hasTest(condition)) return true;
  }
  return false;
}

function conditionOf(node: ts.Node): ts.Expression | undefined {
  if (ts.isIfStatement(node)) return node.expression;
  if (ts.isConditionalExpression(node)) return node.condition;
  return ts.isBinaryExpression(node) && LOGICAL.has(node.operatorToken.kind) ? node.left : undefined;
}

/** True for a test of the expression with this text. */
function isTestFor(node: ts.Node, text: string): boolean {
  const asked = inTest(node);
  if (asked !== undefined) {
    const { member, object } = asked;
    const owner = object.getText();
    return text === `${owner}.${member}` || (owner === "globalThis" && text === member);
  }
  const isFeature = ts.isIdentifier(node) || ts.isPropertyAccessExpression(node);
  return isFeature && node.getText() === text && isTested(node);
}

/** The parts of `"member" in object`. */
function inTest(node: ts.Node): { readonly member: string; readonly object: ts.Expression } | undefined {
  if (!ts.isBinaryExpression(node) || node.operatorToken.kind !== ts.SyntaxKind.InKeyword) return undefined;
  const { left, right } = node;
  return ts.isStringLiteralLike(left) ? { member: left.text, object: right } : undefined;
}

/** An expression with the parentheses around it. */
function outermost(node: ts.Expression): ts.Expression {
  return ts.isParenthesizedExpression(node.parent) ? outermost(node.parent) : node;
}
