/**
 * The session: what stays from cell to cell, and how a cell is run in it.
 *
 * A cell runs in tslab's executor: inside `vm`, where a SIGINT ends synchronous code, and, where it is asynchronous, in a
 * race with the interrupt. We depart from the executor in one thing: it hands cells an `exports` behind a proxy that
 * takes 0.85 µs for each assignment and copies accessors by value, and its own `require`; our cells get a plain object and
 * the `require` of `modules.ts`, passed by `enter` below, the only thing that tslab's `exports` holds.
 */
import { MessageChannel } from "node:worker_threads";
import type { RunningCell } from "../../host/notebook.js";
import type { RunGuard } from "../compiler/contract.js";
import { bundleOf, writeBundle } from "./bundle.js";
import { cells, isError, settled } from "./cells.js";
import { installChildProcesses } from "./child-processes.js";
import { Displays, isDisplay } from "./displays.js";
import { Failures } from "./failures.js";
import { Guard, KernelInterrupted, ProcessExit } from "./guard.js";
import type { FromRunner, RunOutcome, RunRequest } from "./messages.js";
import { Modules } from "./modules.js";
import { noteOnValue } from "./note-on-value.js";
import { Outputs } from "./outputs.js";
import { Questions } from "./questions.js";
import { RunSignals } from "./run-signals.js";
import type { SharedState } from "./shared-state.js";
import { scriptName, Sources } from "./sources.js";
import { installStackTraces } from "./stack.js";
import { StandardInput } from "./standard-input.js";
import { installStreams, type Streams } from "./streams.js";
import { Timers } from "./timers.js";
import { messageOf, reportOf } from "./traceback.js";
import { createTslabExecutor, type TslabConversion, type TslabExecutor } from "./tslab.js";

type CellBody = (exports: object, require: NodeJS.Require, guard: RunGuard) => unknown;

/** A cell's script has one line of ours before its JavaScript. */
const LINES_BEFORE = 1;

export class Session {
  private readonly variables = new cells.Object() as Record<string, unknown>;
  private readonly guard: Guard;
  private readonly sources = new Sources();
  private readonly names = new Map<number, string>();
  /** Names in the newest cell whose values are an older version's. */
  private outdated: readonly string[] = [];
  private readonly outputs: Outputs;
  private readonly failures: Failures;
  private readonly timers: Timers;
  private readonly signals: RunSignals;
  private readonly modules: Modules;
  private readonly executor: TslabExecutor;
  private conversion: TslabConversion | undefined;
  private thrown: { error: unknown } | undefined;
  /** What the cell's body gave: the promise of its end where it is asynchronous. */
  private returned: unknown;
  /** Ends the wait for what may never settle. */
  private onFailure: ((error: unknown) => void) | undefined;
  private readonly streams: Streams;
  private readonly input: StandardInput;
  readonly questions: Questions;

  constructor(
    directory: string,
    private readonly shared: SharedState,
    post: (message: FromRunner) => void,
  ) {
    const guard = (this.guard = new Guard(shared.interrupted));
    this.outputs = new Outputs((outputs, size) => {
      post({ type: "outputs", outputs, size });
      shared.sending(size, () => guard.isStopped(guard.now()));
    });
    this.failures = new Failures(guard, this.outputs, this.sources, (run) => this.names.get(run) ?? "?");
    this.timers = new Timers(guard, (error, run) => this.failures.add(error, run));
    this.signals = new RunSignals(guard, (run) => this.cellOf(run));
    this.questions = new Questions(guard, (question) => {
      this.outputs.flush();
      post({ type: "question", question });
    });
    const displays = new Displays(guard, this.outputs, (error, run) => this.failures.add(error, run));
    this.modules = new Modules(directory, guard, this.sources, new Map([["tslab", () => displays.tslab()]]));
    this.executor = createTslabExecutor(
      directory,
      () => this.conversion!,
      (error) => (this.thrown = { error }),
    );
    this.executor.locals["enter"] = (body: CellBody) => this.enter(body);
    installStackTraces(this.sources);
    this.streams = installStreams((name, text) => this.outputs.stream(guard.now(), name, text));
    displays.install(this.questions, this.signals);
    this.failures.install();
    this.timers.install();
    this.input = new StandardInput({
      questions: this.questions,
      prompt: this.streams.prompt,
      fail: (error) => this.onFailure?.(error),
    });
    this.input.install();
    installChildProcesses({
      guard,
      waiting: (wait) => shared.waitingForChild(wait),
      show: () => {
        this.outputs.flush();
        shared.barrier(
          (barrier) => post({ type: "barrier", barrier }),
          () => guard.isStopped(guard.now()),
        );
      },
    });
    installExit();
  }

  /** Runs a cell to its end. Never throws: what a cell has broken may make anything fail. */
  async run(request: RunRequest): Promise<RunOutcome> {
    try {
      return await this.guard.begin(request.run, () => this.runToEnd(request));
    } catch (error) {
      return this.fail(request.run, error);
    }
  }

