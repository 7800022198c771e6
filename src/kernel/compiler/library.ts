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
import { fileVersion, inPackage, realPath } from "#kernel/compiler/installation";
import { digest } from "../digest.js";
import { giveTypeToRequire } from "./cell-file.js";
import { parseDeclarations } from "./documentation.js";
import { DomTypes, isDomLibrary } from "./dom-types.js";
import { importableNames, type Importable } from "./importable.js";
import { JSX_LIBRARIES, libraryInComment } from "./jsx.js";
import { COMPILER_OPTIONS } from "./options.js";
import { LocalSources } from "./local-sources.js";
import { NodeDeclarations } from "./node-declarations.js";
import { readNpm, type NpmSpecifier } from "../packages/npm-specifier.js";
import { keyOf } from "../packages/place.js";
import { ProjectPackages } from "./project-packages.js";
import { isLocalSource, placeOfNpm, resolveModule } from "./resolution.js";
import { presentOnly } from "./runtime-library.js";
import { withAnyJson } from "./web-types.js";
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
  private hasDom = false;
  private readonly host: ts.CompilerHost;
  /** The resolved imports of libraries. */
  private cache = moduleCache(COMPILER_OPTIONS);
  private readonly files = new Map<string, { file: ts.SourceFile; version: string }>();
  private readonly texts = new Map<string, string>();
  private readonly roots: Set<string>;
  /** The resolved imports of files outside the program. */
  private readonly resolutions = new WeakMap<
    ts.SourceFile,
    Map<string, ts.ResolvedModuleWithFailedLookupLocations>
  >();
  /** The texts of the files of augmentations, by name. */
  private augmentations: ReadonlyMap<string, string> = new Map();
  private readonly dom = new DomTypes();
  private readonly node = new NodeDeclarations();
  private readonly packages = new ProjectPackages({
    read: (file) => this.host.readFile(file),
    resolve: (specifier, fromFile) =>
      resolveModule(specifier, fromFile, this.options, this.host).resolvedModule,
  });
  /** The number of syntax nodes that this checker has received, without those of its program. */
  private nodes = 0;

  constructor() {
    this.texts.set(PRELUDE_FILE, PRELUDE);
    this.host = this.createHost();
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
  configure(different: ts.CompilerOptions, hasDom = this.hasDom): void {
    // What a local file imports depends on whether it may contain JSX.
    for (const name of this.files.keys()) if (isLocalSource(name)) this.files.delete(name);
    this.hasDom = hasDom;
    this.options = { ...this.options, ...different };
    this.cache = moduleCache(this.options);
    this.readAll();
    this.rebuild();
  }

  /** The library whose runtime makes the elements of a file with JSX; from now on, files may contain JSX. */
  jsxLibraryOf(file: ts.SourceFile): string {
    this.allowJsx();
    return libraryInComment(file) ?? this.options.jsxImportSource!;
  }

  /** Lets files contain JSX. Not before it is needed: every local module would import the runtime. */
  private allowJsx(): void {
    const { jsx, jsxImportSource: known } = this.options;
    const found = [...(known === undefined ? [] : [known]), ...JSX_LIBRARIES].find((name) =>
      this.hasJsxRuntime(name),
    );
    const next = found ?? known ?? JSX_LIBRARIES[0];
    if (jsx === undefined || next !== known)
      this.configure({ jsx: ts.JsxEmit.ReactJSX, jsxImportSource: next });
  }

  private hasJsxRuntime(library: string): boolean {
    const from = `${this.directory}/cell.ts`;
    return (
      resolveModule(`${library}/jsx-runtime`, from, this.options, this.host).resolvedModule !== undefined
    );
  }

  /** True for the file that declares `_`. */
  isPrelude({ fileName }: ts.SourceFile): boolean {
    return fileName === PRELUDE_FILE;
  }

  /** The names of the files that the program has read from disk. */
  get filesOnDisk(): string[] {
    return [...this.files.keys()].filter((name) => !this.texts.has(name));
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
      host: this.host,
      ...(this.generation > 0 && { oldProgram: this.program }),
    });
    this.answerForCells(program as ts.Program & ProgramInternals);
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
    const found = new Map<string, ts.ResolvedModuleWithFailedLookupLocations>();
    let isStale = file.imports.length > 0 && this.hasChangedOnDisk();
    if (this.dom.isNamedIn(file)) isStale = this.readWholeDom();
    const ofNode = this.node.modulesNamedIn(file);
    if (ofNode.length > 0) isStale = this.readOfNode(ofNode);
    for (const specifier of file.imports) {
      const name = specifier.text;
      const resolution = resolveModule(name, file.fileName, this.options, this.host);
      found.set(name, resolution);
      const target = resolution.resolvedModule;
      if (target !== undefined || this.declares(name)) giveTypeToRequire(specifier);
      if (target !== undefined && isReadable(target)) this.imported.set(name, target.resolvedFileName);
      if (target === undefined || this.program.getSourceFile(target.resolvedFileName) !== undefined) continue;
      // JavaScript of a package without types is not read: the type of such an import is `any`.
      if (!isReadable(target)) continue;
      this.roots.add(target.resolvedFileName);
      // What the module declares may name any type.
      this.readAll();
      isStale = true;
    }
    this.resolutions.set(file, found);
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
      node: this.node.importable,
      project,
    });
  }

  /** The packages that these files import by `npm:` and that must be downloaded first. */
  missingPackages(files: readonly BoundFile[]): readonly NpmSpecifier[] {
    const missing = new Map<string, NpmSpecifier>();
    for (const { fileName, imports } of files)
      for (const { text } of imports) {
        const npm = readNpm(text);
        if (npm === undefined || resolveModule(text, fileName, this.options, this.host).resolvedModule)
          continue;
        // A package without types is there, though it resolves to no file of types.
        if (placeOfNpm(npm, fileName) === undefined) missing.set(keyOf(npm), npm);
      }
    return [...missing.values()];
  }

  /** True if types of the DOM were not read whose names begin so. */
  hasUnreadTypes(beginning: string): boolean {
    return this.dom.hasUnread(beginning);
  }

  /** From the next program on, all types of the DOM are there. Returns true: the program is outdated. */
  readWholeDom(): true {
    this.dom.readWhole();
    for (const name of this.files.keys()) if (isDomLibrary(name)) this.files.delete(name);
    return true;
  }

  /** Makes a program without those declarations of Node's modules that no other declaration needs. */
  leaveOutOfNode(): void {
    for (const name of this.node.leaveOut(this.program)) this.files.delete(name);
    this.rebuild();
  }

  /** From the next program on, these modules of Node, or all, are there. Returns true: the program is outdated. */
  private readOfNode(modules?: readonly string[]): true {
    for (const name of this.node.read(modules)) this.files.delete(name);
    return true;
  }

  private readAll(): void {
    this.readWholeDom();
    this.readOfNode();
  }

  /** True for a module that a declaration describes by its name, as those of Node. */
  private declares(name: string): boolean {
    return this.checker.getAmbientModules().some((module) => module.name === `"${name}"`);
  }

  /** Replaces the files with the declarations that cells make inside other modules or the global scope. */
  augment(files: ReadonlyMap<string, string>): void {
    for (const name of this.augmentations.keys()) {
      this.roots.delete(name);
      this.texts.delete(name);
      this.files.delete(name);
    }
    for (const [name, text] of files) {
      this.roots.add(name);
      this.texts.set(name, text);
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
    return this.resolutions.get(file)?.get(name)?.resolvedModule;
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
    return [...this.files].some(
      ([name, { version }]) => isLocalSource(name) && !this.texts.has(name) && fileVersion(name) !== version,
    );
  }

  private createHost(): ts.CompilerHost {
    const host = ts.createCompilerHost(COMPILER_OPTIONS, true);
    const isOnDisk = host.fileExists.bind(host);
    const readFromDisk = host.readFile.bind(host);
    return Object.assign(host, {
      getCurrentDirectory: () => this.directory,
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

  /**
   * The checker asks its program to resolve imports; for files outside the program the answer comes from
   * here.
   */
  private answerForCells(program: ts.Program & ProgramInternals): void {
    const ask = program.getResolvedModule.bind(program);
    program.getResolvedModule = (file, name, mode) => {
      const ours = this.resolutions.get(file);
      return ours === undefined ? ask(file, name, mode) : ours.get(name);
    };
    const askBySpecifier = program.getResolvedModuleFromModuleSpecifier.bind(program);
    program.getResolvedModuleFromModuleSpecifier = (specifier, file) => {
      const ours = this.resolutions.get(file ?? specifier.getSourceFile());
      return ours === undefined ? askBySpecifier(specifier, file) : ours.get(specifier.text);
    };
  }
}

function moduleCache(options: ts.CompilerOptions): ts.ModuleResolutionCache {
  return ts.createModuleResolutionCache("/", (name) => name, options);
}

function isReadable(target: ts.ResolvedModuleFull): boolean {
  const isJavaScript = /\.[cm]?jsx?$/.test(target.resolvedFileName);
  return !isJavaScript || isLocalSource(target.resolvedFileName);
}
