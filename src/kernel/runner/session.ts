/**
 * The session: the variables and services that live from cell to cell, and the execution of a cell with them.
 *
 * The synchronous part of a cell runs inside `vm`, where a SIGINT ends it (`scripts.node.ts`). If the cell is
 * asynchronous, the session then waits for its promise or for the interrupt, whichever comes first.
 */
import { installConsole } from "#kernel/runner/console";
import { installContinuations } from "#kernel/runner/continuations";
import { Modules } from "#kernel/runner/modules";
import { installProcess } from "#kernel/runner/process-functions";
import { createScriptRunner } from "#kernel/runner/scripts";
import { turn } from "#kernel/runner/turn";
import type { RunningCell } from "../../host/notebook.js";
import type { Checks } from "../checks.js";
import type { RunGuard } from "../compiler/contract.js";
import { AwaitedImport } from "./awaited-import.js";
import { bundleOf, writeBundle, type Showing } from "./bundle.js";
import { cells, isError, settled } from "./cells.js";
import { Comms } from "./comms.js";
import { installDebugSupport } from "./debug-support.js";
import { Displays, isDisplay } from "./displays.js";
import { Failures } from "./failures.js";
import { installFunctionText } from "./function-text.js";
import { Guard, KernelInterrupted } from "./guard.js";
import type { FromRunner, Question, RunOutcome, RunRequest } from "./messages.js";
import { noteOnValue } from "./note-on-value.js";
import { Outputs } from "./outputs.js";
import { Questions, type AwaitAnswer } from "./questions.js";
import type { ProcessFunctions } from "./process-services.js";
import { RunSignals } from "./run-signals.js";
import type { RunScript } from "./script.js";
import type { SharedState } from "./shared-state.js";
import { scriptName, Sources } from "./sources.js";
import { installStackTraces } from "./stack.js";
import { LateCode } from "./late-code.js";
import { createStreams, type Streams } from "./streams.js";
import { Timers } from "./timers.js";
import { messageOf, reportOf } from "./traceback.js";
import { Variables } from "./variables.js";

type CellBody = (exports: object, require: NodeJS.Require, guard: RunGuard) => unknown;

/** The number of lines in a cell's script before the cell's JavaScript. */
const LINES_BEFORE = 1;

export interface SessionOptions {
  /** Takes the comm messages that wait. */
  readonly take: () => void;
  readonly checks: Checks;
  readonly awaitAnswer: AwaitAnswer | undefined;
}

/** What a cell's code has thrown. */
interface Failure {
  readonly error: unknown;
}

/** How a cell's code ended. */
type Execution = { readonly ok: true } | { readonly ok: false; readonly error: unknown };

export class Session {
  private readonly variables = new cells.Object() as Record<string, unknown>;
  private readonly guard: Guard;
  private readonly late: LateCode;
  /** Describes the variables after each run. */
  readonly described = new Variables(this.variables);
  private readonly sources = new Sources();
  private readonly names = new Map<number, string>();
  /** Names used by the newest cell whose values come from an older version of the defining cell. */
  private outdated: readonly string[] = [];
  /** Names that the newest cell uses and whose cells are out of date. */
  private stale: RunningCell["stale"] = [];
  private readonly outputs: Outputs;
  private readonly failures: Failures;
  private readonly timers: Timers;
  private readonly signals: RunSignals;
  private readonly modules: Modules;
  private readonly runScript: RunScript;
  /** Rejects the promise that the session waits for: it may never settle by itself. */
  private onFailure: ((error: unknown) => void) | undefined;
  private readonly showing: Showing;
  private readonly streams: Streams;
  private readonly process: ProcessFunctions;
  readonly questions: Questions;
  readonly comms: Comms;
  /** The notebook's cell of each run, where the front end has named it. */
  private readonly cellIds = new Map<number, string>();

