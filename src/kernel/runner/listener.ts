/**
 * The second thread of the runner's process: hears the kernel while a cell computes. When the kernel is gone, it ends the
 * process and whatever that has started.
 */
import { Socket } from "node:net";
import { parentPort, workerData } from "node:worker_threads";
import { Attendant } from "./attendant.js";
import { readFrames, writeFrame } from "./frames.js";
import type { FromRunner, ToRunner } from "./messages.js";
import { COMMANDS, endProcess } from "./process-ends.js";
import { SharedState } from "./shared-state.js";

const port = parentPort!;
const kernel = new Socket({ fd: COMMANDS, readable: true, writable: true });
const attendant = new Attendant({
  shared: new SharedState(workerData as SharedArrayBuffer),
  forward: (json) => port.postMessage(json),
  onExceeded: (detail) => kernel.write(writeFrame({ type: "exceeded", detail } satisfies FromRunner)),
  leadsGroup: process.platform !== "win32",
});
readFrames(kernel, (message) => attendant.receive(message as ToRunner));
kernel.on("error", endProcess);
kernel.on("close", endProcess);
