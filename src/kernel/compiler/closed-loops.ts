/**
 * Loops in which no code runs but their own, so that nobody else can read or write a variable while they run.
 *
 * There a session's variable need not be looked at in its box at each turn: it is copied to a local before the loop, and
 * back after it, however the loop ends. `total += a[i] * b[i]` then costs what it costs in plain Node.
 *
 *     { let total = total$0.value; try { for (…) total += … } finally { total$0.value = total; } }
 *
 * Other code can come in through calls, awaits, accessors, iterators and conversions of objects; the checker's types
 * tell where it cannot.
 */
import { isForeignCall, mentions } from "./syntax.js";
import ts from "./typescript.js";

/** True for a loop, perhaps with a label, that runs no code but its own. */
export function isClosed(loop: ts.Statement, checker: ts.TypeChecker): boolean {
  return !mentions(loop, (node) => letsOthersIn(node, checker));
}

function letsOthersIn(node: ts.Node, checker: ts.TypeChecker): boolean {
  if (ts.isTypeNode(node)) return false;
  if (isForeignCall(node) || ts.isAwaitExpression(node) || ts.isYieldExpression(node)) return true;
  if (ts.isFunctionLike(node) || ts.isClassLike(node) || ts.isSpreadElement(node)) return true;
  if (ts.isArrayBindingPattern(node)) return true;
  if (ts.isForOfStatement(node))
    return (
      node.awaitModifier !== undefined || !isPlainArray(checker.getTypeAtLocation(node.expression), checker)
    );
  if (ts.isPropertyAccessExpression(node)) return !isPlainProperty(node, checker);
  if (ts.isElementAccessExpression(node))
    return !isPlainArray(checker.getTypeAtLocation(node.expression), checker);
  if (ts.isTemplateSpan(node)) return !isPrimitive(checker.getTypeAtLocation(node.expression));
  if (!ts.isBinaryExpression(node)) return false;
  const { kind } = node.operatorToken;
  if (kind === ts.SyntaxKind.EqualsToken)
    return !ts.isIdentifier(node.left) && ts.isArrayLiteralExpression(node.left);
  const converts = kind === ts.SyntaxKind.PlusToken || kind === ts.SyntaxKind.PlusEqualsToken;
  return converts && ![node.left, node.right].every((side) => isPrimitive(checker.getTypeAtLocation(side)));
}

/** A property that is a value, not a getter; the language's own getters, such as an array's length, are known. */
function isPlainProperty(node: ts.PropertyAccessExpression, checker: ts.TypeChecker): boolean {
  const symbol = checker.getSymbolAtLocation(node.name);
  return symbol !== undefined && !(symbol.flags & ts.SymbolFlags.Accessor);
}

function isPlainArray(type: ts.Type, checker: ts.TypeChecker): boolean {
  const name = type.symbol?.name ?? "";
  return (
    checker.isArrayType(type) ||
    checker.isTupleType(type) ||
    /^(?:Int|Uint|Float|BigInt|BigUint)\d+(?:Clamped)?Array$/.test(name)
  );
}

function isPrimitive(type: ts.Type): boolean {
  const { StringLike, NumberLike, BigIntLike, BooleanLike, Null, Undefined } = ts.TypeFlags;
  const primitive = StringLike | NumberLike | BigIntLike | BooleanLike | Null | Undefined;
  return type.isUnion() ? type.types.every(isPrimitive) : (type.flags & primitive) !== 0;
}
