/**
 * Which run the output belongs to that is written now.
 *
 * While there is one run, the output is its own. But a run may leave timers, requests or a server behind, and the next begins;
 * what the first still shows is shown below its own cell. From the moment that two runs live at once each goes with its
 * callbacks and promises in an `AsyncLocalStorage`. That storage makes every `await` two to three times as slow on Node 20:
 * so it is there only while it is needed.
 *
 * It is needed
 *
 * - where a run begins and something is left of those before: a resource that keeps the event loop alive. All that began
 *   without a mark is then of the run before;
 * - where code of an earlier run goes on after an `await`, though nothing was seen of it: compiled code tells (`resumed`).
 *   All that began without a mark is then of the newest run.
 */
import { AsyncLocalStorage, executionAsyncResource } from "node:async_hooks";
import { types } from "node:util";
import { copyOf } from "./cells.js";

const resources = process.getActiveResourcesInfo.bind(process);

export class Attribution {
  /** The run whose code executes now, as long as no two can be confounded: begun by the kernel or by a timer. */
  current = 0;
  /** The only run that lives, as far as is known; -1 where there may be several. */
  sole = 0;
  /** The run that began last. */
  private newest = 0;
  private storage: AsyncLocalStorage<number> | undefined;
  /** The run to which callbacks and promises belong that carry no mark. */
  private unmarked = 0;
  /** The run of the code that executes until the next microtask, where that code could not be marked. */
  private passing: number | undefined;
  /** The resources that keep the event loop alive while no cell runs. */
  private usual: readonly string[] | undefined;

  /** A run begins: what `work` does, and what comes of it later, is of that run. */
  begin<T>(run: number, work: () => T): T {
    const isAnythingLeft = this.hasLeftovers();
    if (isAnythingLeft && this.storage === undefined) this.distinguish(this.newest);
    if (!isAnythingLeft && this.storage !== undefined) {
      this.storage.disable();
      this.storage = undefined;
    }
    this.newest = run;
    this.current = run;
    this.sole = this.storage === undefined ? run : -1;
    return this.storage === undefined ? work() : this.storage.run(run, work);
  }

  /** The run to which belongs what happens now. */
  now(): number {
    return this.storage === undefined
      ? this.current
      : (this.passing ?? this.storage.getStore() ?? this.unmarked);
  }

  /** Does something that belongs to a run, such as a callback that it has left. */
  within<T>(run: number, work: () => T): T {
    if (run !== this.newest && this.storage === undefined) this.distinguish(this.newest);
    const { current, passing } = this;
    this.current = run;
    this.passing = undefined;
    try {
      return this.storage === undefined ? work() : this.storage.run(run, work);
    } finally {
      this.current = current;
      this.passing = passing;
    }
  }

  /** Code of a run goes on after an `await`; called where that run is not the `sole` one. */
  resumed(run: number): void {
    if (this.storage === undefined) this.distinguish(this.newest);
    if (this.now() === run) return;
    // A promise from before the storage has no place for a mark: it would go to whatever has settled it.
    if (types.isPromise(executionAsyncResource())) {
      this.passing = undefined;
      this.storage!.enterWith(run);
      return;
    }
    this.passing = run;
    queueMicrotask(() => (this.passing = undefined));
  }

  private distinguish(unmarked: number): void {
    this.storage = new AsyncLocalStorage();
    this.unmarked = unmarked;
    this.sole = -1;
  }

  private hasLeftovers(): boolean {
    const active = copyOf(resources());
    this.usual ??= active;
    if (active.length > this.usual.length) return true;
    const rest = [...this.usual];
    return active.some((name) => {
      const at = rest.indexOf(name);
      if (at >= 0) rest.splice(at, 1);
      return at < 0;
    });
  }
}
