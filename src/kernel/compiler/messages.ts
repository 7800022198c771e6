/**
 * What the main thread and the compiler thread send each other.
 */
import type { Language } from "../../language/language.js";
import type {
  CellSource,
  CompileAnswer,
  CompletenessAnswer,
  CompletionAnswer,
  InspectionAnswer,
  RunSettled,
} from "./contract.js";
import type { RestoredCell } from "./session.js";

/** What the thread is started with. */
export interface CompilerThreadData {
  readonly directory: string;
  readonly language: Language;
  /** Cells that an earlier thread had compiled. */
  readonly cells: readonly RestoredCell[];
}

/** A question, which gets an answer of the same `id`. */
export type Question =
  | { readonly kind: "compile"; readonly cell: CellSource }
  | { readonly kind: "complete" | "inspect"; readonly code: string; readonly cursor: number }
  | { readonly kind: "isComplete"; readonly code: string };

/** What is only said. */
export type Notice =
  | { readonly kind: "settle"; readonly settled: RunSettled }
  | { readonly kind: "reset" }
  | { readonly kind: "setLanguage"; readonly language: Language };

export type ToThread = (Question & { readonly id: number }) | Notice;

export type Answer = CompileAnswer | CompletionAnswer | InspectionAnswer | CompletenessAnswer;

/**
 * From the thread: an answer, or `failure` where it threw, with the size of the thread's heap in MB; or the runs whose
 * cells a new worker need not know any more.
 */
export type FromThread =
  | ({ readonly id: number; readonly heap: number } & (
      { readonly answer: Answer } | { readonly failure: string }
    ))
  | { readonly released: readonly number[] };
