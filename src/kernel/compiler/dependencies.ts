/**
 * Which names of earlier cells a cell uses.
 *
 * A cell is kept for as long as a later one may need the types of what it declared. It hangs under the scope of the
 * names before it; were that to hold all of them, each cell would keep all cells before it, the versions that were
 * edited and run again included, and the checker's memory would grow with every run. So, once it is compiled, a cell's
 * scope is cut down to what the cell uses.
 */
import type { CellScope } from "./scope.js";
import ts, { type BoundFile, type CheckerInternals } from "./typescript.js";

const MEANINGS = [ts.SymbolFlags.Value, ts.SymbolFlags.Type, ts.SymbolFlags.Namespace] as const;

/** Those names in `scope`, under which the file hangs, that something in the file leads to. */
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

/** True for a name that is looked up in an object or a namespace, not in a scope. */
function isMemberName(node: ts.Identifier): boolean {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent)) return parent.name === node;
  if (ts.isQualifiedName(parent)) return parent.right === node;
  if (ts.isShorthandPropertyAssignment(parent)) return false;
  return ts.isObjectLiteralElement(parent) || ts.isTypeElement(parent) || ts.isClassElement(parent)
    ? parent.name === node
    : false;
}
