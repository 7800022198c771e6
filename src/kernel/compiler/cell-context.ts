/**
 * The data and functions that all transformers of a cell share: the cell, its checker, and the code that
 * stores a value in a variable of the session.
 */
import type { Names } from "./names.js";
import ts, { type BoundFile } from "./typescript.js";

/** A source file beside the notebook that is compiled with the cells. */
export interface LocalSource {
  /** The absolute path. */
  readonly path: string;
  /** Whether this file, or a local file that it imports, has a top-level `await`. */
  readonly isAsync: boolean;
}

export interface CellContext {
  readonly file: BoundFile;
  readonly checker: ts.TypeChecker;
  readonly names: Names;
  /** True for the file of a cell, this one or an earlier one. */
  isCell(file: ts.SourceFile): boolean;
  /** True for the file that declares `_`. */
  isPrelude(file: ts.SourceFile): boolean;
  /** True if an earlier cell declared this name. */
  isSessionName(name: string): boolean;
  /** The local source file that an import specifier resolves to; undefined if it resolves to none. */
  localSource(specifier: string): LocalSource | undefined;
}

/**
 * The property of `exports` that receives the value of the last expression: not a name that a cell can
 * declare.
 */
export const LAST_EXPRESSION = "last expression";

const { factory } = ts;

/**
 * `name$0.value = name, made("name", name$0)`: assigns the local variable of this name to the session's
 * variable.
 */
export function storeOf(name: string, names: Names): ts.Expression {
  const value = factory.createPropertyAccessExpression(names.variable(name), "value");
  const made = factory.createCallExpression(names.helper("made"), undefined, [
    factory.createStringLiteral(name),
    names.variable(name),
  ]);
  return factory.createComma(factory.createAssignment(value, factory.createIdentifier(name)), made);
}

/** Gives a new node the position of the node that it replaces, so that source maps lead to that position. */
export function at<T extends ts.Node>(original: ts.Node, node: T): T {
  return ts.setTextRange(node, original);
}
