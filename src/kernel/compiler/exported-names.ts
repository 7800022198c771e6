/**
 * The names of the values that a package exports, read from the syntax of its declarations alone: no checker learns of them,
 * and nothing of them stays in memory but the names.
 */
import {
  membersOfType,
  statementsIn,
  summarize,
  typeOfVariable,
  valuesInBlock,
  type Summary,
} from "./export-summary.js";
import ts from "./typescript.js";

/** How files are found and read. */
export interface DeclarationFiles {
  /** The text of a file; undefined if there is none. */
  read(file: string): string | undefined;
  /** The module that a file names; undefined if there is none. */
  resolve(specifier: string, fromFile: string): ts.ResolvedModuleFull | undefined;
}

/** The most files of one package, and the most characters of one file, that are read. */
const MOST_FILES = 300;
const MOST_CHARACTERS = 2_000_000;

/** Reads what packages export; a file that several of them share is read once. */
export class ExportReader {
  private readonly known = new Map<string, Set<string>>();
  /** The files read for the present package. */
  private count = 0;

  constructor(private readonly files: DeclarationFiles) {}

  /**
   * The names of the values that a module exports, without `default`; none of a module without types.
   *
   * @param specifier The module's name in an import.
   * @param file Its declaration file.
   */
  namesOf(specifier: string, file: string): Set<string> {
    this.count = 0;
    const names = [...this.valuesOf(file, specifier)];
    return new Set(names.filter((name) => name !== "default" && /^[\p{ID_Start}$_]/u.test(name)));
  }

  /** The names of the values that a file exports; files that import each other see what has been read so far. */
  private valuesOf(file: string, specifier?: string): Set<string> {
    const known = this.known.get(file);
    if (known !== undefined) return known;
    const names = new Set<string>();
    this.known.set(file, names);
    this.count += 1;
    const summary = this.summaryOf(file, specifier);
    if (summary === undefined) return names;
    for (const name of summary.members) names.add(name);
    for (const whole of summary.wholes) for (const name of this.valuesIn(whole, file) ?? []) names.add(name);
    for (const { name, from, original } of summary.exported) {
      const source = from === undefined ? summary.values.get(original) : { from, original };
      if (source === undefined) continue;
      if (source.from === undefined || source.original === "*") names.add(name);
      // Of a module that is not read, every name may be a value.
      else if (this.valuesIn(source.from, file)?.has(source.original) !== false) names.add(name);
    }
    return names;
  }

  /** The values of a module that a file names; undefined if it is not read. */
  private valuesIn(specifier: string, fromFile: string): Set<string> | undefined {
    const file = this.files.resolve(specifier, fromFile)?.resolvedFileName;
    if (file === undefined || (this.count >= MOST_FILES && !this.known.has(file))) return undefined;
    return this.valuesOf(file);
  }

  /** What a file says of its exports; for `export = name`, with the values among the members of `name`. */
  private summaryOf(
    file: string,
    specifier?: string,
  ): (Summary & { readonly members: readonly string[] }) | undefined {
    const source = this.parse(file);
    if (source === undefined) return undefined;
    const ambient = this.together(source)
      .flatMap(({ statements }) => statements)
      .filter(
        (node): node is ts.ModuleDeclaration =>
          ts.isModuleDeclaration(node) && ts.isStringLiteral(node.name) && node.name.text === specifier,
      );
    const isAmbient = ambient.length > 0;
    const statements: readonly ts.Statement[] = isAmbient
      ? ambient.flatMap(({ body }) => statementsIn(body))
      : source.statements;
    const equal = statements.find(
      (node): node is ts.ExportAssignment => ts.isExportAssignment(node) && node.isExportEquals === true,
    );
    const members =
      equal !== undefined && ts.isIdentifier(equal.expression)
        ? this.membersOf(equal.expression.text, source, statements)
        : [];
    return { ...summarize(statements, isAmbient && equal === undefined), members };
  }

  /** The values among the members of a namespace, or of a variable whose type is an interface. */
  private membersOf(name: string, source: ts.SourceFile, statements: readonly ts.Statement[]): string[] {
    const members = statements.flatMap((node) =>
      ts.isModuleDeclaration(node) && node.name.text === name ? valuesInBlock(node.body) : [],
    );
    const type = typeOfVariable(name, statements);
    if (type === undefined) return members;
    return [
      ...members,
      ...this.together(source).flatMap(({ statements }) => membersOfType(type, statements)),
    ];
  }

  /** A file with those that it refers to by comments. */
  private together(source: ts.SourceFile): ts.SourceFile[] {
    const folder = source.fileName.replace(/[^/]*$/, "");
    return [
      source,
      ...source.referencedFiles.flatMap(
        ({ fileName }) => this.parse(ts.sys.resolvePath(`${folder}${fileName}`)) ?? [],
      ),
    ];
  }

  private parse(file: string): ts.SourceFile | undefined {
    const text = /\.[cm]?tsx?$/.test(file) ? this.files.read(file) : undefined;
    if (text === undefined || text.length > MOST_CHARACTERS) return undefined;
    return ts.createSourceFile(file, text, {
      languageVersion: ts.ScriptTarget.Latest,
      jsDocParsingMode: ts.JSDocParsingMode.ParseNone,
    });
  }
}
