/**
 * The functions by which cells and the engine show values and ask questions: the globals of
 * `cell-globals.ts`, the engine's `Notebook`, and the display of the module `tslab`.
 */
import { isPromise, randomUUID } from "#kernel/runner/values";
import { NOTEBOOK, type MimeBundle, type Notebook } from "../../host/notebook.js";
import type { CellDisplay } from "../cell-globals.js";
import { bundleOf, rawBundle, writeBundle, type Showing } from "./bundle.js";
import { asTheirs, cells, cellsGlobal } from "./cells.js";
import type { Comms } from "./comms.js";
import { dialogs } from "./dialogs.js";
import type { Guard } from "./guard.js";
import type { Outputs } from "./outputs.js";
import type { Questions } from "./questions.js";
import type { RunSignals } from "./run-signals.js";
import { loadTslabModule } from "#kernel/runner/scripts";

type Kind = "display_data" | "update_display_data";

const handles = new WeakSet<object>();

/** Whether a value is the handle of a display: a cell that ends in `display(…)` needs no other result. */
export function isDisplay(value: unknown): boolean {
  return typeof value === "object" && value !== null && handles.has(value);
}

export class Displays {
  /** For each display id, the run that last showed it. */
  private readonly shown = new Map<string, number>();

  constructor(
    private readonly guard: Guard,
    private readonly outputs: Outputs,
    private readonly showing: Showing,
    private readonly onThrow: (error: unknown, run: number) => void,
  ) {}

  /** Defines the globals of cells and the engine's `Notebook`. */
  install(questions: Questions, signals: RunSignals, comms: Comms): void {
    const functions = {
      display: (value: unknown, { id, raw }: { readonly id?: string; readonly raw?: boolean } = {}) =>
        this.display(raw === true ? rawBundle(value) : value, id),
      clearOutput: (options: { readonly wait?: boolean } = {}) =>
        this.outputs.clear(this.guard.now(), options.wait === true),
      input: (prompt?: string) => questions.ask(String(prompt ?? ""), false),
      password: (prompt?: string) => questions.ask(String(prompt ?? ""), true),
      ...(this.showing.checks === "plain" && dialogs(questions)),
    };
    for (const [name, value] of Object.entries(functions)) {
      Object.defineProperty(cellsGlobal, name, {
        value: asTheirs(value),
        writable: true,
        configurable: true,
      });
    }
    const notebook: Notebook = {
      display: (bundle) => this.bundle(bundle),
      warn: (text) => this.outputs.stream(this.guard.now(), "stderr", `${text}\n`),
      currentRun: () => signals.current(),
      openComm: (options) => comms.open(options),
      bundleOf: (value) => {
        const bundle = bundleOf(value, this.showing);
        return isPromise(bundle)
          ? bundle.then((ready) => writeBundle(ready).written.data)
          : writeBundle(bundle).written.data;
      },
    };
    Object.defineProperty(cellsGlobal, NOTEBOOK, { value: notebook, configurable: true });
  }

  /** The module `tslab`, for a cell that imports it. */
  tslab(): unknown {
    return loadTslabModule(({ data, transient }, update) => {
      this.write(
        update === true ? "update_display_data" : "display_data",
        data,
        transient.display_id ?? randomUUID(),
      );
    });
  }

  private display(value: unknown, name?: string): CellDisplay {
    const id = name ?? randomUUID();
    // When a cell runs again, the front end removes its outputs: only a display of the same run can be
    // replaced.
    this.show(value, id, this.shown.get(id) === this.guard.runOf(this.guard.now()));
    const handle = Object.assign(new cells.Object(), {
      id,
      update: asTheirs((next: unknown) => this.show(next, id, true)),
    }) satisfies CellDisplay;
    handles.add(handle);
    return handle;
  }

  /**
   * Shows a value. If its own display method is asynchronous, an error of that method is reported as the
   * run's error.
   */
  private show(value: unknown, id: string, isUpdate: boolean): void {
    const run = this.guard.now();
    const kind: Kind = isUpdate ? "update_display_data" : "display_data";
    const bundle = bundleOf(value, this.showing);
    if (!isUpdate) this.shown.set(id, this.guard.runOf(run));
    if (bundle instanceof Promise)
      bundle
        .then((ready) => this.write(kind, ready, id, run))
        .catch((error: unknown) => this.onThrow(error, run));
    else this.write(kind, bundle, id, run);
  }

  private bundle(bundle: MimeBundle): { update(next: MimeBundle): void } {
    const id = randomUUID();
    this.write("display_data", bundle, id);
    return { update: (next) => this.write("update_display_data", next, id) };
  }

  private write(kind: Kind, bundle: MimeBundle, id: string, serial = this.guard.now()): void {
    const { written, size } = writeBundle(bundle);
    this.outputs.display(serial, { kind, bundle: written, id }, size);
  }
}
