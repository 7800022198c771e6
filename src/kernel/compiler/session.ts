/**
 * The cells of a notebook, as the compiler knows them. Compiles each cell against the names of earlier cells,
 * and learns after the run which of its names exist.
 */
import { NO_FACTS, type CellFacts } from "../cells/facts.js";
import type { Checks } from "../checks.js";
import type {
  CellDiagnostic,
  CellSource,
  CompileAnswer,
  CompletionAnswer,
  FailedNamesAnswer,
  InspectionAnswer,
  RunSettled,
  SourcePlace,
  Translation,
  TypesAnswer,
} from "./contract.js";
import { LAST_EXPRESSION, type CellContext } from "./cell-context.js";
import { completionsAt, withImports } from "./completion.js";
import { inspectionAt } from "./inspection.js";
import { Augmentations } from "./augmentations.js";
import { createCellFile, declaredName, declaredSymbols, isDeclaredAtTop } from "./cell-file.js";
import { catches, localNames } from "./debugging/place.js";
import { translate } from "./debugging/translate.js";
import { typesAt } from "./debugging/types.js";
import { describeAll } from "./diagnostics.js";
import { DIALOG_FUNCTIONS } from "./dialog-functions.js";
import { emitCell } from "./emit.js";
import { factsOf } from "./facts/cell-facts.js";
import { FailedNames } from "./failed-names.js";
import type { HintContext } from "./hints/hints.js";
import type { Importable } from "./importable.js";
import { importRuntime, isJsx } from "./jsx.js";
import { endsInExpression } from "./last-expression.js";
import { Library } from "./library.js";
import { ModuleCompiler } from "./module-compiler.js";
import { isStable } from "./name-syntax.js";
import { Names } from "./names.js";
import { COMPILER_OPTIONS } from "./options.js";
import { projectSettings } from "./project-settings.js";
import { RetainedCells } from "./retained-cells.js";
import { CellScope } from "./scope.js";
import { typeNameBefore, unknownTypes } from "./type-names.js";
import { membersAt, valueAt, type PathContext } from "./value-path.js";
import ts, { type BoundFile } from "./typescript.js";

/**
 * The load at which the checker is replaced at once, if there was no idle moment to replace it at a load of
 * 1.
 */
const MOST_LOAD = 1.5;

/** A cell that ran, with the names that it gave a value. */
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

/**
 * Code that was completed or inspected. Its file is used again as long as the names that it sees do not
 * change.
 */
interface Draft {
  readonly code: string;
  readonly scope: CellScope;
  readonly generation: number;
  readonly file: BoundFile;
}

export class CompilerSession {
  private readonly library = new Library();
  private readonly modules = new ModuleCompiler(this.library);
  private readonly retained = new RetainedCells();
  /** The names that a cell sees before any cell has run. */
  private initialScope = CellScope.empty;
  private scope = CellScope.empty;
  private augmentations = Augmentations.none;
  private draft: Draft | undefined;
  /** The cells that run now or are about to run. */
  private unsettled: Unsettled[] = [];
  private readonly failed = new FailedNames();
  /** The number of files made so far. */
  private files = 0;
  private checks: Checks = "course";
  /** What is wrong in the project's settings; the next cell tells it. */
  private problems: readonly CellDiagnostic[] = [];

  constructor(directory = "/", checks: Checks = "course") {
    this.open(directory, checks);
  }

  /** Sets the notebook's folder, and how strictly its cells are checked, before its first cell. */
  open(directory: string, checks: Checks): void {
    this.library.open(directory);
    this.checks = checks;
    if (checks === "course") return;
    this.readSettings();
    this.initialScope = this.scopeWith(CellScope.empty, this.createFile(DIALOG_FUNCTIONS));
    this.scope = this.initialScope;
  }

  /** Takes over the settings of the project in which the notebook lies. */
  private readSettings(): void {
    const { options, hasDom, file, problems } = projectSettings(this.library.directory, this.library.options);
    if (Object.keys(options).length > 0) this.library.configure(options, hasDom);
    const start = { line: 1, column: 1 };
    this.problems = problems.map((message) => ({
      ...{ severity: "warning", code: 0, message, start, end: start, excerpt: "" },
      ...(file !== undefined && { file }),
    }));
  }

  private tellProblems(): readonly CellDiagnostic[] {
    const told = this.problems;
    this.problems = [];
    return told;
  }

  /** The names of the files that were read from disk. */
  get filesOnDisk(): string[] {
    return this.library.filesOnDisk;
  }

