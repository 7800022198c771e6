/**
 * The runner as the kernel's process sees it: it runs cells, interrupts them, and starts a new host (process
 * or thread) when a cell can be stopped in no other way or when the host has ended.
 */
import { language, setLanguage, type Language } from "../../language/language.js";
import type { VariableReport } from "../cells/values.js";
import { Flood } from "../runner/flood.js";
import type {
  CommMessage,
  FromInspector,
  FromRunner,
  Look,
  Output,
  Question,
  RunOutcome,
  RunRequest,
  Seen,
  ToInspector,
  ToRunner,
} from "../runner/messages.js";
import { Looks } from "./looks.js";
import type { HostEnd, RunnerHost, StartRunnerHost } from "./runner-host.js";

/** Why the runner was terminated. */
export type TerminationCause = "interrupt" | "memory" | "crash";

/** The end of a runner, with which all variables of the session are lost. */
export interface Termination {
  readonly cause: TerminationCause;
  /** More about the cause, for the message; may be empty. */
  readonly detail: string;
}

/** How a run ended, as the kernel's process learns it. */
export type RunEnd =
  (RunOutcome & { readonly variables: VariableReport }) | ({ readonly status: "terminated" } & Termination);

/** Receives what a runner reports beside the ends of its runs. */
export interface RunnerListener {
  outputs(outputs: readonly Output[]): void;
  question(question: Question): void;
  /** A cell has chosen this language. */
  languageChanged(language: Language): void;
  /** The runner has delivered the comm messages up to this number. */
  heard(number: number): void;
  /** Code that these runs have left behind has been at work. */
  late(runs: readonly number[], variables: VariableReport): void;
  /** The inspector of the thread that runs cells has answered, or tells an event. */
  inspector?(message: FromInspector): void;
  /** The runner has ended, and all comms of cells with it. */
  lost(): void;
  /** The runner was terminated while no cell ran. */
  terminated(termination: Termination): void;
}

/** A host from its start to its end. */
interface Life {
  readonly host: RunnerHost;
  /** True once the host has begun to work; then a new one can be expected to work, too. */
  isReady: boolean;
  /** Why this host is being ended; set once that is decided. */
  termination?: Termination;
}

export class Runner {
  /**
   * Undefined before `start`, and if the last host ended before it was ready: then the next cell starts one.
   */
  private life: Life | undefined;
  private running: { readonly run: number; readonly settle: (end: RunEnd) => void } | undefined;
  private isClosed = false;
  private readonly looks = new Looks((id, look) => this.send({ type: "look", id, look }));
  /**
   * The newest run, and the output limit for text that was written to the standard streams without the
   * runner.
   */
  private newest = { run: 0, flood: new Flood() };

  constructor(
    private readonly directory: string,
    private readonly listener: RunnerListener,
    private readonly startHost: StartRunnerHost,
    /** Told of each cell before it runs; where this returns a promise, the cell waits for it. */
    private readonly coming: (request: RunRequest) => Promise<void> | undefined = () => undefined,
  ) {}

  /** Starts a host if there is none, so that the first cell need not wait for it. */
  start(): void {
    this.life ??= this.newLife();
  }

  /** Runs a cell. Always resolves. */
  run(request: RunRequest): Promise<RunEnd> {
    return new Promise((settle) => {
      this.running = { run: request.run, settle };
      this.newest = { run: request.run, flood: new Flood() };
      this.start();
      const send = (): void => {
        // The host may have ended meanwhile, and this run with it.
        if (this.running?.run === request.run) this.send({ type: "run", request });
      };
      const prepared = this.coming(request);
      if (prepared === undefined) send();
      else void prepared.then(send);
    });
  }

  /** Marks this run and all earlier ones as interrupted, and wakes code that waits. */
  interrupt(run: number): void {
    this.send({ type: "interrupt", run });
  }

  answer(question: number, value: string): void {
    this.send({ type: "answer", id: question, value });
  }

  refuse(question: number): void {
    this.send({ type: "refusal", id: question });
  }

  /** Looks at a value of the session; sees nothing while the cells' thread computes. */
  look(look: Look): Promise<Seen> {
    return this.life?.isReady === true ? this.looks.at(look) : Promise.resolve({});
  }

  /** Sends a message of the page to a comm of a cell. */
  deliver(message: CommMessage, buffers: readonly Uint8Array[]): void {
    this.send({ type: "comm", message, buffers });
  }

  /** Sends a command to the inspector of the thread that runs cells. */
  inspect(message: ToInspector): void {
    this.start();
    this.send(message);
  }

  /** Ends the host and starts a new one. If a cell runs, its run ends with the status "terminated". */
  terminate(cause: TerminationCause, detail = ""): void {
    const { life } = this;
    if (life === undefined || life.termination !== undefined) return;
    life.termination = { cause, detail };
    void life.host.end();
  }

  async close(): Promise<void> {
    this.isClosed = true;
    await this.life?.host.end();
  }

  private send(message: ToRunner): void {
    this.life?.host.send(message);
  }

  private newLife(): Life {
    const host = this.startHost(this.directory, language(), {
      message: (message) => {
        if (this.life === life) this.receive(life, message);
      },
      text: (name, text) => {
        if (this.life === life) this.showText(name, text);
      },
      ended: (end) => this.replace(life, end),
    });
    const life: Life = { host, isReady: false };
    return life;
  }

  private replace(life: Life, end: HostEnd): void {
    if (this.isClosed || life !== this.life) return;
    const termination: Termination = life.termination ?? {
      cause: end.isOutOfMemory ? "memory" : "crash",
      detail: end.detail,
    };
    this.listener.lost();
    this.looks.forget();
    this.life = life.isReady ? this.newLife() : undefined;
    const { running } = this;
    this.running = undefined;
    if (running !== undefined) running.settle({ status: "terminated", ...termination });
    else if (life.isReady) this.listener.terminated(termination);
  }

  /** Which run has written this text is not known: it is shown as output of the newest one. */
  private showText(name: "stdout" | "stderr", text: string): void {
    const { run, flood } = this.newest;
    const shown = flood.text(text);
    if (shown !== "") this.listener.outputs([{ kind: "stream", run, name, text: shown }]);
  }

  private receive(life: Life, message: FromRunner): void {
    switch (message.type) {
      case "ready":
        life.isReady = true;
        return;
      case "outputs":
        this.listener.outputs(message.outputs);
        return this.send({ type: "sent", size: message.size });
      case "question":
        return this.listener.question(message.question);
      case "seen":
        return this.looks.seen(message.id, message.seen);
      case "heard":
        return this.listener.heard(message.number);
      case "barrier":
        return this.send({ type: "passed", barrier: message.barrier });
      case "exceeded":
        return this.terminate("memory", message.detail);
      case "late":
        return this.listener.late(message.runs, message.variables);
      case "inspected":
      case "inspectorEvent":
        return this.listener.inspector?.(message);
      case "done":
        return this.finish(message);
    }
  }

  private finish({ run, outcome, variables, language: chosen }: Extract<FromRunner, { type: "done" }>): void {
    if (chosen !== language()) {
      setLanguage(chosen);
      this.listener.languageChanged(chosen);
    }
    const { running } = this;
    if (running?.run !== run) return;
    this.running = undefined;
    const summary = this.newest.flood.summary();
    if (summary !== "") this.listener.outputs([{ kind: "stream", run, name: "stdout", text: summary }]);
    running.settle({ ...outcome, variables });
  }
}
