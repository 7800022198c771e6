/** The messages between the main thread and the compiler, a thread or a process. */
import type { Language } from "../../language/language.js";
import type { CellFacts } from "../cells/facts.js";
import type { Checks } from "../checks.js";
import type {
  CellSource,
  CompileAnswer,
  CompletenessAnswer,
  CompletionAnswer,
  FailedNamesAnswer,
  InspectionAnswer,
  RunSettled,
  SourcePlace,
  Translation,
  TypesAnswer,
} from "./contract.js";
import type { RestoredCell } from "./session.js";

/** What a compiler is told when it starts. */
export interface CompilerThreadData {
  readonly directory: string;
  readonly language: Language;
  readonly checks: Checks;
  /** The cells that an earlier thread has compiled. */
  readonly cells: readonly RestoredCell[];
  /** What an earlier compiler knew of failed cells. */
  readonly failed?: FailedNamesAnswer;
}

/** A question; its answer has the same `id`. */
export type Question =
  | { readonly kind: "compile"; readonly cell: CellSource }
  | { readonly kind: "complete" | "inspect"; readonly code: string; readonly cursor: number }
  | { readonly kind: "isComplete" | "facts"; readonly code: string }
  | { readonly kind: "failedNames" }
  | { readonly kind: "translate"; readonly expression: string; readonly place: SourcePlace | undefined }
  | { readonly kind: "caught"; readonly places: readonly SourcePlace[] }
  | { readonly kind: "types"; readonly place: SourcePlace | undefined };

/** A message without an answer. */
export type Notice =
  | { readonly kind: "settle"; readonly settled: RunSettled }
  | { readonly kind: "reset" }
  | { readonly kind: "setLanguage"; readonly language: Language };

export type ToThread = (Question & { readonly id: number }) | Notice;

export type Answer =
  | CompileAnswer
  | CompletionAnswer
  | InspectionAnswer
  | CompletenessAnswer
  | CellFacts
  | FailedNamesAnswer
  | Translation
  | boolean
  | TypesAnswer;

/**
 * A message of the compiler: an answer, or `failure` if it threw, with the size of the thread's heap
 * in MB; or the runs whose cells a new worker need not learn.
 */
export type FromThread =
  | ({ readonly id: number; readonly heap: number } & (
      { readonly answer: Answer } | { readonly failure: string }
    ))
  | { readonly released: readonly number[] };

/** What a compiler must have. */
export interface CompilerNeeds {
  /** The size to which its heap may grow. */
  readonly heapMegabytes: number;
  /** True for code that is nested too deeply for a small stack. */
  readonly needsLargeStack: boolean;
}

/** A compiler thread, or a compiler process, as the main thread sees it. */
export interface CompilerWorker {
  /** True if another compiler may follow more deeply nested code. */
  readonly hasSmallStack: boolean;
  /** True if it starts from a snapshot, in some tenths of a second. */
  readonly startsQuickly: boolean;
  send(message: ToThread): void;
  end(): Promise<void>;
}

/** Receives what the thread reports. */
export interface ThreadListener {
  message(message: FromThread): void;
  /** The thread has ended by itself, or could not start. */
  ended(reason: string): void;
}

/** Starts the compilers of one notebook, one after the other. */
export interface CompilerStarts {
  start(data: CompilerThreadData, needs: CompilerNeeds, listener: ThreadListener): CompilerWorker;
}
