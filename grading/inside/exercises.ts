/**
 * `exercises` as a notebook in the sandbox gets it: nothing is judged here, for nothing to judge with is here. A check only
 * marks which answer is to be observed.
 */
import type { MimeBundle } from "../../src/host/notebook.js";
import { mark } from "./marks.js";

export type VerdictState = "right" | "wrong" | "unanswered";

/** Stands for the verdict that a learner sees. */
export class Verdict {
  readonly state: VerdictState = "unanswered";
  readonly lines: readonly string[] = ["Réponse relevée."];

  constructor(readonly id: string) {}

  get text(): string {
    return this.lines.join("\n");
  }

  [Symbol.for("Jupyter.display")](): MimeBundle {
    return { "text/plain": this.text };
  }
}

export function check(id: string, answer: unknown): Verdict {
  mark(id, answer);
  return new Verdict(id);
}

export function hint(id: string): Verdict {
  return new Verdict(id);
}

export function solution(id: string): Verdict {
  return new Verdict(id);
}

/** The student's function, right or wrong: the course's own is not here. */
export function use<Asked extends (...inputs: never[]) => unknown>(_id: string, yours: Asked): Asked {
  return yours;
}

export function forget(): void {}
