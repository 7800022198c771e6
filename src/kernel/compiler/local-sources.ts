/**
 * The local files that are compiled with the cells: TypeScript, or JavaScript with `import` and `export`. Finds them through
 * imports, and tells which of them are async.
 */
import { isLocalSource } from "./resolution.js";
import { hasTopLevelAwait } from "./syntax.js";
import ts, { type BoundFile, type ProgramInternals } from "./typescript.js";

export class LocalSources {
  /** Whether a source file has a top-level `await`. */
  private readonly awaiting = new WeakMap<ts.SourceFile, boolean>();

  constructor(private readonly program: () => ts.Program & ProgramInternals) {}

  /** The file that an import of a module resolves to. */
  targetOf(file: BoundFile, name: string): string | undefined {
    const specifier = file.imports.find(({ text }) => text === name);
    return specifier && this.leadsTo(specifier, file);
  }

  /**
   * The source of a local file that is compiled with the cells: TypeScript, or JavaScript with `import` and
   * `export`. Undefined for other files.
   */
  compiledSource(fileName: string | undefined): BoundFile | undefined {
    const source = fileName === undefined ? undefined : this.program().getSourceFile(fileName);
    return source !== undefined && isLocalSource(source.fileName) && isCompiled(source)
      ? (source as BoundFile)
      : undefined;
  }

  /** Whether a file, or a local file that it imports, has a top-level `await`. */
  isAsync(file: BoundFile): boolean {
    const statically = (specifier: ts.StringLiteralLike): boolean => !ts.isCallExpression(specifier.parent);
    return [file, ...this.reached(file, statically)].some((source) => this.awaits(source));
  }

  /** The local files compiled with the cells that `file` imports, directly or through others. */
  reachedFrom(file: BoundFile): BoundFile[] {
    return this.reached(file, () => true);
  }

  private reached(file: BoundFile, isFollowed: (specifier: ts.StringLiteralLike) => boolean): BoundFile[] {
    const found = new Set<BoundFile>();
    const visit = (from: BoundFile): void => {
      for (const specifier of from.imports.filter(isFollowed)) {
        const source = this.compiledSource(this.leadsTo(specifier, from));
        if (source === undefined || found.has(source)) continue;
        found.add(source);
        visit(source);
      }
    };
    visit(file);
    return [...found];
  }

  private leadsTo(specifier: ts.StringLiteralLike, from: BoundFile): string | undefined {
    return this.program().getResolvedModuleFromModuleSpecifier(specifier, from)?.resolvedModule
      ?.resolvedFileName;
  }

  private awaits(source: ts.SourceFile): boolean {
    const known = this.awaiting.get(source) ?? hasTopLevelAwait(source);
    this.awaiting.set(source, known);
    return known;
  }
}

function isCompiled({ fileName, statements }: ts.SourceFile): boolean {
  if (/\.[cm]?tsx?$/.test(fileName)) return true;
  const isModuleSyntax = (node: ts.Statement): boolean =>
    ts.isImportDeclaration(node) ||
    ts.isExportDeclaration(node) ||
    ts.isExportAssignment(node) ||
    (ts.canHaveModifiers(node) &&
      (ts.getModifiers(node)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) ?? false));
  return fileName.endsWith(".mjs") || (fileName.endsWith(".js") && statements.some(isModuleSyntax));
}
