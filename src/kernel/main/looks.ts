/**
 * The kernel's looks at values of the session. The runner answers between two steps of its cells; as long as a cell
 * computes it cannot, and whoever asks must not wait for it.
 */
import type { Look, Seen } from "../runner/messages.js";

/** The longest wait for an answer, in milliseconds. */
const PATIENCE = 200;

export class Looks {
  private count = 0;
  /** What waits for the answers that have not come yet, those that nobody waits for any more among them. */
  private readonly waiting = new Map<number, (seen: Seen) => void>();
  private isLate = false;

  constructor(private readonly send: (id: number, look: Look) => void) {}

  /** Looks at a value; sees nothing if the answer does not come at once, or if an earlier one has not come. */
  at(look: Look): Promise<Seen> {
    if (this.isLate) return Promise.resolve({});
    const id = ++this.count;
    return new Promise((resolve) => {
      const timer = setTimeout(() => {
        this.isLate = true;
        resolve({});
      }, PATIENCE);
      this.waiting.set(id, (seen) => {
        clearTimeout(timer);
        resolve(seen);
      });
      this.send(id, look);
    });
  }

  /** The answer to a look has come. */
  seen(id: number, seen: Seen): void {
    this.waiting.get(id)?.(seen);
    this.waiting.delete(id);
    if (this.waiting.size === 0) this.isLate = false;
  }

  /** The runner has ended: no answer will come. */
  forget(): void {
    for (const answer of this.waiting.values()) answer({});
    this.waiting.clear();
    this.isLate = false;
  }
}
