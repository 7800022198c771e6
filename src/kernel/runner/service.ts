/** Takes each message of the kernel and has the session act on it; says `ready` first. */
import { language } from "../../language/language.js";
import type { FromRunner, ToRunner } from "./messages.js";
import { Session } from "./session.js";
import type { SharedState } from "./shared-state.js";

/** Makes a session, which tells the kernel by `post`; the function returned takes what the kernel says, as JSON. */
export function serve(
  directory: string,
  shared: SharedState,
  post: (message: FromRunner) => void,
): (json: string) => void {
  // Loading an ES module with `require` is what Node calls experimental; a learner can do nothing about it.
  process.on("warning", (warning) => {
    if (warning.name !== "ExperimentalWarning") process.stderr.write(`${warning.name}: ${warning.message}\n`);
  });
  const session = new Session(directory, shared, post);
  post({ type: "ready" });
  return (json) => {
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
    }
  };
}
