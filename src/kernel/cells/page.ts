/**
 * The cells of a page from the top to the bottom, each with what it does where it stands: names mean what the nearest
 * cell above makes of them.
 */
import { NO_FACTS, type CellFacts, type Latent } from "./facts.js";
import type { CellRecord } from "./record.js";
import type { Resolved } from "./resolve.js";
import { Resolver } from "./resolver.js";

/** A cell as the page and the kernel know it. */
export interface PageCell {
  readonly id: string;
  /** Its latest run; undefined if it has not run in this kernel. */
  readonly record: CellRecord | undefined;
  /** The text in the page, and the facts of it; undefined where the page has not sent it. */
  readonly source: string | undefined;
  readonly facts: CellFacts | undefined;
}

/** Whether the text in the page is another than the one that ran. */
export function isEdited({ record, source }: PageCell): boolean {
  return record !== undefined && source !== undefined && record.source !== source;
}

/** The facts of what the cell would do if it ran now. */
export function factsNow(cell: PageCell): CellFacts {
  const { record, facts } = cell;
  if (record !== undefined && !isEdited(cell)) return record.facts;
  return facts ?? record?.facts ?? NO_FACTS;
}

/** Walks down a page, and knows at each cell what functions and second names the cells above have declared. */
export class Descent {
  private readonly latent = new Map<string, Latent>();
  /** For each name those that may stand for its object, or for a part of it. */
  private readonly links: Links = new Map();

  constructor(private readonly resolver = new Resolver()) {}

  /** What a cell at this place does. */
  resolve(facts: CellFacts): Resolved {
    const resolved = this.resolver.resolve(facts, (name) => this.latent.get(name));
    if (resolved.changes.size === 0) return resolved;
    return { ...resolved, ...this.linked(resolved.changes, facts, resolved.reads) };
  }

  /**
   * What a cell at this place changes under all names that may stand for the objects, and with it the names that it
   * reads: which object a second name stands for decides what the cell changes.
   */
  linked(
    changes: ReadonlyMap<string, boolean>,
    facts: CellFacts,
    reads: Iterable<string> = [],
  ): Pick<Resolved, "changes" | "reads"> {
    if (changes.size === 0 || this.links.size + facts.links.length === 0)
      return { changes, reads: new Set(reads) };
    const own = new Set(facts.declares.map(({ name }) => name));
    const ownLinks: Links = new Map();
    addLinks(ownLinks, facts.links);
    const found = new Map(changes);
    const waiting = [...changes.keys()];
    for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
      for (const links of [this.links, ownLinks])
        for (const linked of links.get(name) ?? []) {
          if (found.has(linked)) continue;
          found.set(linked, found.get(name)!);
          waiting.push(linked);
        }
    }
    return {
      changes: found,
      reads: new Set([...reads, ...[...found.keys()].filter((name) => !own.has(name))]),
    };
  }

  /** Goes on below a cell. */
  pass(facts: CellFacts): void {
    for (const { name } of facts.declares) this.latent.delete(name);
    for (const [name, latent] of Object.entries(facts.latent)) this.latent.set(name, latent);
    addLinks(this.links, facts.links);
  }
}

type Links = Map<string, Set<string>>;

function addLinks(links: Links, pairs: CellFacts["links"]): void {
  for (const [one, other] of pairs) {
    links.set(one, (links.get(one) ?? new Set()).add(other));
    links.set(other, (links.get(other) ?? new Set()).add(one));
  }
}
