/**
 * A cell as a source file that the checker of a `Library` can read without its being part of the program: parsed,
 * bound, and hung under the scope of the names that earlier cells declared.
 */
import { COMPILER_OPTIONS } from "./options.js";
import type { CellScope } from "./scope.js";
import ts, { internals, type BoundFile, type ExportedSymbol } from "./typescript.js";

const markAsModule = internals.getSetExternalModuleIndicator(COMPILER_OPTIONS);

/** Parses and binds `code` under a file name never used before: the checker files its findings by name. */
export function createCellFile(fileName: string, code: string, scope: CellScope): BoundFile {
  const language = { languageVersion: COMPILER_OPTIONS.target!, setExternalModuleIndicator: markAsModule };
  const file = ts.createSourceFile(fileName, code, language, true, ts.ScriptKind.TS) as BoundFile;
  Object.assign(file, { path: fileName, resolvedPath: fileName, originalFileName: fileName });
  Object.assign(file, { imports: importsOf(file), moduleAugmentations: [], ambientModuleNames: [] });
  internals.bindSourceFile(file, COMPILER_OPTIONS);
  hang(file, scope);
  return file;
}

/** Lets a file's names lead to those of this scope. */
export function hang(file: BoundFile, scope: CellScope): void {
  Object.assign(file, { parent: scope.toNode() });
}

/** The names of the modules that a file imports, wherever in it. */
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
      // Of what `require` asks for, only a source beside the notebook is ours to compile.
      if (
        ts.isCallExpression(node) &&
        ts.isIdentifier(node.expression) &&
        node.expression.text === "require" &&
        isRelative(node.arguments[0])
      ) {
        add(node.arguments[0]);
      }
      if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) add(node.argument.literal);
      ts.forEachChild(node, visit);
    };
    visit(file);
  }
  return found;
}

function isRelative(node: ts.Node | undefined): boolean {
  return node !== undefined && ts.isStringLiteralLike(node) && /^\.{0,2}\//.test(node.text);
}

/** The names that a cell declares at its top level, `var`s of nested blocks included, with what they stand for. */
export function declaredSymbols(file: BoundFile): [ts.__String, ts.Symbol][] {
  return (
    [...file.locals]
      .filter(([, symbol]) => (symbol.declarations ?? []).length > 0)
      // Of an exported name the local symbol is only a stand-in.
      .map(([name, symbol]) => [name, (symbol as ExportedSymbol).exportSymbol ?? symbol])
  );
}

/** True for a symbol that a cell's top level declares, be it this cell or an earlier one. */
export function isDeclaredAtTop(symbol: ts.Symbol, isCell: (file: ts.SourceFile) => boolean): boolean {
  const declaration = symbol.declarations?.[0];
  const file = declaration?.getSourceFile() as BoundFile | undefined;
  if (declaration === undefined || file === undefined || !isCell(file)) return false;
  const local = file.locals.get(ts.escapeLeadingUnderscores(declaredName(symbol)));
  return local?.declarations?.includes(declaration) ?? false;
}

/** The name that a symbol was declared by; the checker's own for a default export is "default". */
export function declaredName(symbol: ts.Symbol): string {
  const name = ts.getNameOfDeclaration(symbol.declarations?.[0]);
  return name !== undefined && ts.isIdentifier(name) ? name.text : symbol.name;
}
