/**
 * Makes a source file of a cell that the checker of a `Library` can read although it is not part of the
 * program: the file is parsed and bound, and its parent is the scope of the names that earlier cells
 * declared.
 */
import { optionsAsComments } from "./cell-options.js";
import { parseJsx } from "./jsx.js";
import { parseObject } from "./object-cell.js";
import { COMPILER_OPTIONS } from "./options.js";
import type { CellScope } from "./scope.js";
import ts, { internals, type BoundFile, type ExportedSymbol } from "./typescript.js";

const markAsModule = internals.getSetExternalModuleIndicator(COMPILER_OPTIONS);

/**
 * Parses and binds a text, which may contain JSX if `mayBeJsx` is true. The file name must be new, because the checker
 * stores its results by file name.
 */
export function createCellFile(
  fileName: string,
  text: string,
  scope: CellScope,
  mayBeJsx = false,
): BoundFile {
  const code = optionsAsComments(text);
  const language = { languageVersion: COMPILER_OPTIONS.target!, setExternalModuleIndicator: markAsModule };
  const read =
    parseObject(fileName, code, language) ??
    (ts.createSourceFile(fileName, code, language, true, ts.ScriptKind.TS) as BoundFile);
  const file = (mayBeJsx ? parseJsx(read, language) : undefined) ?? read;
  Object.assign(file, { path: fileName, resolvedPath: fileName, originalFileName: fileName });
  Object.assign(file, { imports: importsOf(file), moduleAugmentations: [], ambientModuleNames: [] });
  internals.bindSourceFile(file, COMPILER_OPTIONS);
  setScope(file, scope);
  return file;
}

/** Makes a file's free names refer to the names of this scope. */
export function setScope(file: BoundFile, scope: CellScope): void {
  Object.assign(file, { parent: scope.toNode() });
}

/** The names of the modules that a file imports, anywhere in the file. */
function importsOf(file: ts.SourceFile): ts.StringLiteralLike[] {
  const found: ts.StringLiteralLike[] = [];
  const add = (node: ts.Node | undefined): void => {
    if (node !== undefined && ts.isStringLiteralLike(node)) found.push(node);
  };
  for (const statement of file.statements) {
    if (ts.isImportDeclaration(statement) || ts.isExportDeclaration(statement))
      add(statement.moduleSpecifier);
    if (ts.isImportEqualsDeclaration(statement) && ts.isExternalModuleReference(statement.moduleReference)) {
      add(statement.moduleReference.expression);
    }
  }
  if (/\b(?:import|require)\s*\(/.test(file.text)) {
    const visit = (node: ts.Node): void => {
      if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword)
        add(node.arguments[0]);
      if (isRequireCall(node)) add(node.arguments[0]);
      if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) add(node.argument.literal);
      ts.forEachChild(node, visit);
    };
    visit(file);
  }
  return found;
}

function isRequireCall(node: ts.Node): node is ts.CallExpression {
  return ts.isCallExpression(node) && ts.isIdentifier(node.expression) && node.expression.text === "require";
}

/**
 * Gives `require("…")` the type of its module, as TypeScript does in JavaScript; `specifier` is its argument, if it
 * is such a call. The module must have been found: `require` of a missing one may stand inside `try`.
 */
export function giveTypeToRequire({ parent }: ts.StringLiteralLike): void {
  if (isRequireCall(parent)) Object.assign(parent, { flags: parent.flags | ts.NodeFlags.JavaScriptFile });
}

/**
 * The names that a cell declares at its top level, including each `var` of nested blocks, with their symbols.
 */
export function declaredSymbols(file: BoundFile): [ts.__String, ts.Symbol][] {
  return (
    [...file.locals]
      .filter(([, symbol]) => (symbol.declarations ?? []).length > 0)
      // For an exported name, the local symbol only refers to the real one.
      .map(([name, symbol]) => [name, (symbol as ExportedSymbol).exportSymbol ?? symbol])
  );
}

/** True for a symbol that is declared at the top level of this cell or of an earlier one. */
export function isDeclaredAtTop(symbol: ts.Symbol, isCell: (file: ts.SourceFile) => boolean): boolean {
  const declaration = symbol.declarations?.[0];
  const file = declaration?.getSourceFile() as BoundFile | undefined;
  if (declaration === undefined || file === undefined || !isCell(file)) return false;
  const local = file.locals.get(ts.escapeLeadingUnderscores(declaredName(symbol)));
  return local?.declarations?.includes(declaration) ?? false;
}

/** The name in a symbol's declaration; the checker names the symbol of a default export "default". */
export function declaredName(symbol: ts.Symbol): string {
  const name = ts.getNameOfDeclaration(symbol.declarations?.[0]);
  return name !== undefined && ts.isIdentifier(name) ? name.text : symbol.name;
}
