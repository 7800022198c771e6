/** The compiler thread: answers one question after the other. If one fails, its answer contains the error. */
import { getHeapStatistics } from "node:v8";
import { parentPort, workerData } from "node:worker_threads";
import { setLanguage, type Language } from "../../language/language.js";
import { completenessOf } from "./completeness.js";
import type { Answer, CompilerThreadData, FromThread, Question, ToThread } from "./messages.js";
import { CompilerSession } from "./session.js";
import ts, { internals } from "./typescript.js";

/** Cells that use the names and types that nearly every cell needs. */
const DRAFTS = [
  `import { setLanguage } from "neurones"; const warm = [1, 2, 3].map((x) => x * 2); console.log(warm, \`\${setLanguage}\`);`,
  `const text = await Promise.resolve("a".padStart(3)); for (const x of new Float32Array(3)) console.log(Math.max(x), text, new Map<string, number>());`,
];

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
warmUp();

let isPlanned = false;

/** Replaces the checker by a new one when no question waits for an answer. */
function plan(): void {
  if (isPlanned) return;
  isPlanned = true;
  setImmediate(() => {
    isPlanned = false;
    if (!session.needsRefresh) return;
    session.refresh();
    warmUp();
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
    case "facts":
      return session.factsOf(question.code);
  }
}

/**
 * Sets the language of all messages of this thread; TypeScript contains French translations of the checker's.
 */
function speak(chosen: Language): void {
  setLanguage(chosen);
  // The checker's messages are written in English: no translation has to be loaded.
  if (chosen === "en") internals.setLocalizedDiagnosticMessages(undefined);
  else ts.validateLocaleAndSetLanguage(chosen, ts.sys);
}

/**
 * Makes the checker compute, before the first cell, the types that nearly every cell needs. This is done in
 * small steps, so that a question that arrives meanwhile is answered between two of them.
 */
function warmUp(): void {
  const steps = DRAFTS.flatMap((code) => [
    () => session.rehearse(code),
    () => void session.complete(code, code.indexOf("console.") + 8),
  ]);
  const next = (): void => {
    const step = steps.shift();
    if (step === undefined) return;
    step();
    setImmediate(next);
  };
  setImmediate(next);
}
