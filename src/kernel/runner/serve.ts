/** Connects a session with the kernel, whatever carries the messages. */
import { language } from "../../language/language.js";
import type { Checks } from "../checks.js";
import type { CommMessage, ForwardedComm, FromRunner, ToRunner } from "./messages.js";
import { lookAt } from "./looks.js";
import type { AwaitAnswer } from "./questions.js";
import { Session } from "./session.js";
import type { SharedState } from "./shared-state.js";

/** Handles the messages of the kernel: JSON, and those of comms. */
export interface Receivers {
  readonly receive: (json: string) => void;
  readonly receiveComm: (message: ForwardedComm) => void;
}

/** What a session may have beside the kernel. */
export interface ServeOptions {
  /** Takes the comm messages that wait. */
  readonly take?: () => void;
  /** How the cells were checked; as in the course by default. */
  readonly checks?: Checks;
  /** Waits for the answer to a question, if code can wait. */
  readonly awaitAnswer?: AwaitAnswer;
}

/** Makes a session that sends its messages by `post`. */
export function serve(
  directory: string,
  shared: SharedState,
  post: (message: FromRunner) => void,
  { take = () => undefined, checks = "course", awaitAnswer }: ServeOptions = {},
): Receivers {
  const session = new Session(directory, shared, post, { take, checks, awaitAnswer });
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
        // Where no memory is shared, the attendant could not.
        shared.interrupt(message.run);
        session.interrupt(message.run);
        break;
      case "answer":
        session.questions.answer(message.id, message.value);
        break;
      case "look":
        post({ type: "seen", id: message.id, seen: lookAt(session.described, message.look) });
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
