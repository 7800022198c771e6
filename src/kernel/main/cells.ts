/**
 * Which cells are out of date, as pages are told over comms of the target `neurones.cells`: when a page opens one,
 * after each run and after each change of the page.
 *
 * A page sends its cells' order, and their texts as far as they have changed: `{ order, sources }`. It may ask which
 * cells a command is to run: `{ ask: "stale" | "needs" | "dependents", cell, question }`, and gets `{ question,
 * answer }`. Each page has its own order; until one has come, cells stand in the order of their first runs.
 */
import type { RunningCell } from "../../host/notebook.js";
import { language } from "../../language/language.js";
import { CellBook, type Begun, type Page } from "../cells/book.js";
import type { Cause, Judgement } from "../cells/judge.js";
import { Plans } from "../cells/plan.js";
import type { PageCell } from "../cells/page.js";
import { isTypeKey } from "../cells/record.js";
import { told, type ToldCell } from "../cells/told.js";
import type { VariableReport } from "../cells/values.js";
import { isFields } from "../comms/updates.js";
import type { Compiler } from "../compiler/contract.js";
import type { Fields } from "../protocol/message.js";
import type { RunAccount } from "./code-run.js";

/** The target of the comms by which pages are told. */
export const CELLS = "neurones.cells";

/** Code that is about to run. */
interface Coming {
  readonly run: number;
  readonly cell: string | undefined;
  readonly code: string;
}

interface OpenPage {
  order: readonly string[];
  readonly sources: Map<string, string>;
}

/** The cells of a page, judged. */
interface Judged {
  readonly cells: readonly PageCell[];
  readonly judgements: ReadonlyMap<string, Judgement>;
}

export class Cells {
  private readonly book = new CellBook();
  private readonly pages = new Map<string, OpenPage>();
  /** The judgements of each page since the last change; the key of the order of the first runs is undefined. */
  private readonly judged = new Map<OpenPage | undefined, Judged>();
  /** What reads the texts of cells that have not run; undefined where nothing does. */
  private analysis: Promise<void> | undefined;
  private isRunning = false;

  constructor(
    private readonly compiler: Compiler,
    /** Sends data over a page's comm. */
    private readonly send: (comm: string, data: Fields) => void,
  ) {}

  /** Keeps account of a run. */
  account(coming: Coming): RunAccount {
    const { run, cell, code } = coming;
    let begun: Begun | undefined;
    return {
      begin: (answer) => {
        this.isRunning = true;
        this.forgetDeleted(cell);
        begun = this.book.begin(run, cell, code, answer.facts, !answer.ok);
        const stale = cell === undefined ? [] : this.staleReads(begun);
        if (!answer.ok) this.end(begun, { status: "error", defined: [], variables: undefined });
        return stale;
      },
      end: (end) => {
        if (end === undefined) this.reset();
        else if (begun !== undefined) {
          const { variables } = end;
          if (end.status === "ok") this.end(begun, { status: "ok", defined: "all", variables });
          else {
            const isStopped = end.error.ename === "KernelInterrupted";
            this.end(begun, { status: isStopped ? "stopped" : "error", defined: end.defined, variables });
          }
        }
      },
    };
  }

  /** Code that runs have left behind has been at work. */
  late(runs: readonly number[], variables: VariableReport): void {
    for (const run of runs) this.book.late(run, variables);
    this.judged.clear();
    this.tell();
  }

  /** All variables are lost. */
  reset(): void {
    this.isRunning = false;
    this.book.reset();
    this.judged.clear();
    this.tell();
    void this.analyse();
  }

  /** A page opens a comm. */
  open(comm: string, data: Fields): void {
    this.pages.set(comm, { order: [], sources: new Map() });
    this.receive(comm, data);
  }

  isOpen(comm: string): boolean {
    return this.pages.has(comm);
  }

  close(comm: string): void {
    const page = this.pages.get(comm);
    this.pages.delete(comm);
    this.judged.delete(page);
  }

  /** A page has changed, or asks something. */
  receive(comm: string, data: Fields): void {
    const page = this.pages.get(comm);
    if (page === undefined) return;
    if (typeof data["ask"] === "string") return void this.answer(comm, page, data);
    const { order, sources } = data;
    if (Array.isArray(order)) page.order = order.filter((id) => typeof id === "string");
    if (isFields(sources))
      for (const [id, text] of Object.entries(sources))
        if (typeof text === "string") page.sources.set(id, text);
    const shown = new Set(page.order);
    for (const id of page.sources.keys()) if (!shown.has(id)) page.sources.delete(id);
    this.judged.clear();
    this.tell();
    void this.analyse();
  }

