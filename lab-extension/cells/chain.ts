/** Runs cells one after the other; a cell that fails or is stopped ends the chain. */
import type { NotebookActions } from "./jupyterlab.js";
import type { PageCells } from "./page-cells.js";

/** A cell that took longer than this runs by itself only on request, in milliseconds. */
const LONG = 5000;

export class Chains {
  /** The notebooks in which a chain runs. */
  private readonly running = new WeakSet<PageCells>();
  private readonly durations = new WeakMap<object, number>();
  private readonly started = new WeakMap<object, number>();
  private lastEnd = 0;

  constructor(private readonly actions: NotebookActions) {}

  /** A cell is about to run, or has run. */
  begins(cell: object): void {
    this.started.set(cell, performance.now());
  }

  ends(cell: object): void {
    const now = performance.now();
    // A cell that waited for others has begun when the last of them ended.
    const begun = Math.max(this.started.get(cell) ?? now, this.lastEnd);
    this.durations.set(cell, now - begun);
    this.lastEnd = now;
  }

  isRunning(cells: PageCells): boolean {
    return this.running.has(cells);
  }

  /** Runs these cells in this order. */
  async run(cells: PageCells, ids: readonly string[]): Promise<void> {
    if (this.running.has(cells)) return;
    this.running.add(cells);
    try {
      const { content, sessionContext } = cells.panel;
      for (const id of ids) {
        const widget = content.widgets.find(({ model }) => model.id === id);
        if (widget !== undefined && !(await this.actions.runCells(content, [widget], sessionContext))) return;
      }
    } finally {
      this.running.delete(cells);
    }
  }

  /** Runs by itself what has gone out of date, up to the first cell that took long. */
  async follow(cells: PageCells): Promise<void> {
    const ids = (await cells.ask("stale")) ?? [];
    const { widgets } = cells.panel.content;
    const isLong = (id: string): boolean => {
      const model = widgets.find((widget) => widget.model.id === id)?.model;
      return model === undefined || (this.durations.get(model) ?? 0) > LONG;
    };
    const first = ids.findIndex(isLong);
    await this.run(cells, first < 0 ? ids : ids.slice(0, first));
  }
}