  compile(source: CellSource): CompileAnswer {
    const { run, name, code, canDownload = false } = source;
    const file = this.createFile(code);
    if (canDownload) {
      const missing = this.library.missingPackages([file, ...this.library.locals.reachedFrom(file)]);
      if (missing.length > 0) return { ok: false, run, missing, diagnostics: [], facts: NO_FACTS };
    }
    const { augmentations } = this;
    this.augment(augmentations.with(file));
    const { program, checker } = this.library;
    const locals = this.library.locals.reachedFrom(file);
    const found = [file, ...locals].flatMap((one) => this.findings(one));
    // The message names a type that is spelt alike, which may not have been read.
    if (unknownTypes(file, found).some(([first]) => this.library.hasUnreadTypes(first))) {
      this.augment(augmentations);
      this.readWholeDom();
      return this.compile(source);
    }
    const diagnostics = describeAll(file, found, this.hintContext(file), (one) => this.nameOf(one, file));
    if (diagnostics.some(({ severity }) => severity === "error")) {
      this.failed.failed(name, file);
      const facts = this.facts(file, true);
      this.augment(augmentations);
      return { ok: false, run, diagnostics, facts };
    }
    const visible = this.visible();
    const cell: CellContext = {
      file,
      checker,
      names: new Names(code),
      isCell: (one) => one === file || this.retained.has(one),
      isPrelude: (one) => this.library.isPrelude(one),
      isSessionName: (text) => visible.has(text),
      localSource: (specifier) =>
        this.modules.localSource(this.library.resolved(file, specifier)?.resolvedFileName),
    };
    const emitted = emitCell(program, cell, run, name);
    const outdated = this.failed.usedIn(file, (text) => visible.has(text));
    const facts = this.facts(file, true);
    this.retained.add(run, file, visible, checker);
    this.unsettled.push({ run, name, file });
    return {
      ok: true,
      run,
      ...emitted,
      isAsync: this.library.locals.isAsync(file),
      ...(endsInExpression(file) && { lastExpression: LAST_EXPRESSION }),
      modules: this.modules.changed(locals),
      diagnostics: [...this.tellProblems(), ...diagnostics, ...this.failed.warnings(file, outdated)],
      outdated: [...outdated.keys()],
      facts,
    };
  }

  /**
   * A run has ended: adds its names that exist to the scope. Returns the runs whose cells nothing needs any
   * more.
   */
  settle({ run, defined }: RunSettled): number[] {
    const cell = this.unsettled.find((one) => one.run === run);
    if (cell === undefined) return [];
    this.unsettled = this.unsettled.filter((one) => one !== cell);
    this.failed.settled(cell.name, cell.file, defined);
    this.scope = this.scopeWith(this.scope, cell.file, defined === "all" ? undefined : new Set(defined));
    return this.release();
  }

  reset(): void {
    this.scope = this.initialScope;
    this.failed.forget();
    this.unsettled = [];
    this.retained.clear();
    this.draft = undefined;
    this.modules.clear();
    this.augmentations = Augmentations.none;
    this.library.augment(this.augmentations.files());
  }

  /** True if it is time to `refresh`. */
  get needsRefresh(): boolean {
    return this.library.load >= 1;
  }

  /**
   * Replaces a checker that holds many drafts, or that may be in an invalid state after a failure, by a new
   * one.
   */
  refresh(): void {
    this.draft = undefined;
    this.library.rebuild();
  }

  private readWholeDom(): void {
    this.library.readWholeDom();
    this.refresh();
  }

  complete(code: string, cursor: number): CompletionAnswer {
    const place = Math.min(cursor, code.length);
    if (this.library.hasUnreadTypes(typeNameBefore(this.draftOf(code), place))) this.readWholeDom();
    const file = this.draftOf(code);
    const { program, serviceHost } = this.library;
    const found = completionsAt(program, serviceHost, file, place, this.isDeclared(file));
    const members = found.items.length === 0 ? membersAt(file, place, this.pathContext(file)) : undefined;
    if (members === undefined) return withImports(found, file, place, () => this.importable());
    const { path, start, end, isQuoted } = members;
    return { start, end, items: [], members: { ...path, isQuoted } };
  }

  inspect(code: string, cursor: number): InspectionAnswer {
    const file = this.draftOf(code);
    const at = Math.min(cursor, code.length);
    const value = valueAt(file, at, this.pathContext(file));
    return { ...inspectionAt(this.library.program, file, at), ...(value !== undefined && { value }) };
  }

  /** The names that a cell could import. The course's lessons need no packages of its own development. */
  private importable(): Importable {
    return this.library.importable(this.checks === "plain");
  }

  /** Tells of a symbol whether a file, or an earlier cell, declares it at its top level. */
  private isDeclared(file: BoundFile): (symbol: ts.Symbol) => boolean {
    return (symbol) => isDeclaredAtTop(symbol, (source) => source === file || this.retained.has(source));
  }

  private pathContext(file: BoundFile): PathContext {
    const isDeclared = this.isDeclared(file);
    const isLastValue = ({ declarations }: ts.Symbol): boolean =>
      declarations?.some((declaration) => this.library.isPrelude(declaration.getSourceFile())) === true;
    return {
      checker: this.library.checker,
      isVariable: (symbol) => isDeclared(symbol) || isLastValue(symbol),
    };
  }

