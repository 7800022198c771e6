/**
 * JSX in cells and local modules: elements written as tags, `<p>text</p>`, for which TypeScript writes calls of the
 * runtime of React, Preact or another library.
 *
 * A cell need not say that it contains JSX, as a file does by its extension: it is read as TypeScript first, in which
 * `<T>(x: T) => x` and `<T>x` mean types, and as JSX only where that gives fewer errors.
 */
import type { Names } from "./names.js";
import ts, { type BoundFile } from "./typescript.js";

const { factory } = ts;

/** The libraries whose runtimes are looked for, the first one first, where the project names none. */
const JSX_LIBRARIES = ["react", "preact"] as const;

/**
 * The options that let files contain JSX, where they differ from these; undefined where they do not.
 * @param hasModule  tells whether a module can be found
 */
export function jsxOptions(
  { jsx, jsxImportSource: known }: ts.CompilerOptions,
  hasModule: (name: string) => boolean,
): ts.CompilerOptions | undefined {
  const candidates = [...(known === undefined ? [] : [known]), ...JSX_LIBRARIES];
  const found = candidates.find((name) => hasModule(`${name}/jsx-runtime`));
  const next = found ?? known ?? JSX_LIBRARIES[0];
  if (jsx !== undefined && next === known) return undefined;
  return { jsx: ts.JsxEmit.ReactJSX, jsxImportSource: next };
}

/** The file of a cell that is better read as JSX; undefined for any other. */
export function parseJsx(
  read: BoundFile,
  options: ts.CreateSourceFileOptions | ts.ScriptTarget,
): BoundFile | undefined {
  const { fileName, text, parseDiagnostics } = read;
  if (parseDiagnostics.length === 0 || !/<[\p{ID_Start}>]/u.test(text)) return undefined;
  const file = ts.createSourceFile(fileName, text, options, true, ts.ScriptKind.TSX) as BoundFile;
  return file.parseDiagnostics.length < parseDiagnostics.length ? file : undefined;
}

/** True for the file of a cell or module that is read as JSX. */
export function isJsx(file: ts.SourceFile): boolean {
  return (
    (file as { readonly languageVariant?: ts.LanguageVariant }).languageVariant === ts.LanguageVariant.JSX
  );
}

/**
 * Adds the import of the runtime, which stands nowhere in the text, to a file's imports, where the checker looks for it.
 */
export function importRuntime(file: BoundFile, library: string): void {
  const specifier = factory.createStringLiteral(`${library}/jsx-runtime`);
  const declaration = factory.createImportDeclaration(undefined, undefined, specifier);
  Object.assign(specifier, { parent: declaration });
  Object.assign(declaration, { parent: file });
  for (const node of [specifier, declaration])
    Object.assign(node, { flags: node.flags & ~ts.NodeFlags.Synthesized });
  Object.assign(file, { imports: [specifier, ...file.imports] });
}

/** The library that a file names by a comment, `@jsxImportSource`; undefined if there is none. */
export function libraryInComment({ text }: ts.SourceFile): string | undefined {
  return /^\s*\/\*\*?[^]*?@jsxImportSource\s+([^\s*]+)/.exec(text)?.[1];
}

/** Turns the import of the runtime, which TypeScript adds to a cell, into a call that a function's body can contain. */
export function requireRuntime(names: Names): ts.TransformerFactory<ts.SourceFile> {
  const call = (specifier: ts.Expression): ts.Expression =>
    factory.createCallExpression(
      factory.createPropertyAccessExpression(names.own("require"), "imported"),
      undefined,
      [specifier],
    );
  return () => (file) =>
    factory.updateSourceFile(
      file,
      file.statements.map((statement) => {
        const named = ts.isImportDeclaration(statement) && statement.importClause?.namedBindings;
        if (!named || !ts.isNamedImports(named)) return statement;
        const bindings = named.elements.map(({ propertyName, name }) =>
          factory.createBindingElement(undefined, propertyName, name),
        );
        const { moduleSpecifier } = statement;
        const declaration = factory.createVariableDeclaration(
          factory.createObjectBindingPattern(bindings),
          undefined,
          undefined,
          call(moduleSpecifier),
        );
        const list = factory.createVariableDeclarationList([declaration], ts.NodeFlags.Const);
        return factory.createVariableStatement(undefined, list);
      }),
    );
}
