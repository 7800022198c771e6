/**
 * What the transformers of a cell share: the cell, its checker, and how a variable of the session gets its value.
 */
import type { Names } from "./names.js";
import ts, { type BoundFile } from "./typescript.js";

/** A source beside the notebook that is compiled with the cells. */
export interface LocalSource {
  /** Its absolute path. */
  readonly path: string;
  /** Whether it, or what it imports, awaits something at its top level. */
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
  /** True where an earlier cell declared this name. */
  isSessionName(name: string): boolean;
  /** The local source that an import leads to, if it does. */
  localSource(specifier: string): LocalSource | undefined;
}

/** The property of `exports` that receives the value of the last expression: no name that a cell can declare. */
export const LAST_EXPRESSION = "last expression";

const { factory } = ts;

/** `name$0.value = name, made("name", name$0)`: the session's variable gets the value of the local of its name. */
export function storeOf(name: string, names: Names): ts.Expression {
  const value = factory.createPropertyAccessExpression(names.variable(name), "value");
  const made = factory.createCallExpression(names.helper("made"), undefined, [
    factory.createStringLiteral(name),
    names.variable(name),
  ]);
  return factory.createComma(factory.createAssignment(value, factory.createIdentifier(name)), made);
}

/** Gives a new node the place of the one it stands for, so that source maps lead there. */
export function at<T extends ts.Node>(original: ts.Node, node: T): T {
  return ts.setTextRange(node, original);
}