  /** The facts of a cell that does not run now: its types are known as far as the cells it needs have run. */
  factsOf(code: string): CellFacts {
    return this.facts(this.draftOf(code), false);
  }

  /** Compiles an expression for the debugger. */
  translate(expression: string, place: SourcePlace | undefined): Translation {
    const visible = this.visible();
    return translate(expression, {
      locals: place === undefined ? new Set() : localNames(this.draftOf(place.code), place),
      isSessionName: (name) => visible.has(name),
      isConstant: (name) => {
        const symbol = visible.symbolOf(name);
        return symbol !== undefined && isStable(symbol);
      },
    });
  }

  /** Whether the code around one of these places catches what is thrown there. */
  isCaught(places: readonly SourcePlace[]): boolean {
    return places.some((place) => catches(this.draftOf(place.code), place));
  }

  /** The types of the variables that the code at a place sees. */
  typesIn(place: SourcePlace = { code: "", line: 0, column: 0, isCell: true }): TypesAnswer {
    const file = this.draftOf(place.code);
    const isOwn = (source: ts.SourceFile): boolean => source === file || this.retained.has(source);
    return typesAt(this.library.checker, file, place, isOwn);
  }

  private facts(file: BoundFile, isChecked: boolean): CellFacts {
    return factsOf(file, {
      checker: this.library.checker,
      isChecked,
      isCell: (source) => source === file || this.retained.has(source),
      moduleVersion: (specifier) => this.library.contentOf(file, specifier),
    });
  }

  /**
   * Compiles a cell that will never run, so that the checker and the emitter are warm when the first cell
   * comes.
   */
  rehearse(code: string): void {
    const answer = this.compile({ run: 0, name: "", code });
    if (!answer.ok) return;
    this.unsettled.pop();
    this.release();
  }

  /** Leaves out of Node's declarations what is not needed before a cell imports a module of Node. */
  leaveOutOfNode(): void {
    this.library.leaveOutOfNode();
  }

  /** The names whose newest cell has failed, each with that cell. */
  get failedNames(): FailedNamesAnswer {
    return [...this.failed.cells];
  }

  /**
   * Learns cells that another compiler has compiled: adds their names without checking them again; and which names had
   * failed there.
   */
  restore(cells: readonly RestoredCell[], failed: FailedNamesAnswer = []): void {
    for (const [name, cell] of failed) this.failed.cells.set(name, cell);
    for (const { run, code, defined } of cells) {
      const file = this.createFile(code);
      this.augment(this.augmentations.with(file));
      this.retained.add(run, file, this.visible(), this.library.checker);
      this.scope = this.scopeWith(this.scope, file, defined === "all" ? undefined : new Set(defined));
    }
    this.release();
  }

  /** The file of a cell or draft, whose free names refer to the names of earlier cells. */
  private createFile(code: string): BoundFile {
    if (this.library.load >= MOST_LOAD) this.refresh();
    this.files += 1;
    const fileName = `${this.library.directory}/cell-${this.files}.ts`;
    const file = createCellFile(fileName, code, this.visible(), this.checks === "plain");
    if (isJsx(file)) importRuntime(file, this.library.jsxLibraryOf(file));
    this.library.admit(file);
    return file;
  }

  /**
   * The file of a draft. The last file is used again for the same code, as when a completion is followed by
   * its tooltip.
   */
  private draftOf(code: string): BoundFile {
    const scope = this.visible();
    const { draft } = this;
    const isSame =
      draft?.code === code && draft.scope === scope && draft.generation === this.library.generation;
    if (isSame && (draft.file.imports.length === 0 || !this.library.hasChangedOnDisk())) return draft.file;
    const file = this.createFile(code);
    this.draft = { code, scope, generation: this.library.generation, file };
    return file;
  }

  private augment(next: Augmentations): void {
    if (next === this.augmentations) return;
    this.augmentations = next;
    this.library.augment(next.files());
  }

  private release(): number[] {
    const running = new Set(this.unsettled.map(({ file }) => file));
    return this.retained.release(
      this.scope,
      (file) => running.has(file) || this.augmentations.holds(file.fileName),
    );
  }

  /** The names that a cell sees now, including those of a cell that is still running. */
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
    // Several names of a cell may be missing; all that it could import is listed for them once.
    let importable: Importable | undefined;
    const moduleOf = (name: string): string | undefined => (importable ??= this.importable()).get(name);
    const hasOwnLibrary = this.library.options.lib !== COMPILER_OPTIONS.lib;
    const { checks } = this;
    return { checker, checks, hasOwnLibrary, exported, failed: this.failed.cells, names, moduleOf };
  }
}
