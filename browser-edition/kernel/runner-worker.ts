/** Hosts a runner in a worker of the page. */
import { Attendant } from "../../src/kernel/runner/attendant.js";
import type { FromRunner } from "../../src/kernel/runner/messages.js";
import { SharedState } from "../../src/kernel/runner/shared-state.js";
import type { StartRunnerHost } from "../../src/kernel/main/runner-host.js";
import type { RunnerWorkerData, ToRunnerWorker } from "./runner-messages.js";

/** The function that starts workers of the script at this address. */
export function runnerWorkers(script: URL): StartRunnerHost {
  return (directory, language, listener) => {
    const shared = new SharedState();
    const worker = new Worker(script, { type: "module", name: "runner" });
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
}
