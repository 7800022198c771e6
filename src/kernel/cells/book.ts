/**
 * The cells of a notebook with what each has read and made: kept up with every run, and asked for the state of each
 * cell. Knows nothing of TypeScript, and of no messages.
 */
import { RANDOM_DRAWS, type CellFacts, type Declaration, type Latent } from "./facts.js";
import { judge, type Judgement } from "./judge.js";
import type { PageCell } from "./page.js";
import { ABSENT, nameOfKey, typeKey, type CellRecord, type Made } from "./record.js";
import type { Resolved } from "./resolve.js";
import { Resolver } from "./resolver.js";
import { Values, type VariableReport } from "./values.js";

/** A run that has begun. */
export interface Begun {
  readonly run: number;
  /** Undefined for code outside of the page's cells. */
  readonly cell: string | undefined;
  readonly source: string;
  readonly facts: CellFacts;
  readonly resolved: Resolved;
  readonly read: ReadonlyMap<string, Made>;
  readonly found: ReadonlyMap<string, Made>;
}

/** How a run has ended. */
export interface Ended {
  readonly status: "ok" | "error" | "stopped";
  /** The names that have a value: all, or those declared before it ended. */
  readonly defined: "all" | readonly string[];
  /** Undefined if it did not run: then no variable has changed. */
  readonly variables: VariableReport | undefined;
}

/** A page's cells in their order. */
export interface Page {
  readonly order: readonly string[];
  readonly sources: ReadonlyMap<string, string>;
}

export class CellBook {
  private values = new Values();
  private readonly records = new Map<string, CellRecord>();
  /** The facts of the text in the page, of cells that have not run or are edited. */
  private readonly drafts = new Map<string, { readonly source: string; readonly facts: CellFacts }>();
  /** Who made the version of each key that counts now. */
  private makers = new Map<string, string | undefined>();
  /** The type of each name, and what naming it does, by the run that declared it last. */
  private types = new Map<string, string>();
  private latent = new Map<string, Latent>();
  private readonly order = new Set<string>();
  private readonly resolver = new Resolver();

  /** A run begins: what it reads is looked up now. */
  begin(run: number, cell: string | undefined, source: string, given: CellFacts, isRejected = false): Begun {
    const facts = this.factsAsBefore(cell, source, given);
    const latentOf = (name: string): Latent | undefined => this.latent.get(name);
    const resolved = this.resolver.resolve(facts, latentOf);
    const found = new Map<string, Made>();
    for (const [name, version] of this.values.all()) found.set(name, { version, by: this.makers.get(name) });
    const read = new Map<string, Made>();
    const own = new Set(facts.declares.map(({ name }) => name));
    for (const name of facts.mentions)
      if (!own.has(name))
        read.set(typeKey(name), { version: this.types.get(name) ?? "", by: this.makers.get(typeKey(name)) });
    if (!isRejected) for (const name of resolved.reads) read.set(name, found.get(name) ?? ABSENT);
    return { run, cell, source, facts, resolved, read, found };
  }

  /** The run ends: what it has written has new versions. */
  end(begun: Begun, ended: Ended): void {
    const { run, cell, source, facts, resolved, read, found } = begun;
    const { status, variables } = ended;
    const made = variables === undefined ? new Map<string, string>() : this.write(begun, ended, variables);
    for (const [key] of made) this.makers.set(key, cell);
    if (cell === undefined) return;
    this.order.add(cell);
    const later = new Map([...resolved.later].map((name) => [name, resolved.changes.get(name) ?? false]));
    this.records.delete(cell);
    this.records.set(cell, {
      ...{ run, source, facts, resolved, read, found, made, later },
      wasStopped: status === "stopped",
      hasFailed: status !== "ok",
    });
  }

  /** What a cell has left running has done something: it may have assigned and changed names. */
  late(run: number, variables: VariableReport): void {
    const found = [...this.records].find(([, record]) => record.run === run);
    const before = this.values.all();
    const old = this.values.current;
    this.values.update(variables);
    if (found !== undefined) for (const [name, deep] of found[1].later) this.values.change(name, deep, old);
    for (const [name, version] of this.values.all()) {
      if (before.get(name) === version) continue;
      this.makers.set(name, found?.[0]);
      found?.[1].made.set(name, version);
    }
  }

  /** The facts of a text in the page that has not run. */
  draft(cell: string, source: string, facts: CellFacts): void {
    this.drafts.set(cell, { source, facts });
  }

  /** Whether the facts of this text in the page are still to be found. */
  needsDraft(cell: string, source: string): boolean {
    return this.records.get(cell)?.source !== source && this.drafts.get(cell)?.source !== source;
  }

