/**
 * Connects a session with the kernel in Node: over a pipe if the runner has its own process, over a port if it is a
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
import type { Language } from "../../language/language.js";
import type { Checks } from "../checks.js";
import type { ForwardedComm, ToRunner } from "./messages.js";
import { endProcess, MESSAGES, writeFrame } from "./pipes.js";
import type { AwaitAnswer } from "./questions.js";
import { serve } from "./serve.js";
import { SharedState } from "./shared-state.js";

/** The `workerData` of a runner that is a thread. */
export interface RunnerThreadData {
  readonly directory: string;
  readonly language: Language;
  readonly shared: ArrayBufferLike;
}

type AnswerMessage = Extract<ToRunner, { readonly type: "answer" | "refusal" }>;

/** The `workerData` of the listener's thread. */
export interface ListenerData {
  readonly shared: ArrayBufferLike;
  /** Where comm messages go. */
  readonly comms: MessagePort;
  /** Where answers go for which the runner's code waits. */
  readonly answers: MessagePort;
}

/** Serves from the process's main thread; a second thread receives the kernel's commands (`listener.ts`). */
export function serveProcess(checks: Checks): void {
  showWarnings();
  const shared = new SharedState();
  // Comm messages have a port of their own: code that never leaves a chain of promises takes them from it.
  const { port1: inbox, port2: outbox } = new MessageChannel();
  const { port1: replies, port2: answers } = new MessageChannel();
  const listener = new Worker(new URL("./listener.js", import.meta.url), {
    workerData: { shared: shared.buffer, comms: outbox, answers } satisfies ListenerData,
    transferList: [outbox, answers],
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
    { take, checks, awaitAnswer: answersFrom(replies) },
  );
  listener.on("message", receive);
  inbox.on("message", receiveComm);
}

/** The milliseconds between two looks for an answer, and for a stop. */
const INTERVAL = 20;

/** Waits for answers that arrive at a port, while the event loop stands still. */
function answersFrom(replies: MessagePort): AwaitAnswer {
  // A port that nothing listens to must not keep the process alive.
  replies.unref();
  const pause = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  return (id, isStopped) => {
    while (!isStopped()) {
      const received = receiveMessageOnPort(replies)?.message as AnswerMessage | undefined;
      // The answer to an older question, whose cell was stopped, is of no use.
      if (received?.id === id) return { value: received.type === "answer" ? received.value : undefined };
      if (received === undefined) Atomics.wait(pause, 0, 0, INTERVAL);
    }
    return undefined;
  };
}

/** Serves from a worker thread; the thread that started it receives the kernel's commands. */
export function serveThread(): void {
  showWarnings();
  const port = parentPort!;
  const { directory, shared } = workerData as RunnerThreadData;
  const { receive } = serve(directory, new SharedState(shared), (message) => port.postMessage(message));
  port.on("message", receive);
}

/** Node warns that loading an ES module with `require` is experimental; a learner can do nothing about it. */
function showWarnings(): void {
  process.on("warning", (warning) => {
    if (warning.name !== "ExperimentalWarning") process.stderr.write(`${warning.name}: ${warning.message}\n`);
  });
}
