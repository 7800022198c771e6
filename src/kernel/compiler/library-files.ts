/**
 * The files that the compiler's program reads: declarations, of which it reads what is needed, and the local files beside the
 * notebook, which may change. Files of which only a text is given are on no disk.
 */
import { fileVersion, realPath } from "#kernel/compiler/installation";
import { parseDeclarations } from "./documentation.js";
import { DomTypes, isDomLibrary } from "./dom-types.js";
import type { Importable } from "./importable.js";
import { NodeDeclarations } from "./node-declarations.js";
import { COMPILER_OPTIONS } from "./options.js";
import { isLocalSource, resolveModule } from "./resolution.js";
import { presentOnly } from "./runtime-library.js";
import { withAnyJson } from "./web-types.js";
import ts, { type BoundFile } from "./typescript.js";

export class LibraryFiles {
  /** Reads files, and resolves imports between them, for a program. */
  readonly host: ts.CompilerHost;
  private readonly files = new Map<string, { file: ts.SourceFile; version: string }>();
  /** The texts of the files that are on no disk. */
  private readonly texts = new Map<string, string>();
  /** The resolved imports of libraries. */
  private cache = moduleCache(COMPILER_OPTIONS);
  private hasDom = false;
  private readonly dom = new DomTypes();
  private readonly node = new NodeDeclarations();

  /** @param directory  gives the notebook's folder */
  constructor(private readonly directory: () => string) {
    this.host = this.createHost();
  }

  /** Adds a file that is on no disk. */
  add(name: string, text: string): void {
    this.texts.set(name, text);
  }

  /** Removes a file that is on no disk. */
  remove(name: string): void {
    this.texts.delete(name);
    this.files.delete(name);
  }

  /** The names of the files that were read from disk. */
  get onDisk(): string[] {
    return [...this.files.keys()].filter((name) => !this.texts.has(name));
  }

  /** Takes over other options; with `hasDom`, cells may use the DOM's variables. */
  configure(options: ts.CompilerOptions, hasDom = this.hasDom): void {
    // What a local file imports depends on whether it may contain JSX.
    for (const name of this.files.keys()) if (isLocalSource(name)) this.files.delete(name);
    this.hasDom = hasDom;
    this.cache = moduleCache(options);
    this.readAll();
  }

  /** True if a local file has changed since it was read. */
  hasChanged(): boolean {
    return [...this.files].some(
      ([name, { version }]) => isLocalSource(name) && !this.texts.has(name) && fileVersion(name) !== version,
    );
  }

  /** What cells could import from Node's modules, while declarations are left out. */
  get importableOfNode(): Importable | undefined {
    return this.node.importable;
  }

  /** True if types of the DOM were not read whose names begin so. */
  hasUnreadTypes(beginning: string): boolean {
    return this.dom.hasUnread(beginning);
  }

  /**
   * Has the next program read the types of the DOM and the modules of Node that a file names. Returns true if the program is
   * outdated by that.
   */
  readFor(file: BoundFile): boolean {
    const needsDom = this.dom.isNamedIn(file);
    if (needsDom) this.readWholeDom();
    const modules = this.node.modulesNamedIn(file);
    if (modules.length > 0) this.readOfNode(modules);
    return needsDom || modules.length > 0;
  }

  /** From the next program on, all types of the DOM are there. */
  readWholeDom(): void {
    this.dom.readWhole();
    for (const name of this.files.keys()) if (isDomLibrary(name)) this.files.delete(name);
  }

  /** From the next program on, all declarations are there. */
  readAll(): void {
    this.readWholeDom();
    this.readOfNode();
  }

  /** From the next program on, those declarations of Node's modules are left out that no other of this program needs. */
  leaveOutOfNode(program: ts.Program): void {
    for (const name of this.node.leaveOut(program)) this.files.delete(name);
  }

  /** From the next program on, these modules of Node, or all, are there. */
  private readOfNode(modules?: readonly string[]): void {
    for (const name of this.node.read(modules)) this.files.delete(name);
  }

  private createHost(): ts.CompilerHost {
    const host = ts.createCompilerHost(COMPILER_OPTIONS, true);
    const isOnDisk = host.fileExists.bind(host);
    const readFromDisk = host.readFile.bind(host);
    return Object.assign(host, {
      getCurrentDirectory: this.directory,
      fileExists: (name: string) => this.texts.has(name) || isOnDisk(name),
      readFile: (name: string) => this.texts.get(name) ?? readFromDisk(name),
      realpath: realPath,
      getSourceFile: (name: string, options: ts.CreateSourceFileOptions) => this.read(name, options),
      resolveModuleNameLiterals: (
        literals: readonly ts.StringLiteralLike[],
        fromFile: string,
        _redirect: unknown,
        options: ts.CompilerOptions,
        source: ts.SourceFile,
      ) =>
        literals.map(({ text }) => {
          const mode = source.impliedNodeFormat;
          const known = isLocalSource(fromFile) ? undefined : this.cache;
          return resolveModule(text, fromFile, options, host, mode, known);
        }),
    } satisfies Partial<ts.CompilerHost>);
  }

  private read(name: string, options: ts.CreateSourceFileOptions): ts.SourceFile | undefined {
    const version = isLocalSource(name) && !this.texts.has(name) ? fileVersion(name) : "fixed";
    const known = this.files.get(name);
    if (known?.version === version) return known.file;
    const reduce = this.node.reducer();
    const file = parseDeclarations(name, () => this.declarationsIn(name), options, reduce);
    if (file === undefined) return undefined;
    this.files.set(name, { file, version });
    return file;
  }

  /** What the program reads of a file. */
  private declarationsIn(name: string): string | undefined {
    const text = this.host.readFile(name);
    if (text === undefined) return undefined;
    const isReduced = isDomLibrary(name) && !this.hasDom;
    return isReduced ? this.dom.read(text) : presentOnly(name, withAnyJson(name, text));
  }
}

function moduleCache(options: ts.CompilerOptions): ts.ModuleResolutionCache {
  return ts.createModuleResolutionCache("/", (name) => name, options);
}