  /** Forgets the cells that are in no page. */
  keep(cells: ReadonlySet<string>): void {
    for (const known of [this.records, this.drafts, this.order])
      for (const id of known.keys()) if (!cells.has(id)) known.delete(id);
  }

  /** All variables are lost: no cell has run. */
  reset(): void {
    this.values = new Values();
    this.makers = new Map();
    this.types = new Map();
    this.latent = new Map();
    this.records.clear();
    this.order.clear();
  }

  /** The cells in the order of their first runs, for a kernel to which no page has sent its own. */
  get firstRuns(): string[] {
    return [...this.order];
  }

  judge(cells: readonly PageCell[]): Map<string, Judgement> {
    return judge(cells, this.resolver);
  }

  cellsOf({ order, sources }: Page): PageCell[] {
    return order.map((id) => {
      const source = sources.get(id);
      const draft = this.drafts.get(id);
      return { id, record: this.records.get(id), source, facts: draft?.facts };
    });
  }

  /** The version that a key has now: that of a name, or of its type. */
  versionOf(key: string): string {
    const name = nameOfKey(key);
    return name === key ? this.values.versionOf(name) : (this.types.get(name) ?? "");
  }

  /** Whether a cell has made a name. */
  isKnown(name: string): boolean {
    return this.makers.has(name);
  }

  /** The facts of the cell's run before where they are the same: what was resolved from them holds still. */
  private factsAsBefore(cell: string | undefined, source: string, facts: CellFacts): CellFacts {
    const before = cell === undefined ? undefined : this.records.get(cell);
    const isSame = before?.source === source && JSON.stringify(before.facts) === JSON.stringify(facts);
    return isSame ? before.facts : facts;
  }

  /** What a run has written: the new version of each key. */
  private write(begun: Begun, { status, defined }: Ended, variables: VariableReport): Map<string, string> {
    const { values } = this;
    const { facts, resolved } = begun;
    const before = values.all();
    const old = values.current;
    values.update(variables);
    const made = new Map<string, string>();
    const declared = facts.declares.filter(
      ({ name, form }) => form === "type" || defined === "all" || defined.includes(name),
    );
    for (const declaration of declared) this.declare(declaration, facts.mentions, made);
    const own = new Set(declared.map(({ name }) => name));
    for (const [name, latent] of Object.entries(facts.latent))
      if (own.has(name.split(".")[0]!)) this.latent.set(name, latent);
    if (resolved.assigns.has(RANDOM_DRAWS) && !own.has(RANDOM_DRAWS)) values.renew(RANDOM_DRAWS);
    for (const [name, deep] of resolved.changes) values.change(name, deep, old);
    for (const name of [...own, ...resolved.changes.keys()]) made.set(name, values.versionOf(name));
    for (const name of resolved.assigns)
      if (status === "ok" || this.hasAssigned(name, begun)) made.set(name, values.versionOf(name));
    for (const [name, version] of values.all()) {
      if (before.get(name) === version || made.has(name)) continue;
      // A cell that left a timer or a callback running may have assigned it meanwhile.
      if (resolved.assigns.has(name) || !this.credit(name, version, begun.cell)) made.set(name, version);
    }
    // The object of a module that is imported again keeps what cells below have changed in it.
    for (const { name, form } of declared)
      if (form === "import" && !resolved.changes.has(name)) made.set(name, values.firstVersionOf(name));
    return made;
  }

  /** Credits a cell that assigns this name, if there is one besides the cell that has run, with a new version. */
  private credit(name: string, version: string, ran: string | undefined): boolean {
    const found = [...this.records].findLast(
      ([id, { resolved }]) => id !== ran && resolved.assigns.has(name),
    );
    if (found === undefined) return false;
    found[1].made.set(name, version);
    this.makers.set(name, found[0]);
    return true;
  }

  private declare(
    { name, text, type: written }: Declaration,
    mentions: readonly string[],
    made: Map<string, string>,
  ): void {
    // A type that names another one changes with it.
    const named = mentions.filter((other) =>
      new RegExp(`(?<![\\w$])${escaped(other)}(?![\\w$])`, "u").test(written),
    );
    const type = [written, ...named.map((other) => this.types.get(other) ?? "")].join(" ");
    if (name === RANDOM_DRAWS) this.values.set(name, text);
    else if (text !== "") this.values.describe(name, text);
    this.types.set(name, type);
    made.set(typeKey(name), type);
    this.latent.delete(name);
  }

  /** Whether a run that has failed has assigned a name, as far as can be told: as the run before it did. */
  private hasAssigned(name: string, { cell, source, read }: Begun): boolean {
    if (read.has(name)) return true;
    const previous = cell === undefined ? undefined : this.records.get(cell);
    return previous?.source === source && previous.made.get(name) === this.values.versionOf(name);
  }
}

function escaped(name: string): string {
  return name.replaceAll("$", "\\$");
}
