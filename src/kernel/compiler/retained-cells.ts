/**
 * The cells whose syntax trees stay in memory: those that declare a name in scope, and those whose names
 * these cells use in turn (`dependencies.ts`).
 */
import { setScope } from "./cell-file.js";
import { namesUsed } from "./dependencies.js";
import type { CellScope } from "./scope.js";
import ts, { type BoundFile } from "./typescript.js";

export class RetainedCells {
  /** Each cell with its run and its scope. */
  private cells = new Map<BoundFile, { readonly run: number; readonly scope: CellScope }>();

  has(file: ts.SourceFile): boolean {
    return this.cells.has(file as BoundFile);
  }

  /**
   * Adds a compiled cell that sees the names in `visible`, and reduces its scope to the names that it uses.
   */
  add(run: number, file: BoundFile, visible: CellScope, checker: ts.TypeChecker): void {
    const scope = visible.only(namesUsed(file, visible, checker));
    setScope(file, scope);
    this.cells.set(file, { run, scope });
  }

  /**
   * Removes the cells that nothing needs any more; returns their runs.
   *
   * @param scope The names that the next cell sees.
   * @param isNeeded True for a cell that must stay for another reason.
   */
  release(scope: CellScope, isNeeded: (file: BoundFile) => boolean): number[] {
    const needed: typeof this.cells = new Map();
    const visit = (file: BoundFile): void => {
      const cell = this.cells.get(file);
      if (cell === undefined || needed.has(file)) return;
      needed.set(file, cell);
      cell.scope.symbols().forEach(visitSymbol);
    };
    const visitSymbol = ({ declarations = [] }: ts.Symbol): void =>
      declarations.forEach((node) => visit(node.getSourceFile() as BoundFile));
    scope.symbols().forEach(visitSymbol);
    for (const file of this.cells.keys()) if (isNeeded(file)) visit(file);
    const released = [...this.cells].filter(([file]) => !needed.has(file)).map(([, { run }]) => run);
    this.cells = needed;
    return released;
  }

  clear(): void {
    this.cells.clear();
  }
}
