/** Small questions about syntax that several hints ask. */
import ts from "../typescript.js";

/** The smallest piece of syntax that holds a span. */
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

/** True where a name is called: `mean(v)`. */
export function isCalled(node: ts.Node | undefined): boolean {
  return node !== undefined && ts.isCallExpression(node.parent) && node.parent.expression === node;
}

/** True where a name is handed to a call: `v.map(log)`. */
export function isArgument(node: ts.Node | undefined): boolean {
  return node !== undefined && ts.isCallExpression(node.parent) && node.parent.expression !== node;
}

/** Every piece of syntax of a file, outer ones first. */
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

/** A whole number as it is written, or undefined. */
export function wholeNumber(node: ts.Node): number | undefined {
  return ts.isNumericLiteral(node) && /^\d+$/.test(node.getText()) ? Number(node.text) : undefined;
}
