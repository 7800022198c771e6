/** Predicates on syntax that several transformers use. */
import ts from "./typescript.js";

/**
 * True if the predicate is true for the node or a node in it. Functions are not searched, since their code
 * runs at another time; but the computed name of a method is.
 */
export function contains(node: ts.Node, predicate: (node: ts.Node) => boolean): boolean {
  const visit = (inner: ts.Node): boolean => {
    if (predicate(inner)) return true;
    if (!ts.isFunctionLike(inner)) return ts.forEachChild(inner, visit) ?? false;
    return inner.name !== undefined && ts.isComputedPropertyName(inner.name) && visit(inner.name);
  };
  return visit(node);
}

/** True for a file with a top-level `await`. */
export function hasTopLevelAwait(file: ts.SourceFile): boolean {
  return contains(
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

/** True for a call, except of a function of `Math`. */
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
