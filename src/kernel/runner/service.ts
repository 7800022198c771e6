/**
 * Connects a session with the kernel: over a pipe if the runner has its own process, over a port if it is a
 * thread.
 */
import { writeSync } from "node:fs";
import { parentPort, Worker, workerData } from "node:worker_threads";
import { language, type Language } from "../../language/language.js";
import type { Forwarded, FromRunner, ToRunner } from "./messages.js";
import { endProcess, MESSAGES, writeFrame } from "./pipes.js";
import { Session } from "./session.js";
import { SharedState } from "./shared-state.js";

/** The `workerData` of a runner that is a thread. */
export interface RunnerThreadData {
  readonly directory: string;
  readonly language: Language;
  readonly shared: SharedArrayBuffer;
}

/** Serves from the process's main thread; a second thread receives the kernel's commands (`listener.ts`). */
export function serveProcess(): void {
  const shared = new SharedState();
  const listener = new Worker(new URL("./listener.js", import.meta.url), {
    workerData: shared.buffer,
    argv: [],
    execArgv: [],
  });
  listener.on("exit", endProcess);
  const receive = serve(process.cwd(), shared, (message) => {
    const frame = writeFrame(message);
    shared.unsignalled(() => {
      for (let written = 0; written < frame.length;) written += writeSync(MESSAGES, frame, written);
    });
  });
  listener.on("message", receive);
}

/** Serves from a worker thread; the thread that started it receives the kernel's commands. */
export function serveThread(): void {
  const port = parentPort!;
  const { directory, shared } = workerData as RunnerThreadData;
  port.on(
    "message",
    serve(directory, new SharedState(shared), (message) => port.postMessage(message)),
  );
}

/**
 * Makes a session that sends its messages by `post`; the returned function handles a message of the kernel,
 * as JSON.
 */
function serve(
  directory: string,
  shared: SharedState,
  post: (message: FromRunner) => void,
): (forwarded: Forwarded) => void {
  // Node warns that loading an ES module with `require` is experimental; a learner can do nothing about it.
  process.on("warning", (warning) => {
    if (warning.name !== "ExperimentalWarning") process.stderr.write(`${warning.name}: ${warning.message}\n`);
  });
  const session = new Session(directory, shared, post);
  post({ type: "ready" });
  return (forwarded) => {
    const { json, buffers } = typeof forwarded === "string" ? { json: forwarded, buffers: [] } : forwarded;
    const message = JSON.parse(json) as ToRunner;
    switch (message.type) {
      case "run":
        void session.run(message.request).then((outcome) => {
          shared.end();
          post({ type: "done", run: message.request.run, outcome, language: language() });
        });
        break;
      case "interrupt":
        session.interrupt(message.run);
        break;
      case "answer":
        session.questions.answer(message.id, message.value);
        break;
      case "refusal":
        session.questions.answer(message.id, undefined);
        break;
      case "comm":
        session.comms.receive(message.message, buffers);
    }
  };
}
