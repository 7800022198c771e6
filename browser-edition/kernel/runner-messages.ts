/** The messages from the page to the runner's worker. */
import type { Language } from "../../src/language/language.js";
import type { ForwardedComm } from "../../src/kernel/runner/messages.js";

/** The first message. */
export interface RunnerWorkerData {
  readonly directory: string;
  readonly language: Language;
  /** The memory of `SharedState`; a copy, if the page may share none. */
  readonly shared: ArrayBufferLike;
}

/** All others: a message in JSON, or one of a comm. */
export type ToRunnerWorker = string | ForwardedComm;
