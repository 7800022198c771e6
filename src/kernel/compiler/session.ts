/**
 * A notebook's cells, as the compiler knows them: compiles each against the names that the earlier ones left, and learns
 * afterwards which of its names came to exist.
 */
import type {
  CellSource,
  CompileAnswer,
  CompiledModule,
  CompletionAnswer,
  InspectionAnswer,
  RunSettled,
} from "./contract.js";
import { LAST_EXPRESSION, type CellContext, type LocalSource } from "./cell-context.js";
import { completionsAt } from "./completion.js";
import { inspectionAt } from "./inspection.js";
import { Augmentations } from "./augmentations.js";
import { createCellFile, declaredName, declaredSymbols, hang, isDeclaredAtTop } from "./cell-file.js";
import { namesUsed } from "./dependencies.js";
import { describeAll } from "./diagnostics.js";
import { emitCell, emitModule } from "./emit.js";
import { FailedNames } from "./failed-names.js";
import type { HintContext } from "./hints/hints.js";
import { Library } from "./library.js";
import { Names } from "./names.js";
import { isPackageName } from "./resolution.js";
import { CellScope } from "./scope.js";
import { endsInExpression } from "./session-variables.js";
import ts, { type BoundFile } from "./typescript.js";

/** How far beyond its burden a checker may go where there is never time to put a new one in its place. */
const MOST_BURDEN = 1.5;

/** A cell that ran, with the names that came to exist. */
export interface RestoredCell {
  readonly run: number;
  readonly code: string;
  readonly defined: RunSettled["defined"];
}

interface Unsettled {
  readonly run: number;
  readonly name: string;
  readonly file: BoundFile;
}

/** A draft that was asked about, as long as nothing changes what it sees. */
interface Draft {
  readonly code: string;
  readonly scope: CellScope;
  readonly generation: number;
  readonly file: BoundFile;
}

export class CompilerSession {
  private readonly library: Library;
  /** The cells of the names in scope, and those that these use in their turn: all that is kept. With what they see. */
  private kept = new Map<BoundFile, { readonly run: number; readonly scope: CellScope }>();
  private scope = CellScope.empty;
  private augmentations = Augmentations.none;
  private draft: Draft | undefined;
  /** Cells that run, or are about to. */
  private unsettled: Unsettled[] = [];
  /** Names whose newest cell failed. */
  private readonly failed = new FailedNames();
  /** What of each local module was last sent. */
  private readonly sent = new Map<string, string>();
  private serial = 0;

  constructor(directory: string) {
    this.library = new Library(directory);
  }

  compile({ run, name, code }: CellSource): CompileAnswer {
    const file = this.admit(code);
    const { augmentations } = this;
    this.augment(augmentations.with(file));
    const { program, checker } = this.library;
    const locals = this.library.localSources(file);
    const found = [file, ...locals].flatMap((source) => this.findings(source));
    const diagnostics = describeAll(file, found, this.hintContext(file), (source) =>
      this.nameOf(source, file),
    );
    if (diagnostics.some(({ severity }) => severity === "error")) {
      this.failed.failed(name, file);
      this.augment(augmentations);
      return { ok: false, run, diagnostics };
    }
    const visible = this.visible();
    const cell: CellContext = {
      file,
      checker,
      names: new Names(code),
      isCell: (source) => source === file || this.kept.has(source as BoundFile),
      isPrelude: (source) => source.fileName === this.library.preludeFile,
      isSessionName: (text) => visible.has(text),
      localSource: (specifier) => this.localSource(this.library.resolved(file, specifier)?.resolvedFileName),
    };
    const emitted = emitCell(program, cell, run, name);
    const outdated = this.failed.usedIn(file, (text) => visible.has(text));
    this.keep(run, file, visible);
    this.unsettled.push({ run, name, file });
    return {
      ok: true,
      run,
      ...emitted,
      isAsync: this.library.isAsync(file),
      ...(endsInExpression(file) && { lastExpression: LAST_EXPRESSION }),
      modules: this.changedModules(locals),
      diagnostics: [...diagnostics, ...this.failed.warnings(file, outdated)],
      outdated: [...outdated.keys()],
    };
  }

