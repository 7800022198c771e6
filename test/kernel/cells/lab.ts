/**
 * A notebook for tests whose cells are compiled and run here, as a page and a kernel would: `CompilerSession` finds
 * the facts, a `vm` script runs the code, and a `CellBook` keeps account.
 */
import { NO_FACTS } from "../../../src/kernel/cells/facts.js";
import { CellBook, type Ended } from "../../../src/kernel/cells/book.js";
import type { CellState } from "../../../src/kernel/cells/judge.js";
import { Plans } from "../../../src/kernel/cells/plan.js";
import { Variables } from "../../../src/kernel/runner/variables.js";
import { Interrupted, TestNotebook } from "../compiler/notebook.js";

interface LabCell {
  source: string;
  output: string;
  ran?: string;
}

export class CellLab {
  readonly notebook: TestNotebook;
  readonly book = new CellBook();
  /** The page's cells in their order. */
  order: string[] = [];
  private readonly cells = new Map<string, LabCell>();
  private readonly runs = new Map<string, number>();
  private variables: Variables;

  constructor(notebook = new TestNotebook()) {
    this.notebook = notebook;
    notebook.forget();
    this.variables = new Variables(notebook.exports);
  }

  /** Puts cells into the page, in this order; a cell that it has already gets another text. */
  write(cells: Readonly<Record<string, string>>): void {
    for (const [id, source] of Object.entries(cells)) {
      if (!this.order.includes(id)) this.order.push(id);
      this.cells.set(id, { output: "", ...this.cells.get(id), source });
    }
  }

  remove(id: string): void {
    this.order = this.order.filter((other) => other !== id);
    this.cells.delete(id);
    this.book.keep(new Set(this.order));
  }

  move(id: string, place: number): void {
    this.order = this.order.filter((other) => other !== id);
    this.order.splice(place, 0, id);
  }

  /** Runs a cell, and returns what it shows; `stopped` if it is to be stopped at its end. */
  async run(id: string, { isStopped = false } = {}): Promise<string> {
    const cell = this.cells.get(id)!;
    cell.ran = cell.source;
    cell.output = await this.execute(id, cell.source, isStopped);
    return cell.output;
  }

  /** Runs code that is in no cell of the page. */
  console(code: string): Promise<string> {
    return this.execute(undefined, code, false);
  }

  async runAll(): Promise<void> {
    for (const id of this.order) await this.run(id);
  }

  /** Code that a cell has left running does something. */
  late(id: string, work: () => void): void {
    work();
    this.book.late(this.runs.get(id)!, this.variables.describe());
  }

  outputOf(id: string): string {
    return this.cells.get(id)!.output;
  }

  restart(): void {
    this.notebook.forget();
    this.variables = new Variables(this.notebook.exports);
    this.book.reset();
  }

  judge(): ReturnType<CellBook["judge"]> {
    this.analyse();
    return this.book.judge(this.book.cellsOf(this.page));
  }

  states(): Record<string, CellState> {
    return Object.fromEntries([...this.judge()].map(([id, { state }]) => [id, state]));
  }

  plans(): Plans {
    const judged = this.judge();
    return new Plans(this.book.cellsOf(this.page), judged, (key) => this.book.versionOf(key));
  }

  sourceOf(id: string): string {
    return this.cells.get(id)!.source;
  }

  /** The text of the cell's latest run. */
  ranSource(id: string): string | undefined {
    return this.cells.get(id)!.ran;
  }

  private get page(): { order: string[]; sources: Map<string, string> } {
    return { order: this.order, sources: new Map([...this.cells].map(([id, { source }]) => [id, source])) };
  }

  private analyse(): void {
    for (const [id, { source }] of this.cells)
      if (this.book.needsDraft(id, source))
        this.book.draft(id, source, this.notebook.session.factsOf(source));
  }

  private async execute(id: string | undefined, source: string, isStopped: boolean): Promise<string> {
    const { notebook, book } = this;
    const answer = notebook.compile(source);
    const begun = book.begin(answer.run, id, source, structuredClone(answer.facts ?? NO_FACTS), !answer.ok);
    if (id !== undefined) this.runs.set(id, answer.run);
    if (!answer.ok) {
      book.end(begun, { status: "error", defined: [], variables: undefined });
      return `rejected: ${answer.diagnostics.map(({ message }) => message).join("; ")}`;
    }
    const lines: string[] = [];
    const log = console.log;
    console.log = (...values: unknown[]) => void lines.push(values.map(shown).join(" "));
    let ended: Omit<Ended, "variables"> = { status: "ok", defined: "all" };
    try {
      const value = await notebook.execute(answer);
      if (value !== undefined) lines.push(`= ${shown(value)}`);
    } catch (error) {
      const status = error instanceof Interrupted ? "stopped" : "error";
      ended = { status, defined: notebook.defined };
      lines.push(`error: ${(error as Error).message}`);
    } finally {
      console.log = log;
    }
    if (isStopped) ended = { status: "stopped", defined: notebook.defined };
    book.end(begun, { ...ended, variables: this.variables.describe() });
    return lines.join("\n");
  }
}

function shown(value: unknown): string {
  return typeof value === "function" ? "function" : (JSON.stringify(value) ?? String(value));
}
