/**
 * Compiles a checked file to JavaScript with a source map. All rewriting is done on the syntax tree, so the
 * map leads from the JavaScript to the source in one step and no maps have to be combined.
 */
import type { CellContext, LocalSource } from "./cell-context.js";
import { isJsx, requireRuntime } from "./jsx.js";
import { isPlain, printPlain, printWithAll } from "./print-cell.js";
import { sessionVariables } from "./session-variables.js";
import { stopChecks } from "./stop-checks.js";
import ts, { type RawSourceMap } from "./typescript.js";
import { Names } from "./names.js";

export interface Emitted {
  readonly javascript: string;
  readonly sourceMap: string;
}

/** The variables that Node's types declare for every file, and the code to which they are compiled. */
const OF_A_FILE = {
  __dirname: "$require.meta.dirname",
  __filename: "$require.meta.filename",
  module: "$require.module",
};

/** Compiles a cell; `name` is its name in stack traces. */
export function emitCell(program: ts.Program, cell: CellContext, run: number, name: string): Emitted {
  const { file, checker, names } = cell;
  const before = [sessionVariables(cell), stopChecks(names, run)];
  const after = isJsx(file) ? [requireRuntime(names)] : [];
  const { javascript, sourceMap } = isPlain(file)
    ? printPlain(file, checker, program.getCompilerOptions(), before)
    : printWithAll(file, program, before, after);
  for (const [word, value] of Object.entries(OF_A_FILE)) {
    const isOwn = cell.isSessionName(word) || cell.file.locals.has(ts.escapeLeadingUnderscores(word));
    if (!isOwn && cell.file.text.includes(word)) cell.names.provide(word, value);
  }
  // The cell stands in a block of its own, so that it may declare even a name such as `require`.
  return {
    javascript: `${cell.names.prologue()} {\n${bodyText(javascript)}\n}`,
    sourceMap: mapFrom(sourceMap, 1, name, cell.file.text),
  };
}

/** Compiles a local module to CommonJS. `path` is its name in stack traces; `locate` resolves its imports. */
export function emitModule(path: string, text: string, options: ts.CompilerOptions, locate: Locate): Emitted {
  const names = new Names(text);
  const asynchronous = new Set<string>();
  const located: Locate = (specifier) => {
    const local = locate(specifier);
    if (local?.isAsync === true) asynchronous.add(local.path);
    return local;
  };
  const { outputText, sourceMapText } = ts.transpileModule(text, {
    // TypeScript does not compile a file with the extension .mts or .mjs to CommonJS.
    fileName: path.replace(/\.[cm]([jt]s)$/, ".$1"),
    compilerOptions: {
      ...options,
      module: ts.ModuleKind.CommonJS,
      lib: undefined,
      types: undefined,
    },
    transformers: {
      before: [stopChecks(names), moduleReferences(located, names)],
      after: [ownRequire(names, (local) => asynchronous.has(local))],
    },
  });
  return {
    javascript: `${names.prologue()} {\n${bodyText(outputText)}\n}`,
    sourceMap: mapFrom(JSON.parse(sourceMapText!) as RawSourceMap, 1, path, text),
  };
}

type Locate = (specifier: string) => LocalSource | undefined;

/**
 * Writes imports of local modules as absolute paths, and `import(…)` and `import.meta` as members of
 * `require`, since the code becomes the body of a function in a script.
 */
function moduleReferences(locate: Locate, names: Names): ts.TransformerFactory<ts.SourceFile> {
  const { factory } = ts;
  const ofRequire = (member: string): ts.Expression =>
    factory.createPropertyAccessExpression(names.own("require"), member);
  return (context) => (file) => {
    const visit = (node: ts.Node): ts.Node => {
      const local = ts.isStringLiteral(node) && isSpecifier(node) ? locate(node.text) : undefined;
      if (local !== undefined) return ts.setTextRange(factory.createStringLiteral(local.path), node);
      if (ts.isMetaProperty(node) && node.keywordToken === ts.SyntaxKind.ImportKeyword)
        return ts.setTextRange(ofRequire("meta"), node);
      if (!ts.isCallExpression(node) || node.expression.kind !== ts.SyntaxKind.ImportKeyword)
        return ts.visitEachChild(node, visit, context);
      const given = node.arguments.map((argument) => visit(argument) as ts.Expression);
      return ts.setTextRange(factory.createCallExpression(ofRequire("import"), undefined, given), node);
    };
    return ts.visitEachChild(file, visit, context);
  };
}

/**
 * Rewrites the calls of `require` to which TypeScript compiles imports as calls of `imported` of the kernel's own
 * `require`, since a module may declare a `require` itself (by `createRequire`); they wait for modules that are
 * async.
 */
function ownRequire(names: Names, isAsync: (path: string) => boolean): ts.TransformerFactory<ts.SourceFile> {
  const { factory } = ts;
  return (context) => (file) => {
    const visit = (node: ts.Node): ts.Node => {
      const isImport =
        ts.isCallExpression(node) &&
        ts.isIdentifier(node.expression) &&
        node.expression.text === "require" &&
        node.expression.pos < 0;
      if (!isImport) return ts.visitEachChild(node, visit, context);
      const [path] = node.arguments;
      const ofRequire = (member: string): ts.Expression =>
        factory.createPropertyAccessExpression(names.own("require"), member);
      if (path === undefined || !ts.isStringLiteralLike(path) || !isAsync(path.text)) {
        return factory.updateCallExpression(node, ofRequire("imported"), undefined, node.arguments);
      }
      const settled = factory.createCallExpression(ofRequire("settled"), undefined, node.arguments);
      return factory.createParenthesizedExpression(factory.createAwaitExpression(settled));
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

/**
 * The text of a file as a function's body: without the comment that names a source map, and with an empty
 * line for `#!`.
 */
function bodyText(javascript: string): string {
  return javascript.replace(/\/\/# sourceMappingURL=.*\s*$/, "").replace(/^#!.*/, "");
}

/** The source map of a text that is preceded by `linesAbove` lines; `source` is the name of the source. */
function mapFrom(map: RawSourceMap, linesAbove: number, source: string, text: string): string {
  return JSON.stringify({
    ...map,
    file: undefined,
    sourceRoot: "",
    sources: [source],
    sourcesContent: [text],
    mappings: ";".repeat(linesAbove) + map.mappings,
  });
}
