/**
 * The second thread of the runner's process: it receives the kernel's commands while a cell computes. When
 * the kernel's process has ended, it ends this process and the programs that it has started.
 */
import { Socket } from "node:net";
import { parentPort, workerData } from "node:worker_threads";
import { Attendant } from "./attendant.js";
import { InspectorLink } from "./inspector-link.js";
import { MemoryWatch } from "./memory-watch.js";
import type { FromRunner, ToRunner } from "./messages.js";
import { COMMANDS, endProcess, readFrames, writeFrame } from "./pipes.js";
import type { ListenerData } from "./service.js";
import { SharedState } from "./shared-state.js";
import { signalling } from "./signal.js";

const port = parentPort!;
const { shared, comms, answers } = workerData as ListenerData;
const kernel = new Socket({ fd: COMMANDS, readable: true, writable: true });
const state = new SharedState(shared);
const send = (message: FromRunner): void => void kernel.write(writeFrame(message));
const exceeded = (detail: string): void => send({ type: "exceeded", detail });
const inspector = new InspectorLink(send);
const signal = signalling(state, true);
const attendant = new Attendant({
  shared: state,
  forward: (json) => port.postMessage(json),
  forwardComm: (message) => comms.postMessage(message),
  forwardAnswer: (message) => answers.postMessage(message),
  inspect: (message) => inspector.receive(message),
  memory: new MemoryWatch(() => state.isRunning, exceeded),
  ...(signal !== undefined && { signal }),
});
readFrames(kernel, (message) => attendant.receive(message as ToRunner));
kernel.on("error", endProcess);
kernel.on("close", endProcess);
