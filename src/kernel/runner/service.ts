/**
 * Connects a session with the kernel: over a pipe if the runner has its own process, over a port if it is a
 * thread.
 */
import { writeSync } from "node:fs";
import {
  MessageChannel,
  parentPort,
  receiveMessageOnPort,
  Worker,
  workerData,
  type MessagePort,
} from "node:worker_threads";
import { language, type Language } from "../../language/language.js";
import type { CommMessage, ForwardedComm, FromRunner, ToRunner } from "./messages.js";
import { endProcess, MESSAGES, writeFrame } from "./pipes.js";
import { Session } from "./session.js";
import { SharedState } from "./shared-state.js";

/** The `workerData` of a runner that is a thread. */
export interface RunnerThreadData {
  readonly directory: string;
  readonly language: Language;
  readonly shared: SharedArrayBuffer;
}

/** The `workerData` of the listener's thread. */
export interface ListenerData {
  readonly shared: SharedArrayBuffer;
  /** Where comm messages go. */
  readonly comms: MessagePort;
}

/** Serves from the process's main thread; a second thread receives the kernel's commands (`listener.ts`). */
export function serveProcess(): void {
  const shared = new SharedState();
  // Comm messages have a port of their own: code that never leaves a chain of promises takes them from it.
  const { port1: inbox, port2: outbox } = new MessageChannel();
  const listener = new Worker(new URL("./listener.js", import.meta.url), {
    workerData: { shared: shared.buffer, comms: outbox } satisfies ListenerData,
    transferList: [outbox],
    argv: [],
    execArgv: [],
  });
  listener.on("exit", endProcess);
  const take = (): void => {
    for (let next = receiveMessageOnPort(inbox); next !== undefined; next = receiveMessageOnPort(inbox))
      receiveComm(next.message as ForwardedComm);
  };
  const { receive, receiveComm } = serve(
    process.cwd(),
    shared,
    (message) => {
      const frame = writeFrame(message);
      shared.unsignalled(() => {
        for (let written = 0; written < frame.length;) written += writeSync(MESSAGES, frame, written);
      });
    },
    take,
  );
  listener.on("message", receive);
  inbox.on("message", receiveComm);
}

/** Serves from a worker thread; the thread that started it receives the kernel's commands. */
export function serveThread(): void {
  const port = parentPort!;
  const { directory, shared } = workerData as RunnerThreadData;
  const { receive } = serve(directory, new SharedState(shared), (message) => port.postMessage(message));
  port.on("message", receive);
}

/** Handles the messages of the kernel: JSON, and those of comms. */
interface Receivers {
  readonly receive: (json: string) => void;
  readonly receiveComm: (message: ForwardedComm) => void;
}

/** Makes a session that sends its messages by `post`, and takes the comm messages that wait by `take`. */
function serve(
  directory: string,
  shared: SharedState,
  post: (message: FromRunner) => void,
  take: () => void = () => undefined,
): Receivers {
  // Node warns that loading an ES module with `require` is experimental; a learner can do nothing about it.
  process.on("warning", (warning) => {
    if (warning.name !== "ExperimentalWarning") process.stderr.write(`${warning.name}: ${warning.message}\n`);
  });
  const session = new Session(directory, shared, post, take);
  post({ type: "ready" });
  const receive = (json: string): void => {
    const message = JSON.parse(json) as ToRunner;
    switch (message.type) {
      case "run":
        void session.run(message.request).then((outcome) => {
          shared.end();
          const variables = session.described.describe();
          post({ type: "done", run: message.request.run, outcome, variables, language: language() });
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
    }
  };
  return {
    receive,
    receiveComm: ({ json, buffers }) => {
      shared.takeMessage();
      session.comms.receive(JSON.parse(json) as CommMessage, buffers);
    },
  };
}
