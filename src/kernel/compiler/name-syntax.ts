/** Predicates on the syntax and the declarations of names, and the expression that names a function. */
import ts from "./typescript.js";

const { factory } = ts;

/** The expression inside parentheses, type assertions and the like. */
export function innerExpression(node: ts.Expression): ts.Expression {
  const isWrapper =
    ts.isParenthesizedExpression(node) ||
    ts.isAssertionExpression(node) ||
    ts.isNonNullExpression(node) ||
    ts.isSatisfiesExpression(node);
  return isWrapper ? innerExpression(node.expression) : node;
}

/** The names that a name or a pattern declares. */
export function boundNames(name: ts.BindingName): ts.Identifier[] {
  if (ts.isIdentifier(name)) return [name];
  return name.elements.flatMap((element) =>
    ts.isOmittedExpression(element) ? [] : boundNames(element.name),
  );
}

/** True for the name of a declaration or of a member, as opposed to a use of a variable. */
export function isDeclarationName(node: ts.Identifier): boolean {
  const { parent } = node;
  if (ts.isShorthandPropertyAssignment(parent)) return false;
  return (
    (parent as ts.NamedDeclaration).name === node &&
    !ts.isPropertyAccessExpression(parent) &&
    !ts.isMetaProperty(parent)
  );
}

/**
 * True for a name that is assigned to; each name in a pattern or in a loop's header counts as assigned to.
 */
export function isAssignmentTarget(node: ts.Node): boolean {
  const { parent } = node;
  if (ts.isBinaryExpression(parent)) {
    const { kind } = parent.operatorToken;
    if (kind >= ts.SyntaxKind.FirstAssignment && kind <= ts.SyntaxKind.LastAssignment)
      return parent.left === node;
    return false;
  }
  if (ts.isPrefixUnaryExpression(parent) || ts.isPostfixUnaryExpression(parent)) {
    return (
      parent.operator === ts.SyntaxKind.PlusPlusToken || parent.operator === ts.SyntaxKind.MinusMinusToken
    );
  }
  if (ts.isForOfStatement(parent) || ts.isForInStatement(parent)) return parent.initializer === node;
  const isPart =
    ts.isParenthesizedExpression(parent) ||
    ts.isNonNullExpression(parent) ||
    ts.isAssertionExpression(parent) ||
    ts.isPropertyAssignment(parent) ||
    ts.isShorthandPropertyAssignment(parent) ||
    ts.isObjectLiteralExpression(parent) ||
    ts.isArrayLiteralExpression(parent);
  return isPart && isAssignmentTarget(parent);
}

export function isConst(declaration: ts.Declaration): boolean {
  return (ts.getCombinedNodeFlags(declaration) & ts.NodeFlags.BlockScoped) > ts.NodeFlags.Let;
}

/** True for a name that cannot be assigned to: for all names except those declared by `let` and `var`. */
export function isStable(symbol: ts.Symbol): boolean {
  return !(symbol.flags & ts.SymbolFlags.Variable) || isConst(symbol.valueDeclaration!);
}

/** True for a name declared by `declare`, which has no value of the session. */
export function isAmbient(symbol: ts.Symbol): boolean {
  const { valueDeclaration } = symbol;
  return (
    valueDeclaration !== undefined &&
    (ts.getCombinedModifierFlags(valueDeclaration) & ts.ModifierFlags.Ambient) !== 0
  );
}

/** False for `var x;` after another declaration of `x`: it has no effect. */
export function isFirstOrAssigned(declaration: ts.VariableDeclaration): (symbol: ts.Symbol) => boolean {
  return (symbol) => declaration.initializer !== undefined || symbol.declarations!.length === 1;
}

/** True for a function or class without a name, which an assignment names after its target. */
export function isAnonymousFunction(node: ts.Expression): boolean {
  const inner = ts.isParenthesizedExpression(node) ? innerExpression(node) : node;
  return (
    ts.isArrowFunction(inner) ||
    ((ts.isFunctionExpression(inner) || ts.isClassExpression(inner)) && inner.name === undefined)
  );
}

/** `({ f: () => … }).f`: names an anonymous function `f`. */
export function named(name: string, value: ts.Expression): ts.Expression {
  if (name === "__proto__") return value;
  const object = factory.createObjectLiteralExpression([factory.createPropertyAssignment(name, value)]);
  return factory.createPropertyAccessExpression(factory.createParenthesizedExpression(object), name);
}
