/**
 * What the kernel and the runner say to each other. Plain data, by structured clone; what cannot wait for the runner's
 * event loop goes from its attendant through `SharedState`.
 */
import type { Language } from "../../language/language.js";
import type { CompiledCell } from "../compiler/contract.js";

/** An error as Jupyter's protocol says it. */
export interface ErrorReport {
  readonly ename: string;
  readonly evalue: string;
  readonly traceback: readonly string[];
}

/** A cell to run. */
export interface RunRequest {
  readonly run: number;
  /** The name of the cell in messages: `Cell [7]`. */
  readonly name: string;
  /** Its TypeScript. */
  readonly code: string;
  readonly compiled: Pick<
    CompiledCell,
    "javascript" | "sourceMap" | "isAsync" | "lastExpression" | "modules"
  > &
    Partial<Pick<CompiledCell, "outdated">>;
  /** Whether the value of the last expression is wanted. */
  readonly wantsResult: boolean;
}

/** How a run ended. */
export type RunOutcome =
  | { readonly status: "ok"; readonly result?: string }
  | { readonly status: "error"; readonly error: ErrorReport; readonly defined: readonly string[] };

/** Something that a run shows, in the order of showing. JSON is already written: it may be large. */
export type Output =
  | {
      readonly kind: "stream";
      readonly run: number;
      readonly name: "stdout" | "stderr";
      readonly text: string;
    }
  | { readonly kind: "display_data" | "update_display_data"; readonly run: number; readonly json: string }
  | { readonly kind: "clear_output"; readonly run: number; readonly wait: boolean }
  | { readonly kind: "error"; readonly run: number; readonly error: ErrorReport };

/** A question for the learner. */
export interface Question {
  readonly id: number;
  readonly run: number;
  readonly prompt: string;
  readonly password: boolean;
}

export type ToRunner =
  | { readonly type: "run"; readonly request: RunRequest }
  | { readonly type: "interrupt"; readonly run: number }
  | { readonly type: "answer"; readonly id: number; readonly value: string }
  | { readonly type: "refusal"; readonly id: number }
  /** Output of this size has been sent to the front end. */
  | { readonly type: "sent"; readonly size: number }
  /** All that was written before this barrier is shown. */
  | { readonly type: "passed"; readonly barrier: number };

export type FromRunner =
  | { readonly type: "ready" }
  | { readonly type: "outputs"; readonly outputs: readonly Output[]; readonly size: number }
  | { readonly type: "question"; readonly question: Question }
  /** Asks to be told once all that was written so far, by other processes too, is shown. */
  | { readonly type: "barrier"; readonly barrier: number }
  /** More memory was taken than is granted. */
  | { readonly type: "exceeded"; readonly detail: string }
  | {
      readonly type: "done";
      readonly run: number;
      readonly outcome: RunOutcome;
      readonly language: Language;
    };
