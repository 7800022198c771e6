/** The compiler thread: answers one question after the other. If one fails, its answer contains the error. */
import { getHeapStatistics } from "node:v8";
import { parentPort, workerData } from "node:worker_threads";
import { completenessOf } from "./completeness.js";
import { speak } from "./locale.js";
import type { Answer, CompilerThreadData, FromThread, Question, ToThread } from "./messages.js";
import { CompilerSession } from "./session.js";
import { warmUp } from "./warm-up.js";

const { directory, language, cells } = workerData as CompilerThreadData;
speak(language);
const session = new CompilerSession(directory);
session.restore(cells);

parentPort!.on("message", (message: ToThread) => {
  if ("id" in message) post(reply(message));
  else if (message.kind === "settle") post({ released: session.settle(message.settled) });
  else if (message.kind === "setLanguage") speak(message.language);
  else session.reset();
  if (session.needsRefresh) plan();
});
warmUp(session);

let isPlanned = false;

/** Replaces the checker by a new one when no question waits for an answer. */
function plan(): void {
  if (isPlanned) return;
  isPlanned = true;
  setImmediate(() => {
    isPlanned = false;
    if (!session.needsRefresh) return;
    session.refresh();
    warmUp(session);
  });
}

function post(message: FromThread): void {
  parentPort!.postMessage(message);
}

/** Answers a question. If the checker fails, a new one is tried once: its state may have been the cause. */
function reply({ id, ...question }: Question & { id: number }): FromThread {
  let failure = "";
  for (let trial = 0; trial < 2; trial += 1) {
    try {
      return { id, answer: answerTo(question as Question), heap: heapMegabytes() };
    } catch (error) {
      failure = String(error);
      session.refresh();
    }
  }
  return { id, failure, heap: heapMegabytes() };
}

function heapMegabytes(): number {
  return getHeapStatistics().total_heap_size / 2 ** 20;
}

function answerTo(question: Question): Answer {
  switch (question.kind) {
    case "compile":
      return session.compile(question.cell);
    case "complete":
      return session.complete(question.code, question.cursor);
    case "inspect":
      return session.inspect(question.code, question.cursor);
    case "isComplete":
      return completenessOf(question.code);
  }
}
