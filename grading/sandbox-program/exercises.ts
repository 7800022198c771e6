/**
 * The module `exercises` as a notebook in the sandbox imports it. `check` only records the answer for
 * observation: nothing in the sandbox can judge it.
 */
import { JUPYTER_DISPLAY, type MimeBundle } from "../../src/host/notebook.js";
import { recordAnswer } from "./recording.js";

export type VerdictState = "right" | "wrong" | "unanswered";

/** Replaces the verdict that a learner sees. */
export class Verdict {
  readonly state: VerdictState = "unanswered";
  readonly lines: readonly string[] = ["Réponse relevée."];

  constructor(readonly id: string) {}

  get text(): string {
    return this.lines.join("\n");
  }

  [JUPYTER_DISPLAY](): MimeBundle {
    return { "text/plain": this.text };
  }
}

export function check(id: string, answer: unknown): Verdict {
  recordAnswer(id, answer);
  return new Verdict(id);
}

export function hint(id: string): Verdict {
  return new Verdict(id);
}

export function solution(id: string): Verdict {
  return new Verdict(id);
}

/** Nothing is judged here, so nothing is known to be done. */
export function progress(lesson = ""): Verdict {
  return new Verdict(lesson);
}

/** The student's function, right or wrong: the course's own function is not in the sandbox. */
export function use<Answer extends (...inputs: never[]) => unknown>(_id: string, yours: Answer): Answer {
  return yours;
}

export function forget(): void {}
