/** The host of a runner, as the kernel's process sees it: a process of its own, or a thread. */
import type { Language } from "../../language/language.js";
import type { FromRunner, ToRunner } from "../runner/messages.js";

/** Receives what a host reports. */
export interface HostListener {
  message(message: FromRunner): void;
  /**
   * Text that was written to a standard stream without the runner: by a program that a cell has started, or
   * by native code.
   */
  text(name: "stdout" | "stderr", text: string): void;
  /** The host has ended, by `end` or by itself. */
  ended(end: HostEnd): void;
}

/** How a host ended by itself. */
export interface HostEnd {
  readonly isOutOfMemory: boolean;
  readonly detail: string;
}

export interface RunnerHost {
  send(message: ToRunner): void;
  /** Ends the host, even if a cell computes. */
  end(): Promise<void>;
}

export type StartRunnerHost = (directory: string, language: Language, listener: HostListener) => RunnerHost;
