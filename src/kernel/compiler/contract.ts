/**
 * The messages between the kernel's threads and processes about a cell's code.
 *
 * The compiler turns a cell's TypeScript into JavaScript and answers questions about it. The runner
 * executes the JavaScript and knows nothing of TypeScript. The main thread passes the messages between them.
 * All messages are plain data (structured clone), so that each side can be read, tested and replaced alone.
 *
 * ## The interface between compiled code and the runner
 *
 * `javascript` is the body of a function, which is async if `isAsync` is true. Its parameters are:
 *
 * - `exports`: the session's variables, a plain object that lives as long as the session. Every name declared
 *   at the top level of a cell is a property of it from the moment it has a value; the values that an
 *   interrupted or failed cell has already assigned are therefore not lost. The property is an accessor: to
 *   read or write it is to read or write the variable that every cell sees (compiled cells access the
 *   variable more directly). The runner writes `exports._`: the value of the last expression, which cells
 *   read as `_` unless they declare a `_` themselves;
 * - `require`: CommonJS `require`, which resolves from the notebook's folder and also loads ES modules. A
 *   local module is required by the absolute path of its source, exactly `CompiledModule.path`; if it is
 *   async, by `require.settled(path)`. `import(…)` is compiled to `require.import`, `import.meta` to
 *   `require.meta`, and the `module` of a cell to `require.module`;
 * - `__run`: a `RunGuard`, described below.
 *
 * A local module's `javascript` is the body of a function with the parameters `exports`, `require`, `module`,
 * `__filename`, `__dirname` and `__run`; its imports of local modules are written as absolute paths, too.
 *
 * To make code stoppable, compiled code contains checks. A check reads `__run.interrupted[0]` (a shared
 * 32-bit number: the number of the newest interrupted run; runs are numbered from 1) and calls `__run.stop()`
 * if this number is at least that of the run to which the check belongs; where the code belongs to the
 * current run, it calls `__run.stopCurrent()`. Synchronous code, including generators, belongs to the current
 * run; a cell's own statements belong to the cell's run; an async function or async generator belongs to the
 * run in which it was called.
 */

import type { Language } from "../../language/language.js";
import type { NpmSpecifier } from "../packages/npm-specifier.js";
import type { CellFacts } from "../cells/facts.js";

/** The object by which compiled code learns that it must stop, and reports its names. */
export interface RunGuard {
  /**
   * `interrupted[0]` is the number of the newest interrupted run, `interrupted[1]` how many messages of the
   * page wait; shared with another thread, read without atomics.
   */
  readonly interrupted: Int32Array;
  /** Built-in objects that no cell can replace. */
  readonly builtIn: {
    readonly Map: typeof Map;
    readonly Object: typeof Object;
    readonly ReferenceError: typeof ReferenceError;
    readonly Symbol: typeof Symbol;
  };
  /** The number of the run whose code executes now. */
  readonly current: number;
  /** The number of the only active run; -1 if there may be several. */
  readonly sole: number;
  /**
   * The number of the run that the executing code belongs to; an async function that is called now belongs to
   * it, too.
   */
  now(): number;
  /** Called when code of another run than the `sole` one continues after an `await`. */
  resumed(serial: number): void;
  /** Delivers the messages of the page that wait: code may go from `await` to `await` without a turn of the event loop. */
  deliverMessages(): void;
  /** Throws `KernelInterrupted`. */
  stop(): never;
  /** Throws `KernelInterrupted` if the code that executes now must stop. */
  stopCurrent(): void;
  /** True for the error that `stop` throws: a catch clause must throw it again. */
  isStop(error: unknown): boolean;
  /**
   * Called when a catch clause receives an error: restores the learner's names in a message that V8 built
   * from compiled text.
   */
  caught(error: unknown): void;
  /**
   * Called by a cell for each of its names as soon as the name has a value; `RunSettled.defined` lists these
   * names.
   */
  made(name: string): void;
}

/** A cell to compile. */
export interface CellSource {
  /** The number of the run, from 1, never reused as long as the kernel runs. */
  readonly run: number;
  /** The name of the cell in stack traces and messages, such as `Cell [7]`. */
  readonly name: string;
  readonly code: string;
  /** True if packages that are missing can be downloaded: the answer then names them, before anything is checked. */
  readonly canDownload?: boolean;
}

/** A place in a cell. Line and column are counted from 1; columns are UTF-16 code units. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** An error or warning of the compiler about a cell. */
export interface CellDiagnostic {
  readonly severity: "error" | "warning";
  /** TypeScript's error code, such as 2322; 0 for a message of the kernel. */
  readonly code: number;
  readonly message: string;
  /** The file, if it is not the cell itself but a local module beside the notebook. */
  readonly file?: string;
  readonly start: Position;
  readonly end: Position;
  /** The source lines, with carets under the place. */
  readonly excerpt: string;
  /** Advice for the learner, if there is any. */
  readonly hint?: string;
}

