/**
 * The services of the notebook in which the engine runs, and a replacement for programs without a notebook.
 *
 * Before it runs a cell, the kernel stores an object of type `Notebook` under a well-known global symbol. The
 * engine looks it up here and never imports the kernel. In plain Node, in a test or on a web page there is no
 * such object; then the replacement below is used, which writes to the console and is never interrupted.
 */

/** The name of the method by which an object returns its own MIME bundle, as in Deno's kernel. */
export const JUPYTER_DISPLAY: unique symbol = Symbol.for("Jupyter.display");

/** A value in several MIME types, of which the front end shows the richest. */
export type MimeBundle = Readonly<Record<string, unknown>>;

/** An output shown below a cell that can be replaced later. */
export interface DisplayHandle {
  /** Replaces the shown bundle by this one. */
  update(bundle: MimeBundle): void;
}

/** The result of work with a time limit: its value, or "late" if the time was over first. */
export type Limited<T> = { readonly value: T } | "late";

/** The cell that runs, and the names that it uses. */
export interface RunningCell {
  /** The cell's source. */
  readonly code: string;
  /** The names in the cell whose defining cell has failed since: their values come from its older version. */
  readonly outdated: readonly string[];
  /** The names in the cell whose cells are out of date, each with the name that has changed since. */
  readonly stale?: readonly { readonly name: string; readonly because: string }[];
  /** The variables of the session, by name. */
  readonly variables: Readonly<Record<string, unknown>>;
  /** The source of the cell that last gave a name its value. */
  definitionOf(name: string): string | undefined;
  /** The message of an error; messages of JavaScript's own errors are in the lesson's language. */
  tell(error: unknown): string;
}

/** The run of a cell, by which long computations notice a stop. */
export interface CellRun {
  /** Aborted when the learner presses stop; pass it to `fetch`, timers and the like. */
  readonly signal: AbortSignal;
  /**
   * Throws the kernel's `KernelInterrupted` once the learner has pressed stop; cheap enough for every batch.
   */
  throwIfInterrupted(): void;
  /**
   * Calls a synchronous function that may never end, with a time limit; undefined if the host cannot end it.
   */
  within?<T>(milliseconds: number, work: () => T): Limited<T>;
  /** Undefined if no cell of a notebook runs. */
  readonly cell?: RunningCell;
}

/** A connection with code in the page (a comm of Jupyter's protocol), which is opened by code of a cell. */
export interface Comm {
  readonly id: string;
  /** Sends an object that JSON can write, and binary data; both are copied. */
  send(data: object, buffers?: readonly ArrayBufferView[]): void;
  /** Closes the connection on both sides. `onClose` is not called. */
  close(): void;
}

/** How a comm is opened, and who receives what it brings. */
export interface CommOptions {
  /** The name by which the page knows who is to answer. */
  readonly target: string;
  readonly data: object;
  readonly metadata?: object;
  readonly buffers?: readonly ArrayBufferView[];
  /** Receives a message of the page. What it throws and writes appears below the cell that opened the comm. */
  readonly onMessage: (data: unknown, buffers: readonly Uint8Array[]) => void;
  /** Called where the comm is closed by the page, or because its cell runs again. */
  readonly onClose: () => void;
}

/** The services of a notebook. */
export interface Notebook {
  /** Shows a bundle below the running cell. */
  display(bundle: MimeBundle): DisplayHandle;
  /** Writes a warning below the running cell. */
  warn(text: string): void;
  /** The run of the cell that executes now; read it once, at the start of a long computation. */
  currentRun(): CellRun;
  /** Opens a connection with the page; undefined if there is no page that could answer. */
  readonly openComm?: (options: CommOptions) => Comm;
  /** A value in the forms in which the notebook would display it, in JSON. */
  readonly bundleOf?: (value: unknown) => MimeBundle | Promise<MimeBundle>;
}

/** The global symbol under which the kernel stores its `Notebook`. */
export const NOTEBOOK = Symbol.for("neurones.notebook");

const consoleNotebook: Notebook = {
  display(bundle) {
    const text = bundle["text/plain"];
    if (typeof text === "string") console.log(text);
    return { update: () => undefined };
  },
  warn: (text) => console.warn(text),
  currentRun: () => ({
    // Made where it is read: each batch of `trainOnBatch` is a run, and few runs need a signal.
    get signal() {
      return new AbortController().signal;
    },
    throwIfInterrupted: () => undefined,
  }),
};

function present(): Notebook | undefined {
  return (globalThis as { [NOTEBOOK]?: Notebook })[NOTEBOOK];
}

/**
 * The notebook in which this code runs, or a replacement that writes to the console and is never interrupted.
 */
export function notebook(): Notebook {
  return present() ?? consoleNotebook;
}

/** Whether this code runs in a notebook, where a display can be replaced; lines on a console cannot. */
export function inNotebook(): boolean {
  return present() !== undefined;
}

export { yieldToEventLoop } from "./event-loop.js";
