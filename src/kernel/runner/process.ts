/**
 * The runner's process: `node process.js LANGUAGE`, started by the kernel in the notebook's folder. Its main thread runs
 * cells one at a time, and knows nothing of TypeScript; a second one listens to the kernel meanwhile.
 */
import { writeSync } from "node:fs";
import { Worker } from "node:worker_threads";
import type { Language } from "../../language/language.js";
import { writeFrame } from "./frames.js";
import type { FromRunner, ToRunner } from "./messages.js";
import { endProcess, MESSAGES } from "./process-ends.js";
import { serve } from "./service.js";
import { SharedState } from "./shared-state.js";

const language = process.argv[2] as Language;
// What cells see is a program without arguments, and what they start gets none of ours.
process.argv.length = 1;
process.execArgv = [];
// Outside of synchronous code, which `vm` watches, the signal has nothing to end.
process.on("SIGINT", () => undefined);

const shared = new SharedState();
const listener = new Worker(new URL("./listener.js", import.meta.url), { workerData: shared.buffer, argv: [], execArgv: [] });
listener.on("exit", endProcess);

function post(message: FromRunner): void {
  const frame = writeFrame(message);
  shared.unsignalled(() => {
    for (let written = 0; written < frame.length; ) written += writeSync(MESSAGES, frame, written);
  });
}

const receive = serve({ directory: process.cwd(), language }, shared, post);
listener.on("message", (message: ToRunner) => receive(message));
