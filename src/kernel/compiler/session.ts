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
import { Augmentations } from "./augmentations.js";
import { declaredName } from "./cell-file.js";
import { describeAll } from "./diagnostics.js";
import { emitCell } from "./emit.js";
import { FailedNames } from "./failed-names.js";
import type { HintContext } from "./hints/hints.js";
import type { Importable } from "./importable.js";
import { endsInExpression } from "./last-expression.js";
import { KnownCells } from "./known-cells.js";
import { ModuleCompiler } from "./module-compiler.js";
import { Names } from "./names.js";
import { COMPILER_OPTIONS } from "./options.js";
import { projectSettings } from "./project-settings.js";
import { Questions } from "./questions.js";
import { unknownTypes } from "./type-names.js";
import ts, { type BoundFile } from "./typescript.js";

/** A cell that ran, with the names that it gave a value. */
export interface RestoredCell {
  readonly run: number;
  readonly code: string;
  readonly defined: RunSettled["defined"];
}

export class CompilerSession {
  private readonly cells = new KnownCells();
  private readonly library = this.cells.library;
  private readonly questions = new Questions(this.cells);
  private readonly modules = new ModuleCompiler(this.library);
  private augmentations = Augmentations.none;
  private readonly failed = new FailedNames();
  /** What is wrong in the project's settings; the next cell tells it. */
  private problems: readonly CellDiagnostic[] = [];

  constructor(directory = "/", checks: Checks = "course") {
    this.open(directory, checks);
  }

  /** Sets the notebook's folder, and how strictly its cells are checked, before its first cell. */
  open(directory: string, checks: Checks): void {
    this.library.open(directory);
    this.cells.checks = checks;
    if (checks === "course") return;
    this.readSettings();
    this.cells.addDialogs();
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
    const file = this.cells.createFile(code);
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
      this.cells.readWholeDom();
      return this.compile(source);
    }
    const diagnostics = describeAll(file, found, this.hintContext(file), (one) => this.nameOf(one, file));
    if (diagnostics.some(({ severity }) => severity === "error")) {
      this.failed.failed(name, file);
      const facts = this.questions.facts(file, true);
      this.augment(augmentations);
      return { ok: false, run, diagnostics, facts };
    }
    const visible = this.cells.visible();
    const cell: CellContext = {
      file,
      checker,
      names: new Names(code),
      isCell: this.cells.isCell(file),
      isPrelude: (one) => this.library.isPrelude(one),
      isSessionName: (text) => visible.has(text),
      localSource: (specifier) =>
        this.modules.localSource(this.library.resolved(file, specifier)?.resolvedFileName),
    };
    const emitted = emitCell(program, cell, run, name);
    const outdated = this.failed.usedIn(file, (text) => visible.has(text));
    const facts = this.questions.facts(file, true);
    this.cells.begin({ run, name, file });
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
    const cell = this.cells.end(run);
    if (cell === undefined) return [];
    this.failed.settled(cell.name, cell.file, defined);
    this.cells.define(cell.file, defined);
    return this.release();
  }

  reset(): void {
    this.cells.reset();
    this.failed.forget();
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
    this.cells.refresh();
  }

  complete(code: string, cursor: number): CompletionAnswer {
    return this.questions.complete(code, cursor);
  }

  inspect(code: string, cursor: number): InspectionAnswer {
    return this.questions.inspect(code, cursor);
  }

  /** The facts of a cell that does not run now: its types are known as far as the cells it needs have run. */
  factsOf(code: string): CellFacts {
    return this.questions.factsOf(code);
  }

  /** Compiles an expression for the debugger. */
  translate(expression: string, place: SourcePlace | undefined): Translation {
    return this.questions.translate(expression, place);
  }

  /** Whether the code around one of these places catches what is thrown there. */
  isCaught(places: readonly SourcePlace[]): boolean {
    return this.questions.isCaught(places);
  }

  /** The types of the variables that the code at a place sees. */
  typesIn(place?: SourcePlace): TypesAnswer {
    return this.questions.typesIn(place);
  }

  /**
   * Compiles a cell that will never run, so that the checker and the emitter are warm when the first cell
   * comes.
   */
  rehearse(code: string): void {
    const answer = this.compile({ run: 0, name: "", code });
    if (!answer.ok) return;
    this.cells.end(0);
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
      const file = this.cells.createFile(code);
      this.augment(this.augmentations.with(file));
      this.cells.restore(run, file, defined);
    }
    this.release();
  }

  private augment(next: Augmentations): void {
    if (next === this.augmentations) return;
    this.augmentations = next;
    this.library.augment(next.files());
  }

  private release(): number[] {
    return this.cells.release((file) => this.augmentations.holds(file.fileName));
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
      ...this.cells.visible().symbols().map(declaredName),
      ...[...file.locals.keys()].map((name) => ts.unescapeLeadingUnderscores(name)),
    ];
    // Several names of a cell may be missing; all that it could import is listed for them once.
    let importable: Importable | undefined;
    const moduleOf = (name: string): string | undefined =>
      (importable ??= this.questions.importable()).get(name);
    const hasOwnLibrary = this.library.options.lib !== COMPILER_OPTIONS.lib;
    const { checks } = this.cells;
    return { checker, checks, hasOwnLibrary, exported, failed: this.failed.cells, names, moduleOf };
  }
}
