/** In the runner's worker: asks the page for workers (`page-helpers.ts`). */
import type { MakeWorker } from "../../src/host/worker-maker.js";
import type { HelperEnded, ToHelpers } from "./runner-messages.js";

export class AskedHelpers {
  /** What each helper's end calls, by its number. */
  private readonly ends: (() => void)[] = [];

  constructor(private readonly ask: (message: ToHelpers) => void) {}

  /** Asks for a worker; messages to it wait in the page until it has started. */
  readonly make: MakeWorker = (address, as, onEnd) => {
    const helper = this.ends.push(onEnd) - 1;
    this.ask({ type: "make helper", helper, address, as });
    return { send: (message) => this.ask({ type: "tell helper", helper, message }) };
  };

  /** The page tells that a helper has ended. */
  ended({ endedHelper }: HelperEnded): void {
    this.ends[endedHelper]();
  }
}
