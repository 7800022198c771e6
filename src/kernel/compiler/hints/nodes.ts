/** Predicates on syntax that several hints use. */
import ts from "../typescript.js";

/** The smallest syntax node that contains a span. */
export function nodeAt(file: ts.SourceFile, start: number, end: number): ts.Node | undefined {
  let found: ts.Node | undefined;
  const visit = (node: ts.Node): void => {
    if (node.getStart(file) <= start && node.end >= end) {
      found = node;
      ts.forEachChild(node, visit);
    }
  };
  visit(file);
  return found;
}

/** True for the name of a called function: `mean(v)`. */
export function isCalled(node: ts.Node | undefined): boolean {
  return node !== undefined && ts.isCallExpression(node.parent) && node.parent.expression === node;
}

/** True for an argument of a call: `v.map(log)`. */
export function isArgument(node: ts.Node | undefined): boolean {
  return node !== undefined && ts.isCallExpression(node.parent) && node.parent.expression !== node;
}

/** Calls `see` with every syntax node of a file, outer nodes first. */
export function everyNode(file: ts.SourceFile, see: (node: ts.Node) => void): void {
  const visit = (node: ts.Node): void => {
    see(node);
    ts.forEachChild(node, visit);
  };
  ts.forEachChild(file, visit);
}

/** The expression inside parentheses. */
export function inParentheses(node: ts.Expression): ts.Expression {
  return ts.isParenthesizedExpression(node) ? inParentheses(node.expression) : node;
}

/** The value of a literal whole number; undefined for other nodes. */
export function wholeNumber(node: ts.Node): number | undefined {
  return ts.isNumericLiteral(node) && /^\d+$/.test(node.getText()) ? Number(node.text) : undefined;
}
