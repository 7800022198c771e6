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

/** All others to the worker: a message in JSON, one of a comm, or the question whether it still answers. */
export type ToRunnerWorker = string | ForwardedComm;

/** What the worker sends. */
export type FromRunnerWorker = FromRunner | typeof PULSE;
