/**
 * Finds uses of variables inside functions that may be executed before the variable has a value.
 *
 *     function show() { return later; }
 *     show();               // a ReferenceError
 *     const later = 1;
 *
 * Outside of functions the checker reports such a use. Inside a function it depends on the calls, so compiled
 * code checks at run time whether the variable has a value; but only if the cell calls something before the
 * declaration has been executed.
 */
import { contains, isForeignCall } from "./syntax.js";
import ts from "./typescript.js";

/**
 * True if `use`, inside a function, may be executed before the declaration of the variable in the same file.
 */
export function mayComeEarly(use: ts.Identifier, symbol: ts.Symbol, file: ts.SourceFile): boolean {
  const { valueDeclaration } = symbol;
  if (valueDeclaration === undefined || valueDeclaration.getSourceFile() !== file || !isBlockScoped(symbol))
    return false;
  const declaring = statementOf(valueDeclaration, file);
  const using = statementOf(use, file);
  if (declaring === undefined || using === undefined) return false;
  // A statement after the declaration that is not hoisted is executed after it.
  if (using.pos > declaring.pos && !ts.isFunctionDeclaration(using)) return false;
  return file.statements.some(
    (statement) =>
      statement.pos <= declaring.pos &&
      !ts.isFunctionDeclaration(statement) &&
      contains(statement, mayRunFunctions),
  );
}

/** True for a call and an `await`: both may run functions of the cell. */
function mayRunFunctions(node: ts.Node): boolean {
  return isForeignCall(node) || ts.isAwaitExpression(node);
}

function isBlockScoped({ flags }: ts.Symbol): boolean {
  return (flags & (ts.SymbolFlags.BlockScopedVariable | ts.SymbolFlags.Class | ts.SymbolFlags.Enum)) !== 0;
}

/** The top-level statement that contains a node. */
function statementOf(node: ts.Node, file: ts.SourceFile): ts.Node | undefined {
  return ts.findAncestor(node, ({ parent }) => parent === file);
}
