/**
 * Resolves the facts of cells, and remembers each answer while the functions and classes that it depends on are the
 * same: the page is judged after each run, and a run changes few of its cells.
 */
import type { CellFacts, Latent } from "./facts.js";
import { resolve, type LatentOf, type Resolved } from "./resolve.js";

interface Answer {
  readonly resolved: Resolved;
  /** What was asked for while the facts were resolved, with what was found. */
  readonly asked: ReadonlyMap<string, Latent | undefined>;
}

export class Resolver {
  private readonly answers = new WeakMap<CellFacts, Answer>();

  resolve(facts: CellFacts, latentOf: LatentOf): Resolved {
    const known = this.answers.get(facts);
    if (known !== undefined && holds(known, latentOf)) return known.resolved;
    const asked = new Map<string, Latent | undefined>();
    const resolved = resolve(facts, (name) => {
      const latent = latentOf(name);
      asked.set(name, latent);
      return latent;
    });
    this.answers.set(facts, { resolved, asked });
    return resolved;
  }
}

function holds({ asked }: Answer, latentOf: LatentOf): boolean {
  for (const [name, latent] of asked) if (latentOf(name) !== latent) return false;
  return true;
}
