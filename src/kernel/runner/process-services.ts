/** What the functions of Node's that reach beyond the cells need of the session (`process-functions.node.ts`). */
import type { Guard } from "./guard.js";
import type { Questions } from "./questions.js";

export interface ProcessServices {
  readonly guard: Guard;
  readonly questions: Questions;
  /** The text written to standard output since the last end of line. */
  readonly prompt: () => string;
  /** Ends the running cell with an error, since nobody can answer its question. */
  readonly fail: (error: unknown) => void;
  /** Calls a function that waits for another program. */
  readonly waiting: <T>(wait: () => T) => T;
  /** Waits until all output so far is shown. */
  readonly show: () => void;
}

export interface ProcessFunctions {
  /** The run has ended or was stopped: nothing that it reads of standard input is expected any more. */
  forget(): void;
}