/** A local TypeScript file that a cell imports, compiled. */
export interface CompiledModule {
  /** The absolute path of the source. */
  readonly path: string;
  /** CommonJS. */
  readonly javascript: string;
  /** Whether the function is async: the module, or one that it imports, has a top-level `await`. */
  readonly isAsync: boolean;
  /** A source map, version 3, as JSON. */
  readonly sourceMap: string;
}

/** A compiled cell. */
export interface CompiledCell {
  readonly ok: true;
  readonly run: number;
  readonly javascript: string;
  /** A source map from `javascript` to the cell's TypeScript, version 3, as JSON. */
  readonly sourceMap: string;
  readonly isAsync: boolean;
  /** The property of `exports` that receives the value of the last expression, if the cell ends in one. */
  readonly lastExpression?: string;
  /** Local modules that are new or changed since they were last sent. */
  readonly modules: readonly CompiledModule[];
  /**
   * The names used in this cell whose defining cell has failed since: their values come from its older
   * version.
   */
  readonly outdated: readonly string[];
  readonly diagnostics: readonly CellDiagnostic[];
  /** What the cell declares, reads and writes. */
  readonly facts: CellFacts;
}

/** A cell that does not compile. */
export interface RejectedCell {
  readonly ok: false;
  readonly run: number;
  /** The packages to download before the cell is compiled again, if there are any; there are no diagnostics then. */
  readonly missing?: readonly NpmSpecifier[];
  readonly diagnostics: readonly CellDiagnostic[];
  readonly facts: CellFacts;
}

export type CompileAnswer = CompiledCell | RejectedCell;

/** Which names exist after a run: later cells are checked against them. */
export interface RunSettled {
  readonly run: number;
  /**
   * `"all"` after success; else the names that the run had reported by `made` before it failed or was
   * stopped.
   */
  readonly defined: "all" | readonly string[];
}

/** The way to a value of the running session: a variable, and the members that lead on from it. */
export interface ValuePath {
  readonly name: string;
  readonly members: readonly string[];
}

/** Completions at a cursor. */
export interface CompletionAnswer {
  /** The span to replace, as UTF-16 offsets in the code. */
  readonly start: number;
  readonly end: number;
  readonly items: readonly CompletionItem[];
  /** The value whose members complete the code, if the types say nothing of them; `isQuoted` inside of a string. */
  readonly members?: ValuePath & { readonly isQuoted: boolean };
}

export interface CompletionItem {
  readonly text: string;
  readonly kind: string;
  readonly signature?: string;
}

/** The description of the symbol at a cursor: its signature and its JSDoc. */
export interface InspectionAnswer {
  readonly found: boolean;
  readonly text: string;
  readonly markdown: string;
  /** The value that the symbol has in the running session, if a cell has declared it. */
  readonly value?: ValuePath;
}

/** Whether a piece of code is a whole cell, in the form of the protocol's `is_complete_reply`. */
export interface CompletenessAnswer {
  readonly status: "complete" | "incomplete" | "invalid" | "unknown";
  readonly indent: string;
}

/** Where the debugger stands in a source: line and column are counted from 0. */
export interface SourcePlace {
  /** The text of the cell, or of the file beside the notebook. */
  readonly code: string;
  readonly line: number;
  readonly column: number;
  readonly isCell: boolean;
}

/** An expression of the debugger in JavaScript, or what is wrong with it. */
export type Translation =
  { readonly ok: true; readonly javascript: string } | { readonly ok: false; readonly message: string };

/** The types of variables, by name. */
export type TypesAnswer = Readonly<Record<string, string>>;

/**
 * The compiler as the main thread sees it. The promise of every method resolves, even if the compiler fails.
 */
export interface Compiler {
  compile(cell: CellSource): Promise<CompileAnswer>;
  settle(settled: RunSettled): void;
  complete(code: string, cursor: number): Promise<CompletionAnswer>;
  inspect(code: string, cursor: number): Promise<InspectionAnswer>;
  isComplete(code: string): Promise<CompletenessAnswer>;
  /** The facts of a cell that does not run now. */
  factsOf(code: string): Promise<CellFacts>;
  /**
   * Compiles an expression for the debugger: at a place of a source, or, without one, with the variables of the session
   * alone.
   */
  translate(expression: string, place?: SourcePlace): Promise<Translation>;
  /** Whether the code around one of these places catches what is thrown there. */
  isCaught(places: readonly SourcePlace[]): Promise<boolean>;
  /** The types of the variables that the code at a place sees; without a place, those of the session. */
  typesIn(place?: SourcePlace): Promise<TypesAnswer>;
  /** Sets the language of messages and hints; French by default. */
  setLanguage(language: Language): void;
  /** Forgets every cell: the runner has started again without variables. */
  reset(): void;
  /** Ends the thread. */
  close(): Promise<void>;
}

/** The names whose newest cell has failed, each with that cell. */
export type FailedNamesAnswer = readonly (readonly [name: string, cell: string])[];