  /** Keeps of a cell's names those that came to exist. Gives the runs whose cells nothing needs any more. */
  settle({ run, defined }: RunSettled): number[] {
    const cell = this.unsettled.find((one) => one.run === run);
    if (cell === undefined) return [];
    this.unsettled = this.unsettled.filter((one) => one !== cell);
    this.failed.settled(cell.name, cell.file, defined);
    this.scope = this.scopeWith(this.scope, cell.file, defined === "all" ? undefined : new Set(defined));
    return this.letGo();
  }

  reset(): void {
    this.scope = CellScope.empty;
    this.failed.forget();
    this.unsettled = [];
    this.kept.clear();
    this.draft = undefined;
    this.sent.clear();
    this.augmentations = Augmentations.none;
    this.library.augment(this.augmentations.files());
  }

  /** True where it is time to `refresh`. */
  get isLaden(): boolean {
    return this.library.burden >= 1;
  }

  /** Puts a new checker in place of one that holds many drafts, or that a failure may have left in disorder. */
  refresh(): void {
    this.draft = undefined;
    this.library.rebuild();
  }

  complete(code: string, cursor: number): CompletionAnswer {
    const file = this.draftOf(code);
    return completionsAt(
      this.library.program,
      this.library.serviceHost,
      file,
      Math.min(cursor, code.length),
      (symbol) => isDeclaredAtTop(symbol, (source) => source === file || this.kept.has(source as BoundFile)),
    );
  }

  inspect(code: string, cursor: number): InspectionAnswer {
    return inspectionAt(this.library.program, this.draftOf(code), Math.min(cursor, code.length));
  }

  /** Compiles a cell that will never run, to have the checker and the emitter ready. */
  rehearse(code: string): void {
    const answer = this.compile({ run: 0, name: "", code });
    if (!answer.ok) return;
    this.unsettled.pop();
    this.letGo();
  }

  /** Takes up cells that another compiler compiled: their names, without checking them again. */
  restore(cells: readonly RestoredCell[]): void {
    for (const { run, code, defined } of cells) {
      const file = this.admit(code);
      this.augment(this.augmentations.with(file));
      this.keep(run, file, this.visible());
      this.scope = this.scopeWith(this.scope, file, defined === "all" ? undefined : new Set(defined));
    }
    this.letGo();
  }

  /** Parses a cell, or a draft of one, where its names lead to those of the cells before it. */
  private admit(code: string): BoundFile {
    if (this.library.burden >= MOST_BURDEN) this.refresh();
    this.serial += 1;
    const file = createCellFile(`${this.library.directory}/cell-${this.serial}.ts`, code, this.visible());
    this.library.admit(file);
    return file;
  }

  /** A draft's file: the same again, where the same is asked about, as a completion and then its tooltip. */
  private draftOf(code: string): BoundFile {
    const scope = this.visible();
    const { draft } = this;
    const isSame =
      draft?.code === code && draft.scope === scope && draft.generation === this.library.generation;
    if (isSame && (draft.file.imports.length === 0 || !this.library.hasChangedOnDisk())) return draft.file;
    const file = this.admit(code);
    this.draft = { code, scope, generation: this.library.generation, file };
    return file;
  }

  private augment(next: Augmentations): void {
    if (next === this.augmentations) return;
    this.augmentations = next;
    this.library.augment(next.files());
  }

  /** Keeps a compiled cell, and of the names that it saw only those that it uses. */
  private keep(run: number, file: BoundFile, visible: CellScope): void {
    const scope = visible.only(namesUsed(file, visible, this.library.checker));
    hang(file, scope);
    this.kept.set(file, { run, scope });
  }

