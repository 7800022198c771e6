/** Hosts a runner in a worker of the page. */
import { Attendant } from "../../src/kernel/runner/attendant.js";
import type { FromRunner } from "../../src/kernel/runner/messages.js";
import { SharedState } from "../../src/kernel/runner/shared-state.js";
import type { StartRunnerHost } from "../../src/kernel/main/runner-host.js";
import type { RunnerWorkerData, ToRunnerWorker } from "./runner-messages.js";

export class RunnerWorkers {
  /** A worker that was started before a runner needs it. */
  private prepared: Worker | undefined;

  /** @param script  the address of the workers' script */
  constructor(private readonly script: URL) {}

  /** Starts the worker of the next runner: it loads the engine meanwhile. */
  prepare(): void {
    if (this.prepared !== undefined) return;
    const worker = this.create();
    // The runner that needs it starts another one, and hears why that fails.
    worker.onerror = (event) => {
      event.preventDefault();
      if (this.prepared === worker) this.prepared = undefined;
    };
    this.prepared = worker;
  }

  /** Starts a runner. */
  readonly start: StartRunnerHost = (directory, language, listener) => {
    const shared = new SharedState();
    const worker = this.take();
    const send = (message: RunnerWorkerData | ToRunnerWorker): void => worker.postMessage(message);
    const attendant = new Attendant({ shared, forward: send, forwardComm: send });
    let isEnded = false;
    const ended = (detail: string): void => {
      if (isEnded) return;
      isEnded = true;
      attendant.close();
      worker.terminate();
      // A browser ends a worker whose memory is exhausted, and gives no other reason.
      listener.ended({ isOutOfMemory: /memory/i.test(detail), detail });
    };
    worker.onmessage = ({ data }: MessageEvent<FromRunner>) => listener.message(data);
    worker.onerror = (event) => {
      event.preventDefault();
      ended(event.message ?? "");
    };
    send({ directory, language, shared: shared.buffer });
    return {
      send: (message) => attendant.receive(message),
      end: () => {
        ended("");
        return Promise.resolve();
      },
    };
  };

  private take(): Worker {
    const worker = this.prepared ?? this.create();
    this.prepared = undefined;
    return worker;
  }

  private create(): Worker {
    return new Worker(this.script, { type: "module", name: "runner" });
  }
}
