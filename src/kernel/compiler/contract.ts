/**
 * What the kernel's threads say to each other about a cell's code.
 *
 * The compiler thread turns a cell's TypeScript into JavaScript and answers questions about it; the runner thread runs
 * the JavaScript and knows nothing of TypeScript; the main thread sits between them. Everything here is plain data
 * (structured clone), so that each side can be read, tested and replaced alone.
 *
 * ## What compiled code expects of the runner
 *
 * `javascript` is the body of a function, async where `isAsync`, of the parameters
 *
 * - `exports`: the session's variables, a plain object that lives as long as the session. Every name declared at the
 *   top level of a cell is a property of it from the moment it has a value, so that what an interrupted or failed cell
 *   had already made is kept. Reading and writing the property reads and writes the variable itself, as seen by every
 *   cell (it is an accessor; the cells themselves reach the variable by a shorter way). `exports._` is the runner's: the
 *   value of the last expression, which cells read as `_` unless they declare a `_` of their own;
 * - `require`: CommonJS `require`, resolving from the notebook's folder, that also loads ES modules. A local module is
 *   asked for by the absolute path of its source, exactly `CompiledModule.path`; where it is async, by
 *   `require.settled(path)`. `require.import` is what `import(…)` becomes, `require.meta` what `import.meta` does, and
 *   `require.module` the `module` of a cell;
 * - `__run`: a `RunGuard`, below.
 *
 * A local module's `javascript` is the body of a function of the parameters `exports`, `require`, `module`,
 * `__filename`, `__dirname` and `__run`; its relative and local imports, too, are written as absolute paths.
 *
 * The checks that make code stoppable read `__run.interrupted[0]` (a shared 32-bit number: the serial of the newest
 * run that was interrupted; runs are numbered from 1) and call `__run.stop()` when it has reached the run they belong
 * to. Synchronous code, generators included, belongs to the run that is current; a cell's own statements belong to its
 * run; an async function or async generator remembers the run in which it began.
 */

import type { Language } from "../../language/language.js";

/** What compiled code reads to learn that it must stop. */
export interface RunGuard {
  /** `interrupted[0]` is the serial of the newest interrupted run; shared with the main thread, read without atomics. */
  readonly interrupted: Int32Array;
  /** Objects of the language that no cell can have replaced. */
  readonly builtIn: {
    readonly Map: typeof Map;
    readonly Object: typeof Object;
    readonly ReferenceError: typeof ReferenceError;
    readonly Symbol: typeof Symbol;
  };
  /** The serial of the run whose code executes now. */
  readonly current: number;
  /** The serial of the only run that lives; -1 where there may be several. */
  readonly sole: number;
  /** The serial of the run to which belongs what happens now: an async function belongs to it for good. */
  now(): number;
  /** Called where code of another run than the `sole` one goes on after an `await`. */
  resumed(serial: number): void;
  /** Throws `KernelInterrupted`. */
  stop(): never;
  /** True for the error that `stop` throws: a catch clause must let it pass. */
  isStop(error: unknown): boolean;
  /** A catch clause has this error: a message that V8 built from compiled text gets the learner's names. */
  caught(error: unknown): void;
  /** Called by a cell for each of its names as soon as that has a value: what `RunSettled.defined` tells afterwards. */
  made(name: string): void;
}

/** A cell to compile. */
export interface CellSource {
  /** The serial of the run, from 1, never reused in a kernel's life. */
  readonly run: number;
  /** The name of the cell in stack traces and messages, such as `Cell [7]`. */
  readonly name: string;
  readonly code: string;
}

/** A place in a cell, both counted from 1, in UTF-16 units. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** What the type checker has to say about a cell. */
export interface CellDiagnostic {
  readonly severity: "error" | "warning";
  /** TypeScript's number, such as 2322; 0 for our own. */
  readonly code: number;
  readonly message: string;
  /** The file, where it is not the cell itself: a local module beside the notebook. */
  readonly file?: string;
  readonly start: Position;
  readonly end: Position;
  /** The source lines concerned, with carets under the place. */
  readonly excerpt: string;
  /** What a learner can do about it, where we know. */
  readonly hint?: string;
}

/** A local TypeScript file that a cell imports, compiled. */
export interface CompiledModule {
  /** The absolute path of its source. */
  readonly path: string;
  /** CommonJS. */
  readonly javascript: string;
  /** Whether the body is of an async function: the module, or one that it imports, awaits something at its top level. */
  readonly isAsync: boolean;
  /** A source map, version 3, as JSON. */
  readonly sourceMap: string;
}

/** A cell ready to run. */
export interface CompiledCell {
  readonly ok: true;
  readonly run: number;
  readonly javascript: string;
  /** From `javascript` to the cell's TypeScript, version 3, as JSON. */
  readonly sourceMap: string;
  readonly isAsync: boolean;
  /** The property of `exports` that receives the value of the last expression, where the cell ends in one. */
  readonly lastExpression?: string;
  /** Local modules that are new or changed since they were last sent. */
  readonly modules: readonly CompiledModule[];
  /** Names used here whose newest cell failed: their values are older ones. */
  readonly outdated: readonly string[];
  readonly diagnostics: readonly CellDiagnostic[];
}

/** A cell that does not compile. */
export interface RejectedCell {
  readonly ok: false;
  readonly run: number;
  readonly diagnostics: readonly CellDiagnostic[];
}

export type CompileAnswer = CompiledCell | RejectedCell;

/** How a run ended, so that the next cells are checked against the names that really exist. */
export interface RunSettled {
  readonly run: number;
  /** `"all"` after success; else the names that the run had said were `made` before it failed or was stopped. */
  readonly defined: "all" | readonly string[];
}

/** Completions at a cursor. */
export interface CompletionAnswer {
  /** The span to replace, in UTF-16 units from the start of the code. */
  readonly start: number;
  readonly end: number;
  readonly items: readonly { readonly text: string; readonly kind: string; readonly signature?: string }[];
}

/** What is known of the symbol at a cursor: its signature and its JSDoc. */
export interface InspectionAnswer {
  readonly found: boolean;
  readonly text: string;
  readonly markdown: string;
}

/** Whether a piece of code is a whole cell, as the protocol's `is_complete_reply` says it. */
export interface CompletenessAnswer {
  readonly status: "complete" | "incomplete" | "invalid" | "unknown";
  readonly indent: string;
}

/** The compiler as the main thread sees it. Every method answers, also when the compiler itself fails. */
export interface Compiler {
  compile(cell: CellSource): Promise<CompileAnswer>;
  settle(settled: RunSettled): void;
  complete(code: string, cursor: number): Promise<CompletionAnswer>;
  inspect(code: string, cursor: number): Promise<InspectionAnswer>;
  isComplete(code: string): Promise<CompletenessAnswer>;
  /** The language of messages and hints from now on; French until then. */
  setLanguage(language: Language): void;
  /** Forgets every cell, as after a restart of the runner with a fresh state. */
  reset(): void;
  /** Ends the thread. */
  close(): Promise<void>;
}