  /** Lets go of the cells that no name in scope leads to any more. Gives their runs. */
  private letGo(): number[] {
    const needed: typeof this.kept = new Map();
    const visit = (file: BoundFile): void => {
      const known = this.kept.get(file);
      if (known === undefined || needed.has(file)) return;
      needed.set(file, known);
      known.scope.symbols().forEach(visitSymbol);
    };
    const visitSymbol = ({ declarations = [] }: ts.Symbol): void =>
      declarations.forEach((node) => visit(node.getSourceFile() as BoundFile));
    this.scope.symbols().forEach(visitSymbol);
    for (const { file } of this.unsettled) visit(file);
    for (const file of this.kept.keys()) if (this.augmentations.holds(file.fileName)) visit(file);
    const released = [...this.kept].filter(([file]) => !needed.has(file)).map(([, { run }]) => run);
    this.kept = needed;
    return released;
  }

  /** The names that a cell sees now: while another runs, its names too. */
  private visible(): CellScope {
    return this.unsettled.reduce((scope, { file }) => this.scopeWith(scope, file), this.scope);
  }

  private scopeWith(scope: CellScope, file: BoundFile, defined?: ReadonlySet<string>): CellScope {
    const symbols = declaredSymbols(file).filter(
      ([name, symbol]) =>
        defined === undefined ||
        defined.has(ts.unescapeLeadingUnderscores(name)) ||
        !(this.flagsOf(symbol) & ts.SymbolFlags.Value),
    );
    return scope.with(symbols, (symbol) => this.flagsOf(symbol));
  }

  private flagsOf(symbol: ts.Symbol): ts.SymbolFlags {
    if (!(symbol.flags & ts.SymbolFlags.Alias)) return symbol.flags;
    const { flags, declarations } = this.library.checker.getAliasedSymbol(symbol);
    return declarations === undefined
      ? ts.SymbolFlags.Value | ts.SymbolFlags.Type | ts.SymbolFlags.Namespace
      : flags;
  }

  private findings(file: ts.SourceFile): readonly ts.Diagnostic[] {
    const { parseDiagnostics } = file as BoundFile;
    return parseDiagnostics.length > 0 ? parseDiagnostics : this.library.program.getSemanticDiagnostics(file);
  }

  private nameOf(source: ts.SourceFile, cell: ts.SourceFile): string | undefined {
    if (source === cell) return undefined;
    const { directory } = this.library;
    return source.fileName.startsWith(`${directory}/`)
      ? source.fileName.slice(directory.length + 1)
      : source.fileName;
  }

  private hintContext(file: BoundFile): HintContext {
    const { checker, exported } = this.library;
    const names = (): string[] => [
      ...this.visible().symbols().map(declaredName),
      ...[...file.locals.keys()].map((name) => ts.unescapeLeadingUnderscores(name)),
    ];
    return { checker, exported, failed: this.failed.cells, names };
  }

  private localSource(fileName: string | undefined): LocalSource | undefined {
    const source = this.library.compiledSource(fileName);
    return source && { path: ts.sys.resolvePath(source.fileName), isAsync: this.library.isAsync(source) };
  }

  private changedModules(sources: readonly BoundFile[]): CompiledModule[] {
    return sources.flatMap((source) => {
      const isAsync = this.library.isAsync(source);
      const version = `${isAsync} ${source.text}`;
      if (this.sent.get(source.fileName) === version) return [];
      this.sent.set(source.fileName, version);
      const path = ts.sys.resolvePath(source.fileName);
      return [
        {
          path,
          isAsync,
          ...emitModule(path, source.text, (specifier) => this.importOfModule(source, specifier)),
        },
      ];
    });
  }

  /** Where a local module's import leads: a path, absolute where it is no package. */
  private importOfModule(source: BoundFile, specifier: string): LocalSource | undefined {
    const target = this.library.targetOf(source, specifier);
    const local = this.localSource(target);
    if (local !== undefined || target === undefined || isPackageName(specifier)) return local;
    return { path: target, isAsync: false };
  }
}
