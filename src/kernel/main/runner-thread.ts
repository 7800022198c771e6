/**
 * Hosts a runner in a thread of this process, for places where no process may be started, such as the sandbox
 * of grading. If V8 ends a process because memory runs out, it ends this one.
 */
import { Worker } from "node:worker_threads";
import { CODE_RANGE_MEGABYTES } from "../code-range.js";
import { Attendant } from "../runner/attendant.js";
import { heapLimit, MemoryWatch } from "../runner/memory-watch.js";
import type { FromRunner } from "../runner/messages.js";
import { NODE_OPTIONS } from "../runner/realm-symbol.js";
import type { RunnerThreadData } from "../runner/service.js";
import { SharedState } from "../runner/shared-state.js";
import { signalling } from "../runner/signal.js";
import type { HostEnd, StartRunnerHost } from "./runner-host.js";

export const startRunnerThread: StartRunnerHost = (directory, language, listener) => {
  const shared = new SharedState();
  const workerData: RunnerThreadData = { directory, language, shared: shared.buffer };
  const worker = new Worker(new URL("../runner/thread.js", import.meta.url), {
    workerData,
    argv: [],
    execArgv: [...NODE_OPTIONS],
    resourceLimits: { maxOldGenerationSizeMb: heapLimit(), codeRangeSizeMb: CODE_RANGE_MEGABYTES },
  });
  const signal = signalling(shared, false);
  const attendant = new Attendant({
    shared,
    forward: (json) => worker.postMessage(json),
    // Where cells run in a thread, no page shows what they open.
    forwardComm: () => undefined,
    memory: new MemoryWatch(
      () => shared.isRunning,
      (detail) => listener.message({ type: "exceeded", detail }),
    ),
    ...(signal !== undefined && { signal }),
  });
  let failure: HostEnd | undefined;
  worker.on("message", (message: FromRunner) => listener.message(message));
  worker.on("error", (error) => {
    const isOutOfMemory = "code" in error && error.code === "ERR_WORKER_OUT_OF_MEMORY";
    failure = { isOutOfMemory, detail: isOutOfMemory ? "" : String(error) };
  });
  worker.on("exit", (code) => {
    attendant.close();
    listener.ended(failure ?? { isOutOfMemory: false, detail: `exit ${code}` });
  });
  return {
    send: (message) => attendant.receive(message),
    end: async () => {
      attendant.close();
      await worker.terminate();
    },
  };
};
