/** Tells whether a cell ends in an expression, whose value is the cell's result. */
import ts from "./typescript.js";

/** True for a statement that has no effect where it stands: the last expression may come before it. */
export function isSilent(node: ts.Statement): boolean {
  return (
    ts.isEmptyStatement(node) ||
    ts.isInterfaceDeclaration(node) ||
    ts.isTypeAliasDeclaration(node) ||
    ts.isFunctionDeclaration(node)
  );
}

/** True for a cell that ends in an expression. */
export function endsInExpression(file: ts.SourceFile): boolean {
  const last = file.statements.findLast(
    (node) =>
      !isSilent(node) &&
      !ts.isImportDeclaration(node) &&
      !ts.isImportEqualsDeclaration(node) &&
      !ts.isExportDeclaration(node),
  );
  return last !== undefined && (ts.isExpressionStatement(last) || ts.isExportAssignment(last));
}
