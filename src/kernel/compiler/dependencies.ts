/**
 * Finds the names of earlier cells that a cell uses.
 *
 * A cell's syntax tree stays in memory as long as a later cell may need the types of its declarations. Its
 * scope contains names of earlier cells. If it contained all of them, each cell would hold all earlier cells
 * in memory, including older versions of edited cells, and the checker's memory would grow with every run.
 * So, once a cell is compiled, its scope is reduced to the names that the cell uses.
 */
import type { CellScope } from "./scope.js";
import ts, { type BoundFile, type CheckerInternals } from "./typescript.js";

const MEANINGS = [ts.SymbolFlags.Value, ts.SymbolFlags.Type, ts.SymbolFlags.Namespace] as const;

/** The names of `scope`, the scope of the file, that the file uses. */
export function namesUsed(file: BoundFile, scope: CellScope, checker: ts.TypeChecker): Set<string> {
  const { resolveName } = checker as ts.TypeChecker & CheckerInternals;
  const used = new Set<string>();
  const isForeign = (symbol: ts.Symbol | undefined): boolean =>
    symbol?.declarations?.some((declaration) => declaration.getSourceFile() !== file) ?? false;
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node) && !used.has(node.text) && scope.has(node.text) && !isMemberName(node)) {
      const found = MEANINGS.some((meaning) => isForeign(resolveName(node.text, node, meaning, true)));
      if (found) used.add(node.text);
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return used;
}

/** True for a name that refers to a member of an object or namespace, not to a name in a scope. */
function isMemberName(node: ts.Identifier): boolean {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent)) return parent.name === node;
  if (ts.isQualifiedName(parent)) return parent.right === node;
  if (ts.isShorthandPropertyAssignment(parent)) return false;
  return ts.isObjectLiteralElement(parent) || ts.isTypeElement(parent) || ts.isClassElement(parent)
    ? parent.name === node
    : false;
}
