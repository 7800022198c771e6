/**
 * Which cells a command runs, in the order in which it runs them: that of the page.
 *
 * A cell that is to show what a fresh kernel shows must find each name as the nearest cell above makes it. So a cell
 * above runs first if it is out of date, and also if the name has changed since: where `fit` ran twice, the model is
 * made anew before it is trained.
 */
import type { Judgement } from "./judge.js";
import { factsNow, type PageCell } from "./page.js";
import { typeKey } from "./record.js";

/** A cell of the page with all that a plan needs to know of it. */
interface Planned {
  readonly cell: PageCell;
  readonly judgement: Judgement;
  readonly reads: ReadonlySet<string>;
  readonly writes: ReadonlySet<string>;
}

export class Plans {
  private readonly cells: readonly Planned[];
  /** The places of the cells that write each key, in ascending order. */
  private readonly writers = new Map<string, number[]>();

  /** @param versionOf the version that a key has now: that of a name, or of its type */
  constructor(
    page: readonly PageCell[],
    judged: ReadonlyMap<string, Judgement>,
    private readonly versionOf: (key: string) => string,
  ) {
    this.cells = page.map((cell) => planned(cell, judged.get(cell.id)!));
    this.cells.forEach(({ writes }, place) => {
      for (const key of writes) {
        const places = this.writers.get(key);
        if (places === undefined) this.writers.set(key, [place]);
        else places.push(place);
      }
    });
  }

  /** The stale cells, with what must run before them, and the fresh ones that would be stale after it. */
  stale(): string[] {
    const chosen = new Set(this.placesOf(({ judgement }) => judgement.state === "stale"));
    for (let size = -1; size !== chosen.size;) {
      size = chosen.size;
      for (const place of [...chosen]) this.addNeeded(place, chosen);
      this.cells.forEach(({ judgement, reads }, place) => {
        if (judgement.state !== "fresh") return;
        if ([...reads].some((key) => chosen.has(this.makerAbove(key, place)))) chosen.add(place);
      });
    }
    return this.inOrder(chosen);
  }

  /** A cell with what it needs, and nothing else. */
  needs(id: string): string[] {
    const place = this.cells.findIndex(({ cell }) => cell.id === id);
    if (place < 0) return [];
    const chosen = new Set([place]);
    for (let size = -1; size !== chosen.size;) {
      size = chosen.size;
      for (const needed of [...chosen]) this.addNeeded(needed, chosen);
    }
    return this.inOrder(chosen);
  }

  /** The cells that depend on a cell, by what they read or by cells between. */
  dependents(id: string): string[] {
    const start = this.cells.findIndex(({ cell }) => cell.id === id);
    if (start < 0) return [];
    const chosen = new Set([start]);
    this.cells.forEach(({ reads }, place) => {
      if ([...reads].some((key) => chosen.has(this.makerAbove(key, place)))) chosen.add(place);
    });
    chosen.delete(start);
    return this.inOrder(chosen);
  }

  /** The groups of cells each of which reads what another one of the group writes: no order makes them all fresh. */
  loops(): string[][] {
    const uses = this.cells.map(({ reads }, place) => [
      ...new Set([...reads].map((key) => this.anyMaker(key, place)).filter((maker) => maker >= 0)),
    ]);
    // Without a cell that reads what only one further down writes there is no loop.
    if (uses.every((makers, place) => makers.every((maker) => maker < place))) return [];
    const reached = uses.map((_, start) => reachable(uses, start));
    const seen = new Set<number>();
    return uses.flatMap((_, place) => {
      if (seen.has(place) || !reached[place]!.has(place)) return [];
      const group = [...reached[place]!].filter((other) => reached[other]!.has(place));
      for (const member of group) seen.add(member);
      return [this.inOrder(new Set(group))];
    });
  }

  private addNeeded(place: number, chosen: Set<number>): void {
    const { reads } = this.cells[place]!;
    for (const key of reads) {
      const maker = this.makerAbove(key, place);
      if (maker < 0 || chosen.has(maker)) continue;
      const { cell, judgement } = this.cells[maker]!;
      const isThere = judgement.state === "fresh" && cell.record?.made.get(key) === this.versionOf(key);
      const isMadeAnew = [...chosen].some((other) => other < place && this.cells[other]!.writes.has(key));
      if (!isThere || isMadeAnew) chosen.add(maker);
    }
  }

  /** The place of the nearest cell above that writes this key; −1 if there is none. */
  private makerAbove(key: string, place: number): number {
    return this.writers.get(key)?.findLast((writer) => writer < place) ?? -1;
  }

  /** The same, or where no cell above writes it the nearest one below. */
  private anyMaker(key: string, place: number): number {
    const above = this.makerAbove(key, place);
    if (above >= 0) return above;
    return this.writers.get(key)?.find((writer) => writer > place) ?? -1;
  }

  private placesOf(isWanted: (cell: Planned) => boolean): number[] {
    return this.cells.flatMap((cell, place) => (isWanted(cell) ? [place] : []));
  }

  private inOrder(places: ReadonlySet<number>): string[] {
    return this.cells.filter((_, place) => places.has(place)).map(({ cell }) => cell.id);
  }
}

function planned(cell: PageCell, judgement: Judgement): Planned {
  const { now } = judgement;
  const { declares, mentions } = factsNow(cell);
  const own = new Set(declares.map(({ name }) => name));
  const foreign = mentions.filter((name) => !own.has(name));
  return {
    cell,
    judgement,
    reads: new Set([...now.reads, ...foreign.map(typeKey)]),
    writes: new Set([
      ...[...own].flatMap((name) => [name, typeKey(name)]),
      ...now.assigns,
      ...now.changes.keys(),
      ...(judgement.state === "fresh" ? cell.record!.made.keys() : []),
    ]),
  };
}

function reachable(uses: readonly (readonly number[])[], start: number): Set<number> {
  const found = new Set<number>();
  const waiting = [...uses[start]!];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (found.has(next)) continue;
    found.add(next);
    waiting.push(...uses[next]!);
  }
  return found;
}
