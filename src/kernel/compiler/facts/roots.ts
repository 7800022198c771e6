/**
 * Finds the names whose object an expression may give, or a part of it: who changes the value of `rows[0]` changes
 * `rows`.
 *
 * A new list or object has no root, but its elements have: `rows.slice().sort()` changes nothing, and
 * `rows.slice()[0].x = 1` changes `rows`. What a function returns is taken for new.
 */
import { innerExpression } from "../name-syntax.js";
import { copies, givesPart, returnsThis } from "./changing-methods.js";
import type { NamesInCell } from "./names-in-cell.js";
import ts from "../typescript.js";

/** The root of a method's own object. */
export const THIS = "#this";

export function parameterRoot(index: number): string {
  return `#${index}`;
}

/** The functions of which the result is made of their first argument. */
const FROM_ARGUMENT = new Set([
  "Object.values",
  "Object.entries",
  "Array.from",
  "Object.fromEntries",
  "Promise.all",
]);

export class Roots {
  /** What the parameters of the functions being read stand for. */
  readonly parameters = new Map<ts.Symbol, readonly string[]>();
  /** What `this` stands for. */
  self: readonly string[] = [];
  private readonly active = new Set<ts.Symbol>();

  constructor(private readonly names: NamesInCell) {}

  /** @param isInside whether a part of the value is meant, not the value itself */
  of(expression: ts.Expression, isInside = false): string[] {
    const node = ts.isAwaitExpression(expression) ? expression.expression : innerExpression(expression);
    if (node !== expression) return this.of(node, isInside);
    if (ts.isIdentifier(node)) return this.ofName(node, isInside);
    if (node.kind === ts.SyntaxKind.ThisKeyword) return [...this.self];
    if (ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node))
      return this.of(node.expression, true);
    if (ts.isCallExpression(node)) return this.ofCall(node, isInside);
    if (ts.isConditionalExpression(node))
      return [...this.of(node.whenTrue, isInside), ...this.of(node.whenFalse, isInside)];
    if (ts.isBinaryExpression(node)) return this.ofBinary(node, isInside);
    if (!isInside) return [];
    if (ts.isArrayLiteralExpression(node))
      return node.elements.flatMap((element) =>
        this.of(ts.isSpreadElement(element) ? element.expression : element, true),
      );
    if (ts.isObjectLiteralExpression(node))
      return node.properties.flatMap((property) => this.ofProperty(property));
    return [];
  }

  private ofProperty(property: ts.ObjectLiteralElementLike): string[] {
    if (ts.isPropertyAssignment(property)) return this.of(property.initializer, true);
    if (ts.isShorthandPropertyAssignment(property)) return this.ofName(property.name, true);
    return ts.isSpreadAssignment(property) ? this.of(property.expression, true) : [];
  }

  private ofBinary(
    { left, operatorToken: { kind }, right }: ts.BinaryExpression,
    isInside: boolean,
  ): string[] {
    if (kind === ts.SyntaxKind.CommaToken || kind === ts.SyntaxKind.EqualsToken)
      return this.of(right, isInside);
    const isChoice =
      kind === ts.SyntaxKind.BarBarToken ||
      kind === ts.SyntaxKind.QuestionQuestionToken ||
      kind === ts.SyntaxKind.AmpersandAmpersandToken;
    return isChoice ? [...this.of(left, isInside), ...this.of(right, isInside)] : [];
  }

  private ofCall({ expression, arguments: given }: ts.CallExpression, isInside: boolean): string[] {
    if (!ts.isPropertyAccessExpression(expression)) return [];
    const { name, expression: object } = expression;
    const called = `${object.getText()}.${name.text}`;
    const first = given[0];
    if (called === "Object.assign" && first !== undefined) return this.of(first, isInside);
    if (FROM_ARGUMENT.has(called)) return isInside && first !== undefined ? this.of(first, true) : [];
    if (givesPart(name.text)) return this.of(object, true);
    if (returnsThis(name.text)) return this.of(object, isInside);
    return copies(name.text) && isInside ? this.of(object, true) : [];
  }

  private ofName(node: ts.Identifier, isInside: boolean): string[] {
    const referent = this.names.referent(node);
    if (referent.kind === "notebook") return node.text === "undefined" ? [] : [node.text];
    return this.ofLocal(referent.symbol, isInside);
  }

  private ofLocal(symbol: ts.Symbol, isInside: boolean): string[] {
    const known = this.parameters.get(symbol);
    if (known !== undefined) return [...known];
    const declaration = symbol.valueDeclaration;
    if (declaration === undefined || this.active.has(symbol)) return [];
    this.active.add(symbol);
    try {
      return this.ofDeclaration(declaration, isInside);
    } finally {
      this.active.delete(symbol);
    }
  }

  private ofDeclaration(declaration: ts.Node, isInside: boolean): string[] {
    if (ts.isBindingElement(declaration)) return this.ofPattern(declaration.parent);
    if (!ts.isVariableDeclaration(declaration)) return [];
    if (declaration.initializer !== undefined) return this.of(declaration.initializer, isInside);
    const loop = declaration.parent.parent;
    return ts.isForOfStatement(loop) ? this.of(loop.expression, true) : [];
  }

  private ofPattern(pattern: ts.BindingPattern): string[] {
    const { parent } = pattern;
    if (ts.isParameter(parent)) return [...(this.parameters.get(symbolOf(parent)) ?? [])];
    return ts.isBindingElement(parent) ? this.ofPattern(parent.parent) : this.ofDeclaration(parent, true);
  }
}

/** The symbol of a parameter, also of one that is a pattern. */
export function symbolOf(node: ts.ParameterDeclaration): ts.Symbol {
  return (node as ts.ParameterDeclaration & { symbol: ts.Symbol }).symbol;
}
