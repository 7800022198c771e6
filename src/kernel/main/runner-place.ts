/** Where cells run, as the kernel sees it: a process of its own, or a thread. */
import type { Language } from "../../language/language.js";
import type { FromRunner, ToRunner } from "../runner/messages.js";

/** What the kernel hears of the place where cells run. */
export interface PlaceListener {
  message(message: FromRunner): void;
  /** Text that was written to a standard stream past the runner: by a program that a cell has started, or by native code. */
  text(name: "stdout" | "stderr", text: string): void;
  /** It has ended: told to, or by itself. */
  ended(end: PlaceEnd): void;
}

/** How it ended by itself. */
export interface PlaceEnd {
  readonly isMemory: boolean;
  readonly detail: string;
}

export interface RunnerPlace {
  send(message: ToRunner): void;
  /** Ends it, whatever it does. */
  end(): Promise<void>;
}

export type StartRunner = (directory: string, language: Language, listener: PlaceListener) => RunnerPlace;
