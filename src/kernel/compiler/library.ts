/**
 * The TypeScript program against which cells are checked: the language's libraries, Node's types, the
 * kernel's globals, `neurones`, and every module that a cell has imported so far.
 *
 * ## Why not one program per cell
 *
 * This compiler is derived from tslab's converter: the chain of scopes through `SourceFile.parent`, the
 * variable for the last expression and the names on `exports` come from there. tslab rebuilds its program
 * twice per cell, each time with a new checker that knows no type yet. But a notebook only adds cells, and a
 * cell never changes the meaning of an earlier one, so one checker can serve all cells. A cell's file is
 * parsed, bound and passed to the checker without being part of the program (`cell-file.ts`). A new program
 * is made only when a file must be read from disk. `npm run bench` compares both kernels; the results are in
 * docs/kernel.md.
 */
import { fileVersion, inPackage } from "#kernel/compiler/installation";
import { digest } from "../digest.js";
import type { NpmSpecifier } from "../packages/npm-specifier.js";
import { giveTypeToRequire } from "./cell-file.js";
import { CellImports, isReadable } from "./cell-imports.js";
import { importableNames, type Importable } from "./importable.js";
import { jsxOptions, libraryInComment } from "./jsx.js";
import { LibraryFiles } from "./library-files.js";
import { LocalSources } from "./local-sources.js";
import { COMPILER_OPTIONS } from "./options.js";
import { ProjectPackages } from "./project-packages.js";
import { isLocalSource, resolveModule } from "./resolution.js";
import ts, { type BoundFile, type ProgramInternals } from "./typescript.js";

const GLOBALS = inPackage("dist", "src", "kernel", "cell-globals.d.ts");
const NEURONES = inPackage("dist", "src", "index.d.ts");
/** The file that declares `_`, which is on no disk. */
const PRELUDE_FILE = "/neurones-prelude.d.ts";

/** The declarations that every cell sees without an import, in addition to the kernel's globals. */
const PRELUDE = `/** The value of the last expression that a cell ended in. */
declare let _: any;
`;

/**
 * The most syntax nodes of cells and drafts for one checker, some 6 MB; beyond it a new checker replaces it, which takes about
 * 0.1 s while nothing is asked.
 */
const MOST_NODES = 30_000;
/** What a cell or draft costs beside its nodes: its symbols and types take as much memory as so many nodes. */
const NODES_OF_A_FILE = 25;

export class Library {
  /** The options for cells and local modules. */
  options: ts.CompilerOptions = COMPILER_OPTIONS;
  /** The notebook's folder, with forward slashes, as in all paths of TypeScript. */
  directory = "/";
  program!: ts.Program;
  checker!: ts.TypeChecker;
  /** The number of programs made so far: symbols and types of different generations cannot be compared. */
  generation = 0;

  /** The local files of the program that are compiled with the cells. */
  readonly locals = new LocalSources(() => this.program as ts.Program & ProgramInternals);

  /** The packages and local modules that cells have imported, with the files that describe them. */
  private readonly imported = new Map<string, string>();
  private readonly files = new LibraryFiles(() => this.directory);
  private readonly imports = new CellImports(this.files.host, () => this.options);
  private readonly roots: Set<string>;
  /** The texts of the files of augmentations, by name. */
  private augmentations: ReadonlyMap<string, string> = new Map();
  private readonly packages = new ProjectPackages({
    read: (file) => this.files.host.readFile(file),
    resolve: (specifier, fromFile) => this.resolve(specifier, fromFile),
  });
  /** The number of syntax nodes that this checker has received, without those of its program. */
  private nodes = 0;

  constructor() {
    this.files.add(PRELUDE_FILE, PRELUDE);
    this.roots = new Set([PRELUDE_FILE, ...[GLOBALS, NEURONES].filter((file) => ts.sys.fileExists(file))]);
    this.rebuild();
  }

  /**
   * Sets the notebook's folder. The declarations do not depend on it, so a library can be prepared before the
   * folder is known.
   */
  open(directory: string): void {
    this.directory = ts.sys.resolvePath(directory).replaceAll("\\", "/");
  }

  /** Sets options that differ from those so far; with `hasDom`, cells may use the DOM's variables. */
  configure(different: ts.CompilerOptions, hasDom?: boolean): void {
    this.options = { ...this.options, ...different };
    this.files.configure(this.options, hasDom);
    this.rebuild();
  }

  /** The library whose runtime makes the elements of a file with JSX; from now on, files may contain JSX. */
  jsxLibraryOf(file: ts.SourceFile): string {
    this.allowJsx();
    return libraryInComment(file) ?? this.options.jsxImportSource!;
  }

  /** Lets files contain JSX. Not before it is needed: every local module would import the runtime. */
  private allowJsx(): void {
    const from = `${this.directory}/cell.ts`;
    const different = jsxOptions(this.options, (name) => this.resolve(name, from) !== undefined);
    if (different !== undefined) this.configure(different);
  }

  private resolve(specifier: string, fromFile: string): ts.ResolvedModuleFull | undefined {
    return resolveModule(specifier, fromFile, this.options, this.files.host).resolvedModule;
  }

  /** True for the file that declares `_`. */
  isPrelude({ fileName }: ts.SourceFile): boolean {
    return fileName === PRELUDE_FILE;
  }

  /** The names of the files that the program has read from disk. */
  get filesOnDisk(): string[] {
    return this.files.onDisk;
  }

