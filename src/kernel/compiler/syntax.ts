/**
 * Questions about syntax that several transformers ask.
 */
import ts from "./typescript.js";

/**
 * True where the node or something in it is such. What is inside a function runs at another time and is left out; the
 * computed name that a member of a class or object bears is not inside.
 */
export function mentions(node: ts.Node, isSuch: (node: ts.Node) => boolean): boolean {
  const visit = (inner: ts.Node): boolean => {
    if (isSuch(inner)) return true;
    if (!ts.isFunctionLike(inner)) return ts.forEachChild(inner, visit) ?? false;
    return inner.name !== undefined && ts.isComputedPropertyName(inner.name) && visit(inner.name);
  };
  return visit(node);
}

/** True for a cell that awaits something itself. */
export function hasTopLevelAwait(file: ts.SourceFile): boolean {
  return mentions(
    file,
    (node) =>
      ts.isAwaitExpression(node) ||
      (ts.isForOfStatement(node) && node.awaitModifier !== undefined) ||
      (ts.isVariableDeclarationList(node) &&
        (node.flags & ts.NodeFlags.AwaitUsing) === ts.NodeFlags.AwaitUsing),
  );
}

export function isLoop(node: ts.Node): node is ts.IterationStatement {
  return ts.isIterationStatement(node, false);
}

/** A call of anything but `Math`'s functions. */
export function isForeignCall(node: ts.Node): boolean {
  if (ts.isNewExpression(node) || ts.isTaggedTemplateExpression(node)) return true;
  if (!ts.isCallExpression(node)) return false;
  const { expression } = node;
  return !(
    ts.isPropertyAccessExpression(expression) &&
    ts.isIdentifier(expression.expression) &&
    expression.expression.text === "Math"
  );
}
