/**
 * The cells that code sees: those that have run, and those that run now; and the files in which cells and drafts are read
 * against their names.
 */
import type { Checks } from "../checks.js";
import { createCellFile, declaredSymbols, isDeclaredAtTop } from "./cell-file.js";
import type { RunSettled } from "./contract.js";
import { DIALOG_FUNCTIONS } from "./dialog-functions.js";
import { importRuntime, isJsx } from "./jsx.js";
import { Library } from "./library.js";
import { RetainedCells } from "./retained-cells.js";
import { CellScope } from "./scope.js";
import ts, { type BoundFile } from "./typescript.js";

/**
 * The load at which the checker is replaced at once, if there was no idle moment to replace it at a load of
 * 1.
 */
const MOST_LOAD = 1.5;

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

export class KnownCells {
  readonly library = new Library();
  readonly retained = new RetainedCells();
  /** How strictly cells are checked. */
  checks: Checks = "course";
  /** The cells that run now or are about to run. */
  private unsettled: Unsettled[] = [];
  /** The names that a cell sees before any cell has run. */
  private initialScope = CellScope.empty;
  private scope = CellScope.empty;
  private draft: Draft | undefined;
  /** The number of files made so far. */
  private files = 0;

  /** Gives cells the functions that ask a person, as browsers have them. */
  addDialogs(): void {
    this.initialScope = this.scopeWith(CellScope.empty, this.createFile(DIALOG_FUNCTIONS));
    this.scope = this.initialScope;
  }

  /** Adds a compiled cell, which runs now or is about to. */
  begin(cell: Unsettled): void {
    this.retained.add(cell.run, cell.file, this.visible(), this.library.checker);
    this.unsettled.push(cell);
  }

  /** Ends a run; returns its cell, if it was known. */
  end(run: number): Unsettled | undefined {
    const cell = this.unsettled.find((one) => one.run === run);
    this.unsettled = this.unsettled.filter((one) => one !== cell);
    return cell;
  }

  /** Adds the names of a cell that have a value. */
  define(file: BoundFile, defined: RunSettled["defined"]): void {
    this.scope = this.scopeWith(this.scope, file, defined === "all" ? undefined : new Set(defined));
  }

  /** Adds a cell that has run. */
  restore(run: number, file: BoundFile, defined: RunSettled["defined"]): void {
    this.retained.add(run, file, this.visible(), this.library.checker);
    this.define(file, defined);
  }

  /** Forgets all cells. */
  reset(): void {
    this.scope = this.initialScope;
    this.unsettled = [];
    this.retained.clear();
    this.draft = undefined;
  }

  /** Replaces the checker by a new one. */
  refresh(): void {
    this.draft = undefined;
    this.library.rebuild();
  }

  readWholeDom(): void {
    this.library.readWholeDom();
    this.refresh();
  }

  /** Forgets the cells that nothing needs any more; `isKept` is true for files that something else needs. */
  release(isKept: (file: BoundFile) => boolean): number[] {
    const running = new Set(this.unsettled.map(({ file }) => file));
    return this.retained.release(this.scope, (file) => running.has(file) || isKept(file));
  }

  /** The file of a cell or draft, whose free names refer to the names of earlier cells. */
  createFile(code: string): BoundFile {
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
  draftOf(code: string): BoundFile {
    const scope = this.visible();
    const { draft } = this;
    const isSame =
      draft?.code === code && draft.scope === scope && draft.generation === this.library.generation;
    if (isSame && (draft.file.imports.length === 0 || !this.library.hasChangedOnDisk())) return draft.file;
    const file = this.createFile(code);
    this.draft = { code, scope, generation: this.library.generation, file };
    return file;
  }

  /** The names that a cell sees now, including those of a cell that is still running. */
  visible(): CellScope {
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

  /** Tells whether a file is a given cell or draft, or an earlier cell. */
  isCell(file: BoundFile): (source: ts.SourceFile) => boolean {
    return (source) => source === file || this.retained.has(source);
  }

  /** Tells of a symbol whether a file, or an earlier cell, declares it at its top level. */
  isDeclared(file: BoundFile): (symbol: ts.Symbol) => boolean {
    return (symbol) => isDeclaredAtTop(symbol, this.isCell(file));
  }
}