  constructor(
    directory: string,
    private readonly shared: SharedState,
    post: (message: FromRunner) => void,
    { take, checks, awaitAnswer }: SessionOptions,
  ) {
    this.showing = { checks, load: (name) => this.modules.require(name) };
    const guard = (this.guard = new Guard(shared.interrupted, take));
    this.late = new LateCode((runs) => post({ type: "late", runs, variables: this.described.describe() }));
    guard.onLate = (run) => this.late.note(run);
    this.outputs = new Outputs(
      (outputs, size) => {
        post({ type: "outputs", outputs, size });
        shared.sending(size, () => guard.isStopped(guard.now()));
      },
      (serial) => guard.runOf(serial),
    );
    this.failures = new Failures(guard, this.outputs, this.sources, (run) => this.names.get(run) ?? "?");
    this.timers = new Timers(guard, (error, run) => this.failures.add(error, run));
    this.signals = new RunSignals(guard, (run) => this.cellOf(run));
    const ask = (question: Question): void => {
      this.outputs.flush();
      post({ type: "question", question });
    };
    this.questions = new Questions(guard, ask, awaitAnswer);
    const displays = new Displays(guard, this.outputs, this.showing, (error, run) =>
      this.failures.add(error, run),
    );
    this.comms = new Comms({
      guard,
      outputs: this.outputs,
      cellOf: (run) => this.cellIds.get(run),
      heard: (number) => post({ type: "heard", number }),
      onThrow: (error, serial) => this.failures.add(error, serial),
    });
    this.modules = new Modules(directory, guard, this.sources, new Map([["tslab", () => displays.tslab()]]));
    this.runScript = createScriptRunner(directory);
    installStackTraces(this.sources);
    installFunctionText();
    this.streams = createStreams((name, text) => this.outputs.stream(guard.now(), name, text));
    installConsole(this.streams);
    displays.install(this.questions, this.signals, this.comms);
    this.failures.install();
    this.timers.install();
    installContinuations(guard);
    installDebugSupport(this.variables, this.showing, this.sources);
    this.process = installProcess({
      guard,
      questions: this.questions,
      prompt: this.streams.prompt,
      fail: (error) => this.onFailure?.(error),
      waiting: (wait) => shared.waitingForChild(wait),
      show: () => {
        this.outputs.flush();
        shared.barrier(
          (barrier) => post({ type: "barrier", barrier }),
          () => guard.isStopped(guard.now()),
        );
      },
    });
  }

  /**
   * Runs a cell to its end. Never rejects, although anything may fail after a cell has replaced parts of the
   * language.
   */
  async run(request: RunRequest): Promise<RunOutcome> {
    this.late.begin(request.run);
    try {
      return await this.guard.begin(request.run, () => this.runToEnd(request));
    } catch (error) {
      return this.fail(request.run, error);
    } finally {
      this.guard.ended();
      this.late.end();
    }
  }

  private async runToEnd(request: RunRequest): Promise<RunOutcome> {
    const { run, compiled } = request;
    this.names.set(run, request.name);
    if (request.cell !== undefined) this.begin(run, request.cell);
    this.outdated = compiled.outdated ?? [];
    this.stale = request.stale ?? [];
    this.failures.begin(run);
    this.sources.addCell(run, request.name, request.code, compiled, LINES_BEFORE);
    this.modules.add(compiled.modules);
    this.onFailure = undefined;
    const ran = await this.execute(request);
    // The cell's microtasks still run as part of it, and unhandled rejections are reported as its errors.
    await turn();
    await turn();
    let outcome = ran.ok ? await this.succeed(request) : this.fail(run, ran.error);
    const rest = this.failures.end(ran.ok ? undefined : ran.error);
    if (outcome.status === "ok" && rest.length > 0) outcome = this.fail(run, rest.shift());
    for (const error of rest) this.outputs.error(run, reportOf(error, this.sources));
    this.streams.finish();
    this.process.forget();
    this.outputs.finish(run);
    return outcome;
  }

  /** A cell runs: what widgets of its earlier runs have going ends. */
  private begin(run: number, cell: string): void {
    const replaced = this.comms.replace(cell);
    this.cellIds.set(run, cell);
    if (replaced.length === 0) return;
    for (const old of replaced) this.guard.replace(old);
    this.timers.cancel();
    this.signals.abort();
  }

  /** The learner pressed stop: this run ends, and so do timers and promises of earlier runs. */
  interrupt(run: number): void {
    this.timers.cancel();
    this.signals.abort();
    this.questions.forget();
    this.process.forget();
    if (this.guard.current <= run) this.onFailure?.(new KernelInterrupted());
    this.outputs.flush();
  }

