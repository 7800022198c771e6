/**
 * Finds loops that call no other code: while such a loop runs, no other code can read or write a variable.
 *
 * In such a loop a variable of the session need not be read through its box in each iteration. It is copied
 * to a local variable before the loop and back after it, however the loop ends. `total += a[i] * b[i]` is
 * then as fast as in plain Node.
 *
 *     { let total = total$0.value; try { for (…) total += … } finally { total$0.value = total; } }
 *
 * Other code can be called by calls, `await`, accessors, iterators and conversions of objects to primitive
 * values. The checker's types tell where this cannot happen.
 */
import { contains, isForeignCall } from "./syntax.js";
import ts from "./typescript.js";

/** True for a loop, perhaps with a label, that calls no other code. */
export function isClosed(loop: ts.Statement, checker: ts.TypeChecker): boolean {
  return !contains(loop, (node) => mayCallOtherCode(node, checker));
}

function mayCallOtherCode(node: ts.Node, checker: ts.TypeChecker): boolean {
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

/**
 * True for a property that is not an accessor; `length` and the like are not accessors in the language's
 * declarations.
 */
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
