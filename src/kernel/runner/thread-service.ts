/** Connects the runner, in a thread, with the program that started the thread. */
import { parentPort, workerData } from "node:worker_threads";
import { serve } from "./service.js";
import { SharedState } from "./shared-state.js";
import type { RunnerThreadData } from "./thread.js";

const port = parentPort!;
const { directory, shared } = workerData as RunnerThreadData;
const receive = serve(directory, new SharedState(shared), (message) => port.postMessage(message));
port.on("message", (json: string) => receive(json));
