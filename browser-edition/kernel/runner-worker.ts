/** Hosts a runner in a worker of the page. */
import { Attendant } from "../../src/kernel/runner/attendant.js";
import { SharedState } from "../../src/kernel/runner/shared-state.js";
import type { StartRunnerHost } from "../../src/kernel/main/runner-host.js";
import { isForHelpers, PageHelpers } from "./page-helpers.js";
import { Pulse } from "./pulse.js";
import {
  PULSE,
  type FromRunnerWorker,
  type RunnerWorkerData,
  type ToRunnerWorker,
} from "./runner-messages.js";

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
    const helpers = new PageHelpers(send);
    let isEnded = false;
    let isReady = false;
    const pulse = new Pulse({
      ask: () => send(PULSE),
      tell: (text) => listener.text("stderr", text),
      isLoading: () => !isReady,
    });
    const ended = (detail: string): void => {
      if (isEnded) return;
      isEnded = true;
      attendant.close();
      pulse.stop();
      worker.terminate();
      helpers.close();
      // A browser ends a worker whose memory is exhausted, and gives no other reason.
      listener.ended({ isOutOfMemory: /memory/i.test(detail), detail });
    };
    worker.onmessage = ({ data }: MessageEvent<FromRunnerWorker>) => {
      if (data === PULSE) return pulse.heard();
      if (isForHelpers(data)) return helpers.take(data);
      if (data.type === "ready") isReady = true;
      if (data.type === "done") pulse.stop();
      listener.message(data);
    };
    worker.onerror = (event) => {
      event.preventDefault();
      ended(event.message ?? "");
    };
    send({ directory, language, shared: shared.buffer });
    return {
      send: (message) => {
        if (message.type === "run") pulse.start();
        attendant.receive(message);
      },
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
