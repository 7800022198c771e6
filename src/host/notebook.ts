/**
 * What the engine may ask of the notebook it runs in, and what it gets where there is none.
 *
 * A kernel puts an object of type `Notebook` under a well-known global symbol before it runs a cell; the engine looks
 * it up here and never imports the kernel. In plain Node, in a test or on a web page nothing is there, and the stand-in
 * below lets the same code run: output goes to the console, nothing interrupts.
 */

/** A result in several MIME types, the richest of which the front end shows. */
export type MimeBundle = Readonly<Record<string, unknown>>;

/** The well-known symbol of objects that know how to be shown in a notebook. */
export const JUPYTER_DISPLAY: unique symbol = Symbol.for("Jupyter.display");

/** A display that can be replaced later. */
export interface DisplayHandle {
  /** Shows this bundle instead of what was shown. */
  update(bundle: MimeBundle): void;
}

/** What came of work with a limit of time. */
export type Limited<T> = { readonly value: T } | "late";

/** The cell that runs, and what its session knows of the names in it. */
export interface RunningCell {
  /** Its source. */
  readonly code: string;
  /** Names in it whose newest cell failed: they have an older version's value. */
  readonly outdated: readonly string[];
  /** The variables of the session, by name. */
  readonly variables: Readonly<Record<string, unknown>>;
  /** The source of the cell that last gave a name its value. */
  definitionOf(name: string): string | undefined;
  /** What an error says, as a learner reads it: JavaScript's own errors in the lesson's language. */
  tell(error: unknown): string;
}

/** The run of one cell, as long-running code sees it. */
export interface CellRun {
  /** Aborted when the learner presses stop; pass it to `fetch`, timers and the like. */
  readonly signal: AbortSignal;
  /** Throws the kernel's `KernelInterrupted` once the learner has pressed stop; cheap enough for every batch. */
  throwIfInterrupted(): void;
  /** Does synchronous work that may never end, for so many milliseconds at most; absent where nothing could end it. */
  within?<T>(milliseconds: number, work: () => T): Limited<T>;
  /** Absent where no notebook's cell runs. */
  readonly cell?: RunningCell;
}

/** The services of a notebook. */
export interface Notebook {
  /** Shows a bundle below the running cell. */
  display(bundle: MimeBundle): DisplayHandle;
  /** Writes a warning where the learner looks: below the running cell. */
  warn(text: string): void;
  /** The run of the cell that executes now; take it once, at the start of a long computation. */
  currentRun(): CellRun;
}

/** The global symbol under which a kernel offers its `Notebook`. */
export const NOTEBOOK = Symbol.for("neurones.notebook");

const standIn: Notebook = {
  display(bundle) {
    const text = bundle["text/plain"];
    if (typeof text === "string") console.log(text);
    return { update: () => undefined };
  },
  warn: (text) => console.warn(text),
  currentRun: () => ({ signal: new AbortController().signal, throwIfInterrupted: () => undefined }),
};

function present(): Notebook | undefined {
  return (globalThis as { [NOTEBOOK]?: Notebook })[NOTEBOOK];
}

/** The notebook this code runs in, or a stand-in that writes to the console and is never interrupted. */
export function notebook(): Notebook {
  return present() ?? standIn;
}

/** Whether there is a notebook, where a display can be replaced; a console only goes on. */
export function inNotebook(): boolean {
  return present() !== undefined;
}

export { yieldToEventLoop } from "./event-loop.js";
