/**
 * From a checked file to the JavaScript that runs, with a source map that leads back in one step: all rewriting is done
 * on the syntax tree, so there is nothing to compose.
 */
import type { CellContext } from "./cell-context.js";
import { COMPILER_OPTIONS } from "./options.js";
import { sessionVariables } from "./session-variables.js";
import { stopChecks } from "./stop-checks.js";
import ts from "./typescript.js";
import { Names } from "./names.js";

export interface Emitted {
  readonly javascript: string;
  readonly sourceMap: string;
}

/** Compiles a cell; `name` is its name in stack traces. */
export function emitCell(program: ts.Program, cell: CellContext, run: number, name: string): Emitted {
  let javascript = "";
  let sourceMap = "";
  const write: ts.WriteFileCallback = (fileName, text) => {
    if (fileName.endsWith(".map")) sourceMap = text;
    else javascript = text;
  };
  program.emit(cell.file, write, undefined, false, {
    before: [sessionVariables(cell), stopChecks(cell.names, run)],
    after: [withoutEmptyExport],
  });
  // In a block of its own, a cell may declare even a name such as `require`.
  return {
    javascript: `${cell.names.prologue()} {\n${withoutMapComment(javascript)}\n}`,
    sourceMap: mapFrom(sourceMap, 1, name, cell.file.text),
  };
}

/** Compiles a local module to CommonJS. `path` is its name in stack traces; `locate` knows where its imports lead. */
export function emitModule(path: string, text: string, locate: (specifier: string) => string | undefined): Emitted {
  const names = new Names(text);
  names.own("exports");
  const { outputText, sourceMapText } = ts.transpileModule(text, {
    fileName: path,
    compilerOptions: { ...COMPILER_OPTIONS, module: ts.ModuleKind.CommonJS, lib: undefined, types: undefined },
    transformers: { before: [stopChecks(names), absoluteImports(locate)] },
  });
  return {
    javascript: `${names.prologue()} {\n${withoutMapComment(outputText)}\n}`,
    sourceMap: mapFrom(sourceMapText!, 1, path, text),
  };
}

/** TypeScript marks what was a module as one; a function's body cannot hold that. */
const withoutEmptyExport: ts.TransformerFactory<ts.SourceFile> = () => (file) =>
  ts.factory.updateSourceFile(
    file,
    file.statements.filter((statement) => !ts.isExportDeclaration(statement)),
  );

function absoluteImports(locate: (specifier: string) => string | undefined): ts.TransformerFactory<ts.SourceFile> {
  return (context) => (file) => {
    const visit = (node: ts.Node): ts.Node => {
      const path = ts.isStringLiteral(node) && isSpecifier(node) ? locate(node.text) : undefined;
      if (path !== undefined) return ts.setTextRange(ts.factory.createStringLiteral(path), node);
      return ts.visitEachChild(node, visit, context);
    };
    return ts.visitEachChild(file, visit, context);
  };
}

function isSpecifier({ parent }: ts.StringLiteral): boolean {
  return (
    parent !== undefined &&
    (ts.isImportDeclaration(parent) ||
      ts.isExportDeclaration(parent) ||
      ts.isExternalModuleReference(parent) ||
      (ts.isCallExpression(parent) &&
        (parent.expression.kind === ts.SyntaxKind.ImportKeyword ||
          (ts.isIdentifier(parent.expression) && parent.expression.text === "require"))))
  );
}

function withoutMapComment(javascript: string): string {
  return javascript.replace(/\/\/# sourceMappingURL=.*\s*$/, "");
}

/** The map of a text that now stands some lines lower, from a source of this name. */
function mapFrom(sourceMap: string, linesAbove: number, source: string, text: string): string {
  const map = JSON.parse(sourceMap) as { mappings: string };
  return JSON.stringify({
    ...map,
    file: undefined,
    sourceRoot: "",
    sources: [source],
    sourcesContent: [text],
    mappings: ";".repeat(linesAbove) + map.mappings,
  });
}
