/** The messages between the page and the runner's worker. */
import type { Language } from "../../src/language/language.js";
import type { ForwardedComm, FromRunner } from "../../src/kernel/runner/messages.js";

/** The first message. */
export interface RunnerWorkerData {
  readonly directory: string;
  readonly language: Language;
  /** The memory of `SharedState`; a copy, if the page may share none. */
  readonly shared: ArrayBufferLike;
}

/** The question of `Pulse`, which is its own answer. */
export const PULSE = "pulse";

/** What the runner's worker asks of the page for its helpers: the workers that the page makes for it, each with a number. */
export type ToHelpers =
  | {
      readonly type: "make helper";
      readonly helper: number;
      readonly address: string;
      readonly as: WorkerType;
    }
  | { readonly type: "tell helper"; readonly helper: number; readonly message: unknown };

/** A helper has failed, or could not start. */
export interface HelperEnded {
  readonly endedHelper: number;
}

/** All others to the worker: a message in JSON, one of a comm, of a helper, or the question whether it still answers. */
export type ToRunnerWorker = string | ForwardedComm | HelperEnded;

/** What the worker sends. */
export type FromRunnerWorker = FromRunner | ToHelpers | typeof PULSE;