  private cellOf(run: number): RunningCell | undefined {
    const { guard, sources, variables, outdated, stale } = this;
    const code = sources.cellOf(run);
    if (code === undefined) return undefined;
    return {
      code,
      outdated,
      stale,
      variables,
      definitionOf: (name) => sources.cellOf(guard.makers.get(name) ?? 0),
      tell: (error) => messageOf(error),
    };
  }

  private async execute({ run, compiled }: RunRequest): Promise<Execution> {
    const { isAsync, javascript } = compiled;
    const code = `${isAsync ? "async " : ""}function (exports, require, __run) {\n${javascript}\n}`;
    let failure = await this.attempt(code, run, isAsync);
    // The imports come first: until all modules are there, nothing else of the cell has run.
    while (failure?.error instanceof AwaitedImport && !this.guard.isStopped(run)) {
      const { error } = failure;
      failure = (await this.finished(error.load())) ?? (await this.attempt(code, run, isAsync));
    }
    if (failure === undefined && !this.guard.isStopped(run)) return { ok: true };
    if (this.guard.isStopped(run) || isBrokenBySignal(failure?.error)) {
      this.modules.forgetUnfinished();
      this.timers.cancel();
      return { ok: false, error: new KernelInterrupted() };
    }
    return { ok: false, error: failure?.error };
  }

  /** Runs a cell's code to its end; gives the error, if any. */
  private async attempt(code: string, run: number, isAsync: boolean): Promise<Failure | undefined> {
    const outcome = this.runScript({ code, name: scriptName(run) }, (body: CellBody) => this.call(body));
    // The synchronous part is over, whether it returned, threw or was ended by a signal.
    this.shared.left();
    if ("error" in outcome) return outcome;
    return isAsync ? await this.finished(outcome.returned) : undefined;
  }

  /**
   * Waits for the promise that an asynchronous cell has returned, or for the stop; gives the error, if any.
   */
  private finished(value: unknown): Promise<Failure | undefined> {
    return this.unlessStopped(settled(value)).then(
      () => undefined,
      (error: unknown) => ({ error }),
    );
  }

  /** Like `work`, but rejected earlier by a stop, or by a question that nobody can answer. */
  private unlessStopped<T>(work: Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      this.onFailure = reject;
      work.then(resolve, reject);
    });
  }

  /** Calls a cell's function, inside `vm`. */
  private call(body: CellBody): unknown {
    this.shared.enter();
    try {
      return body(this.variables, this.modules.require, this.guard);
    } finally {
      // A SIGINT is on its way. Only `vm` may receive it.
      if (!this.shared.leave()) this.shared.awaitSignal();
    }
  }

  private async succeed({ run, code, compiled, wantsResult }: RunRequest): Promise<RunOutcome> {
    const { lastExpression } = compiled;
    if (lastExpression === undefined) return { status: "ok" };
    const value = this.variables[lastExpression];
    delete this.variables[lastExpression];
    this.variables["_"] = value;
    const note = noteOnValue(value, code, this.variables);
    if (note !== undefined && wantsResult) this.outputs.stream(run, "stderr", `${note}\n`);
    if (value === undefined || !wantsResult || isDisplay(value)) return { status: "ok" };
    try {
      const { written } = writeBundle(
        await this.unlessStopped(Promise.resolve(bundleOf(value, this.showing))),
      );
      // A value's display method may catch the stop and show it as an error of its own.
      if (this.guard.isStopped(run)) return this.fail(run, new KernelInterrupted());
      return { status: "ok", result: written };
    } catch (error) {
      return this.fail(run, error);
    }
  }

  private fail(run: number, error: unknown): RunOutcome {
    const defined = this.guard.defined;
    return {
      status: "error",
      error: reportOf(
        this.guard.isStopped(run) ? new KernelInterrupted() : error,
        this.sources,
        this.variables,
      ),
      defined,
    };
  }
}

function isBrokenBySignal(error: unknown): boolean {
  return isError(error) && "code" in error && error.code === "ERR_SCRIPT_EXECUTION_INTERRUPTED";
}