  /** Forgets the cells that are in no page, once another one runs: until then a learner may undo a deletion. */
  private forgetDeleted(running: string | undefined): void {
    if (this.pages.size === 0) return;
    const shown = [...this.pages.values()].flatMap((one) => one.order);
    this.book.keep(new Set(running === undefined ? shown : [...shown, running]));
  }

  private end(begun: Begun, ended: Parameters<CellBook["end"]>[1]): void {
    this.isRunning = false;
    this.book.end(begun, ended);
    this.judged.clear();
    this.tell();
    void this.analyse();
  }

  private async answer(comm: string, page: OpenPage, { ask, cell, question }: Fields): Promise<void> {
    // After a restart the texts are not read yet: a cell would seem to need no other.
    await this.analyse();
    if (!this.pages.has(comm)) return;
    const plans = this.plansOf(this.judge(page));
    const id = String(cell);
    const answer =
      ask === "stale"
        ? plans.stale()
        : ask === "needs"
          ? plans.needs(id)
          : ask === "dependents"
            ? plans.dependents(id)
            : [];
    this.send(comm, { question, answer });
  }

  /** The names that a cell reads and whose cells are out of date, each with what has changed since. */
  private staleReads({ read }: Begun): NonNullable<RunningCell["stale"]> {
    const [page] = this.pages.values();
    const { judgements } = this.judge(page);
    return [...read].flatMap(([key, { by }]) => {
      const because = by === undefined || isTypeKey(key) ? undefined : rootOf(by, judgements);
      return because === undefined ? [] : [{ name: key, because }];
    });
  }

  private tell(): void {
    for (const [comm, page] of this.pages) {
      const judged = this.judge(page);
      const cells: Record<string, ToldCell> = told(
        judged.cells,
        judged.judgements,
        this.plansOf(judged).loops(),
        (name) => this.book.isKnown(name),
      );
      this.send(comm, { language: language(), cells });
    }
  }

  /** Finds the facts of the texts in pages that have not run, one after the other and while no cell runs. */
  private analyse(): Promise<void> {
    this.analysis ??= this.readDrafts().finally(() => (this.analysis = undefined));
    return this.analysis;
  }

  private async readDrafts(): Promise<void> {
    let isNew = false;
    for (let next = this.nextDraft(); next !== undefined; next = this.nextDraft()) {
      const [id, source] = next;
      this.book.draft(id, source, await this.compiler.factsOf(source));
      this.judged.clear();
      isNew = true;
    }
    if (isNew) this.tell();
  }

  private nextDraft(): [string, string] | undefined {
    if (this.isRunning) return undefined;
    for (const { sources } of this.pages.values())
      for (const [id, source] of sources) if (this.book.needsDraft(id, source)) return [id, source];
    return undefined;
  }

  /** Judges a page's cells; without one, those that have run. */
  private judge(page: OpenPage | undefined): Judged {
    const known = this.judged.get(page);
    if (known !== undefined) return known;
    const firstRuns = { order: this.book.firstRuns, sources: new Map<string, string>() };
    const view: Page = page !== undefined && page.order.length > 0 ? page : firstRuns;
    const cells = this.book.cellsOf(view);
    const made = { cells, judgements: this.book.judge(cells) };
    this.judged.set(page, made);
    return made;
  }

  private plansOf({ cells, judgements }: Judged): Plans {
    return new Plans(cells, judgements, (key) => this.book.versionOf(key));
  }
}

/** The name by which a cell, or one that it depends on, went out of date; undefined if it is not. */
function rootOf(cell: string, judged: ReadonlyMap<string, Judgement>): string | undefined {
  const seen = new Set<string>();
  let name: string | undefined;
  for (let at: string | undefined = cell; at !== undefined && !seen.has(at);) {
    seen.add(at);
    const cause: Cause | undefined = judged.get(at)?.causes[0];
    if (cause === undefined) return name;
    name = cause.name;
    at = cause.why === "stale" ? cause.by : undefined;
  }
  return name;
}