  private async runToEnd(request: RunRequest): Promise<RunOutcome> {
    const { run, compiled } = request;
    this.names.set(run, request.name);
    this.outdated = compiled.outdated ?? [];
    this.failures.begin(run);
    this.sources.addCell(run, request.name, request.code, compiled, LINES_BEFORE);
    this.modules.add(compiled.modules);
    this.onFailure = undefined;
    const ran = await this.execute(request);
    // What the cell left to microtasks, and rejections that nobody handles, still belong to it.
    await turn();
    await turn();
    let outcome = ran.ok ? await this.succeed(request) : this.fail(run, ran.error);
    const rest = this.failures.end(ran.ok ? undefined : ran.error);
    if (outcome.status === "ok" && rest.length > 0) outcome = this.fail(run, rest.shift());
    for (const error of rest) this.outputs.error(run, reportOf(error, this.sources));
    this.streams.finish();
    this.input.forget();
    this.outputs.finish(run);
    return outcome;
  }

  /** The learner pressed stop: this run and whatever earlier ones left behind must end. */
  interrupt(run: number): void {
    this.timers.cancel(run);
    this.signals.abort(run);
    this.questions.forget();
    this.input.forget();
    if (this.guard.current <= run) this.onFailure?.(new KernelInterrupted());
    this.outputs.flush();
  }

  private cellOf(run: number): RunningCell | undefined {
    const { guard, sources, variables, outdated } = this;
    const code = sources.cellOf(run);
    if (code === undefined) return undefined;
    return {
      code,
      outdated,
      variables,
      definitionOf: (name) => sources.cellOf(guard.makers.get(name) ?? 0),
      tell: (error) => messageOf(error),
    };
  }

  private async execute({
    run,
    compiled,
  }: RunRequest): Promise<{ ok: true } | { ok: false; error: unknown }> {
    const body = `${compiled.isAsync ? "async " : ""}function (exports, require, __run) {\n${compiled.javascript}\n}`;
    this.conversion = {
      output: `return exports.enter(${body});\n//# sourceURL=${scriptName(run)}\n`,
      declOutput: "",
      diagnostics: [],
      // Waiting for the end of an asynchronous cell is ours: tslab would ask the cells' `Promise` for it.
      hasToplevelAwait: false,
    };
    this.thrown = undefined;
    this.returned = undefined;
    // Its promise is settled once it is made: what it tells is here already.
    void this.executor.execute("");
    // The synchronous part is over, whichever way `vm` was left.
    this.shared.left();
    let failure = this.thrown as { error: unknown } | undefined;
    if (failure === undefined && compiled.isAsync) failure = await this.finished(this.returned);
    if (failure === undefined && !this.guard.isStopped(run)) return { ok: true };
    if (this.guard.isStopped(run) || isBrokenBySignal(failure?.error)) {
      this.modules.forgetUnfinished();
      this.timers.cancel(run);
      return { ok: false, error: new KernelInterrupted() };
    }
    return { ok: false, error: failure?.error };
  }

  /** Waits for what an asynchronous cell has returned, or for the stop. */
  private finished(value: unknown): Promise<{ error: unknown } | undefined> {
    return this.unlessStopped(settled(value)).then(
      () => undefined,
      (error: unknown) => ({ error }),
    );
  }

  /** Rejected by the stop, or by a question that nobody can answer, where that comes first. */
  private unlessStopped<T>(work: Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      this.onFailure = reject;
      work.then(resolve, reject);
    });
  }

  /** Calls a cell's body inside `vm`. */
  private enter(body: CellBody): void {
    this.shared.enter();
    try {
      this.returned = body(this.variables, this.modules.require, this.guard);
    } finally {
      // Once a SIGINT is on its way, only `vm` may receive it: outside it would end the process.
      if (!this.shared.leave()) for (;;);
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
      const { data, metadata } = writeBundle(await this.unlessStopped(Promise.resolve(bundleOf(value))));
      // What writes a value may take the stop for an error of its own, and write that.
      if (this.guard.isStopped(run)) return this.fail(run, new KernelInterrupted());
      return { status: "ok", result: `"data":${data},"metadata":${metadata}` };
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

const { port1: inbox, port2: outbox } = new MessageChannel();
const turning: (() => void)[] = [];
inbox.on("message", () => turning.shift()?.());
// It waits for nobody.
inbox.unref();

/** Lets the event loop turn once. Node's own `setImmediate` fails where a cell has replaced `Array.prototype.pop`. */
function turn(): Promise<void> {
  return new Promise((resolve) => {
    turning.push(resolve);
    outbox.postMessage(undefined);
  });
}

/** `process.exit` and its like would end the runner, and with it every variable. */
function installExit(): void {
  process.exit = (code?: number | string | null) => {
    throw new ProcessExit(`process.exit(${code ?? ""})`);
  };
  process.abort = () => {
    throw new ProcessExit("process.abort()");
  };
  const { kill } = process;
  process.kill = (pid: number, signal?: string | number) => {
    // Zero and the negative number are the group of processes that this one leads.
    const isOurs = pid == 0 || pid == process.pid || pid == -process.pid;
    if (isOurs && signal !== 0)
      throw new ProcessExit(`process.kill(${pid == 0 ? "0" : pid < 0 ? "-process.pid" : "process.pid"})`);
    return kill.call(process, pid, signal);
  };
}
