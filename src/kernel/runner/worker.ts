/** The runner thread: runs cells one at a time, and knows nothing of TypeScript. */
import { parentPort, workerData } from "node:worker_threads";
import { language, setLanguage } from "../../language/language.js";
import type { FromRunner, RunnerData, ToRunner } from "./messages.js";
import { Session } from "./session.js";
import { SharedState } from "./shared-state.js";

if (parentPort === null) throw new Error("the runner is started by the kernel, in a worker thread");
const port = parentPort;
const post = (message: FromRunner): void => port.postMessage(message);
const data = workerData as RunnerData;
setLanguage(data.language);

// Loading an ES module with `require` is what Node calls experimental; a learner can do nothing about it.
process.removeAllListeners("warning");
process.on("warning", (warning) => {
  if (warning.name !== "ExperimentalWarning") process.stderr.write(`${warning.name}: ${warning.message}\n`);
});

const session = new Session(data.directory, new SharedState(data.shared), post);

port.on("message", (message: ToRunner) => {
  switch (message.type) {
    case "run":
      void session.run(message.request).then((outcome) => post({ type: "done", run: message.request.run, outcome, language: language() }));
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
});
post({ type: "ready" });