  /** The host of the language service, which completes the names of modules and files. */
  get serviceHost(): ts.LanguageServiceHost {
    return {
      ...ts.sys,
      useCaseSensitiveFileNames: () => ts.sys.useCaseSensitiveFileNames,
      getCompilationSettings: () => this.options,
      getScriptFileNames: () => [...this.roots],
      getScriptVersion: () => "",
      getScriptSnapshot: () => undefined,
      getCurrentDirectory: () => this.directory,
      getDefaultLibFileName: (options) => ts.getDefaultLibFilePath(options),
    };
  }

  /** Makes a new program and a new checker from the files that are on disk now. */
  rebuild(): void {
    const program = ts.createProgram({
      rootNames: [...this.roots],
      options: this.options,
      host: this.files.host,
      ...(this.generation > 0 && { oldProgram: this.program }),
    });
    this.imports.answerFor(program as ts.Program & ProgramInternals);
    this.program = program;
    this.checker = program.getTypeChecker();
    this.generation += 1;
    this.nodes = 0;
    const isWithJsx = ({ fileName }: ts.SourceFile): boolean =>
      fileName.endsWith(".tsx") && isLocalSource(fileName);
    if (this.options.jsx === undefined && program.getSourceFiles().some(isWithJsx)) this.allowJsx();
  }

  /**
   * The number of syntax nodes of cells and drafts that the checker holds, as a fraction of the most that it
   * should hold. A checker never releases a syntax tree that it has checked, some 200 bytes per node: 1 MB
   * for each check of a cell of 9 kB. Only a new checker is free of them.
   */
  get load(): number {
    return this.nodes / MOST_NODES;
  }

  /**
   * Adds the imports of a file outside the program to the program; reads files again that have changed on
   * disk.
   */
  admit(file: BoundFile): void {
    this.nodes += file.nodeCount + NODES_OF_A_FILE;
    const hasChanged = file.imports.length > 0 && this.hasChangedOnDisk();
    let isStale = this.files.readFor(file) || hasChanged;
    for (const [specifier, target] of this.imports.resolve(file)) {
      const name = specifier.text;
      if (target !== undefined || this.declares(name)) giveTypeToRequire(specifier);
      if (target === undefined || !isReadable(target)) continue;
      this.imported.set(name, target.resolvedFileName);
      if (this.program.getSourceFile(target.resolvedFileName) !== undefined) continue;
      this.roots.add(target.resolvedFileName);
      // What the module declares may name any type.
      this.files.readAll();
      isStale = true;
    }
    if (isStale) this.rebuild();
  }

  /** The names that a cell could import, each with its module; with `hasProject`, also those of the project's packages. */
  importable(hasProject: boolean): Importable {
    const files = [["neurones", NEURONES] as const, ...this.imported].flatMap(([name, path]) => {
      const file = this.program.getSourceFile(path);
      return file === undefined ? [] : [[name, file] as const];
    });
    const project = hasProject ? this.packages.namesFor(this.directory) : undefined;
    return importableNames({
      checker: this.checker,
      imported: new Map(files),
      node: this.files.importableOfNode,
      project,
    });
  }

  /** The packages that these files import by `npm:` and that must be downloaded first. */
  missingPackages(files: readonly BoundFile[]): readonly NpmSpecifier[] {
    return this.imports.missingPackages(files);
  }

  /** True if types of the DOM were not read whose names begin so. */
  hasUnreadTypes(beginning: string): boolean {
    return this.files.hasUnreadTypes(beginning);
  }

  /** From the next program on, all types of the DOM are there. */
  readWholeDom(): void {
    this.files.readWholeDom();
  }

  /** Makes a program without those declarations of Node's modules that no other declaration needs. */
  leaveOutOfNode(): void {
    this.files.leaveOutOfNode(this.program);
    this.rebuild();
  }

  /** True for a module that a declaration describes by its name, as those of Node. */
  private declares(name: string): boolean {
    return this.checker.getAmbientModules().some((module) => module.name === `"${name}"`);
  }

  /** Replaces the files with the declarations that cells make inside other modules or the global scope. */
  augment(files: ReadonlyMap<string, string>): void {
    for (const name of this.augmentations.keys()) {
      this.roots.delete(name);
      this.files.remove(name);
    }
    for (const [name, text] of files) {
      this.roots.add(name);
      this.files.add(name, text);
    }
    this.augmentations = files;
    this.rebuild();
  }

  /** The names that `"neurones"` exports. */
  get exported(): ReadonlySet<string> {
    const file = this.program.getSourceFile(NEURONES);
    const module = file && this.checker.getSymbolAtLocation(file);
    return new Set(
      module === undefined ? [] : this.checker.getExportsOfModule(module).map(({ name }) => name),
    );
  }

  /** The module that an import of a file outside the program resolves to. */
  resolved(file: ts.SourceFile, name: string): ts.ResolvedModuleFull | undefined {
    return this.imports.targetOf(file, name);
  }

  /** A text that changes with the content of a local module, or of those that it imports; empty for a package. */
  contentOf(file: BoundFile, specifier: string): string {
    const target = this.resolved(file, specifier)?.resolvedFileName;
    if (target === undefined || !isLocalSource(target)) return "";
    const source = this.locals.compiledSource(target);
    if (source === undefined) return fileVersion(target);
    return digest([source, ...this.locals.reachedFrom(source)].map(({ text }) => text).join("\n"));
  }

  /** True if a local file has changed since it was read. */
  hasChangedOnDisk(): boolean {
    return this.files.hasChanged();
  }
}
