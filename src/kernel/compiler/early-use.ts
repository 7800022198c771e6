/**
 * Which variables a function may reach before they have a value.
 *
 *     function show() { return later; }
 *     show();               // a ReferenceError
 *     const later = 1;
 *
 * The checker finds such a use where it stands outside of functions. Inside of one it depends on the calls, so there the
 * variable is looked at: but only where something is called before the variable's declaration is over.
 */
import { isForeignCall, mentions } from "./syntax.js";
import ts from "./typescript.js";

/** True where a use of a variable that its own file declares could come before the declaration. `use` stands inside a function. */
export function mayComeEarly(use: ts.Identifier, symbol: ts.Symbol, file: ts.SourceFile): boolean {
  const { valueDeclaration } = symbol;
  if (valueDeclaration === undefined || valueDeclaration.getSourceFile() !== file || !isBlockScoped(symbol))
    return false;
  const declaring = statementOf(valueDeclaration, file);
  const using = statementOf(use, file);
  if (declaring === undefined || using === undefined) return false;
  // What stands behind the declaration and is not hoisted exists too late.
  if (using.pos > declaring.pos && !ts.isFunctionDeclaration(using)) return false;
  return file.statements.some(
    (statement) =>
      statement.pos <= declaring.pos &&
      !ts.isFunctionDeclaration(statement) &&
      mentions(statement, mayRunFunctions),
  );
}

/** A call or an `await`: functions of the cell may run then. */
function mayRunFunctions(node: ts.Node): boolean {
  return isForeignCall(node) || ts.isAwaitExpression(node);
}

function isBlockScoped({ flags }: ts.Symbol): boolean {
  return (flags & (ts.SymbolFlags.BlockScopedVariable | ts.SymbolFlags.Class | ts.SymbolFlags.Enum)) !== 0;
}

/** The statement of the file's own in which a node stands. */
function statementOf(node: ts.Node, file: ts.SourceFile): ts.Node | undefined {
  return ts.findAncestor(node, ({ parent }) => parent === file);
}
