/** Connects the runner, in a process of its own, with the kernel: one thread runs the cells, a second listens meanwhile. */
import { writeSync } from "node:fs";
import { Worker } from "node:worker_threads";
import { writeFrame } from "./frames.js";
import type { FromRunner } from "./messages.js";
import { endProcess, MESSAGES } from "./process-ends.js";
import { serve } from "./service.js";
import { SharedState } from "./shared-state.js";

const shared = new SharedState();
const listener = new Worker(new URL("./listener.js", import.meta.url), {
  workerData: shared.buffer,
  argv: [],
  execArgv: [],
});
listener.on("exit", endProcess);

function post(message: FromRunner): void {
  const frame = writeFrame(message);
  shared.unsignalled(() => {
    for (let written = 0; written < frame.length;) written += writeSync(MESSAGES, frame, written);
  });
}

const receive = serve(process.cwd(), shared, post);
listener.on("message", (json: string) => receive(json));
