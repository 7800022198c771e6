/**
 * The messages between the kernel and the runner: plain data in structured-clone format. Information that
 * cannot wait for the runner's event loop goes from the attendant through `SharedState`.
 */
import type { RunningCell } from "../../host/notebook.js";
import type { Language } from "../../language/language.js";
import type { VariableReport } from "../cells/values.js";
import type { CompiledCell, CompletionItem, ValuePath } from "../compiler/contract.js";

/** An error in the form of Jupyter's protocol. */
export interface ErrorReport {
  readonly ename: string;
  readonly evalue: string;
  readonly traceback: readonly string[];
}

/** A MIME bundle in the form of Jupyter's protocol: JSON values by MIME type. */
export interface WrittenBundle {
  readonly data: Readonly<Record<string, unknown>>;
  readonly metadata: Readonly<Record<string, unknown>>;
}

/** A cell to run. */
export interface RunRequest {
  readonly run: number;
  /** The identifier of the notebook's cell; a front end need not give one. */
  readonly cell?: string;
  /** The name of the cell in messages: `Cell [7]`. */
  readonly name: string;
  /** The cell's TypeScript. */
  readonly code: string;
  readonly compiled: Pick<
    CompiledCell,
    "javascript" | "sourceMap" | "isAsync" | "lastExpression" | "modules"
  > &
    Partial<Pick<CompiledCell, "outdated">>;
  /** Whether the value of the last expression is wanted. */
  readonly wantsResult: boolean;
  /** The names that the cell uses and whose cells are out of date. */
  readonly stale?: RunningCell["stale"];
}

/** How a run ended. */
export type RunOutcome =
  | { readonly status: "ok"; readonly result?: WrittenBundle }
  | { readonly status: "error"; readonly error: ErrorReport; readonly defined: readonly string[] };

/** Text that a run has written to a standard stream. */
export interface StreamOutput {
  readonly kind: "stream";
  readonly run: number;
  readonly name: "stdout" | "stderr";
  readonly text: string;
}

/** A value that a run shows, in a new place or in the place of the earlier display with the same id. */
export interface DisplayOutput {
  readonly kind: "display_data" | "update_display_data";
  readonly run: number;
  readonly bundle: WrittenBundle;
  readonly id: string;
}

/** A message of a comm to the front end. */
export interface CommOutput {
  readonly kind: "comm_open" | "comm_msg" | "comm_close";
  readonly run: number;
  readonly comm: string;
  /** Only in `comm_open`. */
  readonly target?: string;
  readonly metadata?: Readonly<Record<string, unknown>>;
  readonly data: Readonly<Record<string, unknown>>;
  readonly buffers: readonly Uint8Array[];
}

/** An output of a run. */
export type Output =
  | StreamOutput
  | DisplayOutput
  | CommOutput
  | { readonly kind: "clear_output"; readonly run: number; readonly wait: boolean }
  | { readonly kind: "error"; readonly run: number; readonly error: ErrorReport };

/** A message of the front end to a comm that a cell has opened. */
export interface CommMessage {
  /** Messages are numbered in the order of their arrival. */
  readonly number: number;
  /** The number by which a stop ends what the message has caused; it is also greater than that of every run before. */
  readonly serial: number;
  readonly comm: string;
  readonly kind: "comm_msg" | "comm_close";
  /** The data in JSON: objects are made of it in the realm of the cells. */
  readonly data: string;
}

/** A question for the learner. */
export interface Question {
  /** Negative if the cell waits for the answer without leaving its code. */
  readonly id: number;
  readonly run: number;
  readonly prompt: string;
  readonly password: boolean;
}

/** Asks for the members of a value, or for a short text of it. */
export interface Look {
  readonly path: ValuePath;
  readonly wants: "members" | "text";
}

/** What was seen: neither, if there is no such value or if only its own code could tell it. */
export interface Seen {
  readonly members?: readonly CompletionItem[];
  readonly text?: string;
}

export type ToRunner =
  | { readonly type: "run"; readonly request: RunRequest }
  | { readonly type: "interrupt"; readonly run: number }
  | { readonly type: "answer"; readonly id: number; readonly value: string }
  | { readonly type: "refusal"; readonly id: number }
  | { readonly type: "comm"; readonly message: CommMessage; readonly buffers: readonly Uint8Array[] }
  | { readonly type: "look"; readonly id: number; readonly look: Look }
  /** Outputs of this size were sent to the front end. */
  | { readonly type: "sent"; readonly size: number }
  /** All output before this barrier is shown. */
  | { readonly type: "passed"; readonly barrier: number }
  | ToInspector;

/** A command to Node's inspector of the thread that runs cells, or the end of its use; only a process has one. */
export type ToInspector =
  | { readonly type: "inspect"; readonly id: number; readonly method: string; readonly params: object }
  | { readonly type: "inspectorOff" };

/** The answer to a command to the inspector, or one of its events. */
export type FromInspector =
  | { readonly type: "inspected"; readonly id: number; readonly result: object }
  | { readonly type: "inspected"; readonly id: number; readonly failure: string }
  | { readonly type: "inspectorEvent"; readonly method: string; readonly params: object };

export type FromRunner =
  | { readonly type: "ready" }
  | { readonly type: "outputs"; readonly outputs: readonly Output[]; readonly size: number }
  | { readonly type: "question"; readonly question: Question }
  | { readonly type: "seen"; readonly id: number; readonly seen: Seen }
  /** The comm messages up to this number have been delivered. */
  | { readonly type: "heard"; readonly number: number }
  /** Asks for a `passed` message once all output so far, also that of other processes, is shown. */
  | { readonly type: "barrier"; readonly barrier: number }
  /** The process takes more memory than is granted. */
  | { readonly type: "exceeded"; readonly detail: string }
  | {
      readonly type: "done";
      readonly run: number;
      readonly outcome: RunOutcome;
      readonly variables: VariableReport;
      readonly language: Language;
    }
  /** Code that these runs have left behind has been at work since the last report. */
  | { readonly type: "late"; readonly runs: readonly number[]; readonly variables: VariableReport }
  | FromInspector;

/** A comm message as it crosses to the thread of the cells: a `CommMessage` in JSON, and its binary data. */
export interface ForwardedComm {
  readonly json: string;
  readonly buffers: readonly Uint8Array[];
}
