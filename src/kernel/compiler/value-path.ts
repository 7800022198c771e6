/**
 * Finds in a file the way to a value of the running session: a variable that a cell has declared, and the members that
 * lead on from it, as in `data.items[0]`. Calls are no part of such a way, since the value is only looked at.
 */
import type { ValuePath } from "./contract.js";
import ts, { internals, type BoundFile } from "./typescript.js";

/** What must be known of names. */
export interface PathContext {
  readonly checker: ts.TypeChecker;
  /** True for a symbol that a cell declares at its top level, and for `_`. */
  readonly isVariable: (symbol: ts.Symbol) => boolean;
}

/** Members to complete: of which value, and which part of the code they replace. */
export interface MembersAt {
  readonly path: ValuePath;
  readonly start: number;
  readonly end: number;
  /** True inside of a string, as in `data["a`: there a member may have any name. */
  readonly isQuoted: boolean;
}

/** The value whose members are completed at a cursor, if the types say nothing of them. */
export function membersAt(file: BoundFile, cursor: number, context: PathContext): MembersAt | undefined {
  const token = internals.findPrecedingToken(cursor, file);
  if (token === undefined || cursor > token.end) return undefined;
  const { parent } = token;
  const isUntyped = (value: ts.Expression): boolean =>
    (context.checker.getTypeAtLocation(value).flags & ts.TypeFlags.Any) !== 0;
  const found = (value: ts.Expression, rest: Omit<MembersAt, "path">): MembersAt | undefined => {
    const path = isUntyped(value) ? pathTo(value, context) : undefined;
    return path && { path, ...rest };
  };
  if (ts.isPropertyAccessExpression(parent)) {
    if (token.kind === ts.SyntaxKind.DotToken || token.kind === ts.SyntaxKind.QuestionDotToken)
      return found(parent.expression, { start: cursor, end: cursor, isQuoted: false });
    if (token === parent.name)
      return found(parent.expression, { start: token.getStart(file), end: token.end, isQuoted: false });
  }
  if (!ts.isStringLiteralLike(token) || !ts.isElementAccessExpression(parent)) return undefined;
  const start = token.getStart(file) + 1;
  if (cursor < start || (cursor === token.end && isClosed(token, file))) return undefined;
  const end = isClosed(token, file) ? token.end - 1 : cursor;
  return found(parent.expression, { start, end, isQuoted: true });
}

/** The way to the value of a name at a cursor, if a cell has given it one. */
export function valueAt(file: BoundFile, cursor: number, context: PathContext): ValuePath | undefined {
  for (const at of [cursor, cursor - 1]) {
    if (at < 0 || at >= file.text.length) continue;
    const node = internals.getTouchingPropertyName(file, at);
    if (!ts.isIdentifier(node)) continue;
    const { parent } = node;
    return pathTo(ts.isPropertyAccessExpression(parent) && parent.name === node ? parent : node, context);
  }
  return undefined;
}

function pathTo(node: ts.Expression, context: PathContext): ValuePath | undefined {
  if (ts.isIdentifier(node)) {
    const symbol = context.checker.getSymbolAtLocation(node);
    return symbol !== undefined && context.isVariable(symbol) ? { name: node.text, members: [] } : undefined;
  }
  if (
    ts.isParenthesizedExpression(node) ||
    ts.isNonNullExpression(node) ||
    ts.isAsExpression(node) ||
    ts.isSatisfiesExpression(node)
  )
    return pathTo(node.expression, context);
  const member = memberOf(node);
  if (member === undefined) return undefined;
  const outer = pathTo(
    (node as ts.PropertyAccessExpression | ts.ElementAccessExpression).expression,
    context,
  );
  return outer && { ...outer, members: [...outer.members, member] };
}

function memberOf(node: ts.Expression): string | undefined {
  if (ts.isPropertyAccessExpression(node)) return ts.isIdentifier(node.name) ? node.name.text : undefined;
  if (!ts.isElementAccessExpression(node)) return undefined;
  const { argumentExpression: key } = node;
  return ts.isStringLiteralLike(key) || ts.isNumericLiteral(key) ? key.text : undefined;
}

function isClosed(literal: ts.StringLiteralLike, file: BoundFile): boolean {
  const quote = file.text[literal.getStart(file)];
  return literal.end - literal.getStart(file) > 1 && file.text[literal.end - 1] === quote;
}
