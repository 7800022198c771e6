/**
 * The helpers of a runner's worker: workers that the page makes for it, and that end with it (`src/host/worker-maker.ts`
 * tells why the runner makes none).
 */
import type { FromRunnerWorker, HelperEnded, ToHelpers } from "./runner-messages.js";

/** What this needs of a worker. */
type Helper = Pick<Worker, "postMessage" | "terminate" | "onerror">;

export class PageHelpers {
  private readonly helpers = new Map<number, Helper>();

  constructor(
    private readonly tellRunner: (message: HelperEnded) => void,
    private readonly make: (address: string, as: WorkerType) => Helper = (address, type) =>
      new Worker(address, { type }),
  ) {}

  /** Ends all helpers. */
  close(): void {
    for (const helper of this.helpers.values()) helper.terminate();
    this.helpers.clear();
  }

  /** Does what the runner asks. */
  take(asked: ToHelpers): void {
    if (asked.type === "tell helper") this.helpers.get(asked.helper)?.postMessage(asked.message);
    else this.add(asked.helper, asked.address, asked.as);
  }

  private add(number: number, address: string, as: WorkerType): void {
    const ended = (): void => this.tellRunner({ endedHelper: number });
    try {
      const helper = this.make(address, as);
      helper.onerror = (event) => {
        if (typeof event !== "string") event.preventDefault();
        ended();
      };
      this.helpers.set(number, helper);
    } catch {
      ended();
    }
  }
}

/** Whether a message of the runner's worker is for its helpers. */
export function isForHelpers(message: FromRunnerWorker): message is ToHelpers {
  return typeof message === "object" && (message.type === "make helper" || message.type === "tell helper");
}
