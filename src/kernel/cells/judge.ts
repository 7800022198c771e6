/**
 * Decides which cells of a page show what a fresh kernel would show that runs the page from the top.
 *
 * A cell is fresh while each version that it read is the one that the nearest cell above made in its latest run, and
 * that cell is fresh. A stale cell, or one that has not run, would make other versions than it has made, so whatever
 * it may write is out of date for the cells below.
 */
import type { CellFacts } from "./facts.js";
import { ABSENT, isTypeKey, nameOfKey, typeKey, type CellRecord, type Made } from "./record.js";
import { Descent, factsNow, isEdited, type PageCell } from "./page.js";
import type { Resolved } from "./resolve.js";
import type { Resolver } from "./resolver.js";

export type CellState = "fresh" | "stale" | "edited" | "not run";

/** The pseudonym of a cell's own stop among the names of `Cause`. */
export const STOPPED = "@stopped";

/** Why a cell is stale. */
export interface Cause {
  readonly name: string;
  /** The cell that has made the other version; undefined for code outside of the page. */
  readonly by: string | undefined;
  /**
   * - `changed`: the cell above has made another version since;
   * - `stale`, `not run`: the cell above is out of date, or has not run;
   * - `below`: a cell further down made the version that was read;
   * - `again`: an earlier run of this cell made it;
   * - `gone`: the cell that made it is gone, has failed, or makes it no longer;
   * - `outside`: code outside of the page made it;
   * - `stopped`: the run was stopped.
   */
  readonly why: "changed" | "stale" | "not run" | "below" | "again" | "gone" | "outside" | "stopped";
}

export interface Judgement {
  readonly state: CellState;
  readonly causes: readonly Cause[];
  /** What the cell does where it stands, by the text in the page. */
  readonly now: Resolved;
}

/** What the cells above make of a name. */
interface Above {
  /** Undefined if the cell is out of date: then it is not known. */
  readonly version: string | undefined;
  readonly by: string;
  readonly why: "changed" | "stale" | "not run";
}

export function judge(page: readonly PageCell[], resolver?: Resolver): Map<string, Judgement> {
  const above = new Map<string, Above>();
  const places = new Map(page.map(({ id }, place) => [id, place]));
  const judged = new Map<string, Judgement>();
  const descent = new Descent(resolver);
  page.forEach((cell, place) => {
    const { id, record } = cell;
    const facts = factsNow(cell);
    const now = descent.resolve(facts);
    const ran = record === undefined || record.facts === facts ? now : descent.resolve(record.facts);
    const causes = record === undefined ? [] : causesOf(record, { id, place, places, above, page, descent });
    const isFresh = record !== undefined && causes.length === 0;
    const state = record === undefined ? "not run" : isEdited(cell) ? "edited" : isFresh ? "fresh" : "stale";
    judged.set(id, { state, causes, now });
    if (record !== undefined && isFresh)
      for (const [key, version] of record.made) above.set(key, { version, by: id, why: "changed" });
    else {
      const why = record === undefined ? "not run" : "stale";
      for (const key of keysOf(ran, record?.facts ?? facts, record))
        above.set(key, { version: undefined, by: id, why });
      if (record !== undefined)
        for (const key of certainKeys(record, ran, above))
          above.set(key, { version: record.made.get(key), by: id, why });
    }
    descent.pass(record?.facts ?? facts);
  });
  return judged;
}

/** All keys that a cell which is out of date may write. */
function* keysOf(
  { assigns, changes }: Resolved,
  { declares }: CellFacts,
  record: CellRecord | undefined,
): Iterable<string> {
  for (const { name } of declares) {
    yield name;
    yield typeKey(name);
  }
  yield* assigns;
  yield* changes.keys();
  if (record !== undefined) yield* record.made.keys();
}

/**
 * The keys of which a cell that is out of date makes the same version again: the types of its names, and its functions,
 * classes and imports, which its text decides, as long as the types that it was checked against are the same.
 */
function certainKeys(
  { read, made, facts, hasFailed }: CellRecord,
  { changes }: Resolved,
  above: ReadonlyMap<string, Above>,
): string[] {
  const isChecked = [...read].every(
    ([key, { version }]) => !isTypeKey(key) || versionIn(above, key) === version,
  );
  if (hasFailed || !isChecked) return [];
  return facts.declares.flatMap(({ name, form, text }) => {
    const isFixed = form !== "value" && text !== "" && !changes.has(name) && made.has(name);
    return [...(made.has(typeKey(name)) ? [typeKey(name)] : []), ...(isFixed ? [name] : [])];
  });
}

/** The version that the cells above make; undefined if it is not known. */
function versionIn(above: ReadonlyMap<string, Above>, key: string): string | undefined {
  const found = above.get(key);
  return found === undefined ? "" : found.version;
}

interface Surroundings {
  readonly id: string;
  readonly place: number;
  readonly places: ReadonlyMap<string, number>;
  readonly above: ReadonlyMap<string, Above>;
  readonly page: readonly PageCell[];
  readonly descent: Descent;
}

/** Why a cell no longer shows what it would show; none if it is fresh. */
function causesOf(record: CellRecord, around: Surroundings): Cause[] {
  const causes = new Map<string, Cause>();
  if (record.wasStopped) causes.set(STOPPED, { name: STOPPED, by: around.id, why: "stopped" });
  for (const [key, read] of readsOf(record, around.descent)) {
    const wanted = around.above.get(key);
    if (versionIn(around.above, key) === read.version) continue;
    const name = nameOfKey(key);
    if (!causes.has(name)) causes.set(name, { name, ...reason(read.by, wanted, around) });
  }
  return [...causes.values()];
}

/** What a cell has read; where a second name may stand for an object that it has changed, that name, too. */
function readsOf(record: CellRecord, descent: Descent): ReadonlyMap<string, Made> {
  const { reads } = descent.linked(record.resolved.changes, record.facts);
  if (reads.size === 0) return record.read;
  return new Map([
    ...[...reads].map((name) => [name, record.found.get(name) ?? ABSENT] as const),
    ...record.read,
  ]);
}

function reason(
  reader: string | undefined,
  wanted: Above | undefined,
  { id, place, places, page }: Surroundings,
): Pick<Cause, "by" | "why"> {
  if (reader === id) return { by: id, why: "again" };
  const from = reader === undefined ? undefined : places.get(reader);
  if (from !== undefined && from > place) return { by: reader, why: "below" };
  if (wanted !== undefined) return { by: wanted.by, why: wanted.why };
  if (from !== undefined) {
    const record = page[from]!.record;
    return { by: reader, why: record === undefined ? "not run" : "gone" };
  }
  return reader === undefined ? { by: undefined, why: "outside" } : { by: reader, why: "gone" };
}
