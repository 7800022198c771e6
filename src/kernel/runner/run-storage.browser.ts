/**
 * Stores the run that executes now, in a browser, which cannot carry it along with promises: it is known only
 * until the code that is called returns. Compiled code names its run again after each `await`; timers and the callbacks of
 * promises name theirs. So only what a library writes after an `await` of its own, and a step of `for await`, appears
 * below the newest cell. The twin for Node is `run-storage.node.ts`.
 */
export class RunStorage {
  private stored: number | undefined;

  run<T>(run: number, work: () => T): T {
    const { stored } = this;
    this.stored = run;
    try {
      return work();
    } finally {
      this.stored = stored;
    }
  }

  getStore(): number | undefined {
    return this.stored;
  }

  enterWith(run: number): void {
    this.stored = run;
  }

  disable(): void {
    this.stored = undefined;
  }
}

/** Whether callbacks and promises carry the run that has created them. */
export const CARRIES_RUNS = false;

/** Nothing can be stored for a promise. */
export function executesForPromise(): boolean {
  return false;
}

/** A browser does not tell which resources are in use. */
export function activeResources(): string[] {
  return [];
}
