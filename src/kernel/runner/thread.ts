/** The runner as a thread of another program, which attends to it: for a place where no process may be started. */
import { parentPort, workerData } from "node:worker_threads";
import type { RunnerData, ToRunner } from "./messages.js";
import { serve } from "./service.js";
import { SharedState } from "./shared-state.js";

/** What the thread is started with. */
export interface RunnerThreadData extends RunnerData {
  readonly shared: SharedArrayBuffer;
}

const port = parentPort!;
const data = workerData as RunnerThreadData;
const receive = serve(data, new SharedState(data.shared), (message) => port.postMessage(message));
port.on("message", (message: ToRunner) => receive(message));
