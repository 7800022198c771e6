/**
 * The runner thread as the main thread sees it: runs cells, stops them, and replaces the thread where nothing else helps.
 */
import { Worker } from "node:worker_threads";
import { language, setLanguage, type Language } from "../../language/language.js";
import type { FromRunner, Output, Question, RunnerData, RunOutcome, RunRequest, ToRunner } from "../runner/messages.js";
import { SharedState } from "../runner/shared-state.js";
import { MemoryWatch } from "./memory-watch.js";

/** Why the thread and every variable in it were lost. */
export type Loss = "interrupt" | "memory" | "crash";

/** How a run ended, as the main thread learns it. */
export type RunEnd = RunOutcome | { readonly status: "lost"; readonly loss: Loss; readonly detail: string };

/** Who hears of what a runner does beside ending its runs. */
export interface RunnerListener {
  outputs(outputs: readonly Output[]): void;
  question(question: Question): void;
  /** A cell has chosen this language. */
  spoken(language: Language): void;
  /** The thread was lost while no cell ran. */
  lost(loss: Loss, detail: string): void;
}

/** Milliseconds given to a cell's own checks before a SIGINT ends its synchronous code. */
const SIGNAL_DELAY = 150;

interface Thread {
  readonly worker: Worker;
  readonly shared: SharedState;
  /** Set once the thread is to be given up, and why. */
  loss?: { readonly loss: Loss; readonly detail: string };
}

export class Runner {
  private thread: Thread;
  private running: { readonly run: number; readonly settle: (end: RunEnd) => void } | undefined;
  private signalTimer: NodeJS.Timeout | undefined;
  private isClosed = false;
  private readonly memory: MemoryWatch;

  constructor(
    private readonly directory: string,
    private readonly listener: RunnerListener,
    compilerHeap: () => number = () => 0,
  ) {
    this.memory = new MemoryWatch((detail) => this.giveUp("memory", detail), compilerHeap);
    this.thread = this.start();
  }

  /** Runs a cell. Always resolves. */
  run(request: RunRequest): Promise<RunEnd> {
    return new Promise((settle) => {
      this.running = { run: request.run, settle };
      this.memory.start();
      this.tell({ type: "run", request });
    });
  }

  /** Marks this run and those before it as interrupted, and wakes whatever waits. */
  interrupt(run: number): void {
    const { shared } = this.thread;
    shared.interrupted[0] = Math.max(shared.interrupted[0] ?? 0, run);
    this.tell({ type: "interrupt", run });
    clearTimeout(this.signalTimer);
    this.signalTimer = setTimeout(() => this.signal(), SIGNAL_DELAY);
  }

  answer(question: number, value: string): void {
    this.tell({ type: "answer", id: question, value });
  }

  refuse(question: number): void {
    this.tell({ type: "refusal", id: question });
  }

  /** Ends the thread, and starts a fresh one; the run in it, if any, ends as lost. */
  giveUp(loss: Loss, detail: string): void {
    const { thread } = this;
    if (thread.loss !== undefined) return;
    thread.loss = { loss, detail };
    void thread.worker.terminate();
  }

  async close(): Promise<void> {
    this.isClosed = true;
    this.memory.stop();
    clearTimeout(this.signalTimer);
    await this.thread.worker.terminate();
  }

  /** Synchronous code that carries no checks, a library's, is ended by the SIGINT that `vm` listens to. */
  private signal(): void {
    // On Windows such a signal would end the process: there, only the second press helps.
    if (process.platform === "win32" || this.running === undefined) return;
    if (this.thread.shared.claimSignal()) process.kill(process.pid, "SIGINT");
  }

  private tell(message: ToRunner): void {
    this.thread.worker.postMessage(message);
  }

  private start(): Thread {
    const shared = new SharedState();
    const workerData: RunnerData = { directory: this.directory, shared: shared.buffer, language: language() };
    const worker = new Worker(new URL("../runner/worker.js", import.meta.url), {
      workerData,
      argv: [],
      resourceLimits: { maxOldGenerationSizeMb: this.memory.heapLimit },
    });
    const thread: Thread = { worker, shared };
    worker.on("message", (message: FromRunner) => this.hear(thread, message));
    worker.on("error", (error) => {
      const isMemory = "code" in error && error.code === "ERR_WORKER_OUT_OF_MEMORY";
      thread.loss ??= { loss: isMemory ? "memory" : "crash", detail: isMemory ? "" : String(error) };
    });
    worker.on("exit", (code) => this.replace(thread, code));
    return thread;
  }

  private speak(next: Language): void {
    setLanguage(next);
    this.listener.spoken(next);
  }

  private replace(thread: Thread, code: number): void {
    if (this.isClosed || thread !== this.thread) return;
    const { loss, detail } = thread.loss ?? { loss: "crash" as const, detail: `exit ${code}` };
    this.memory.stop();
    this.thread = this.start();
    rearmSignal();
    const { running } = this;
    this.running = undefined;
    if (running === undefined) this.listener.lost(loss, detail);
    else running.settle({ status: "lost", loss, detail });
  }

  private hear(thread: Thread, message: FromRunner): void {
    switch (message.type) {
      case "left":
        return rearmSignal();
      case "outputs":
        this.listener.outputs(message.outputs);
        return thread.shared.sent(message.size);
      case "question":
        return this.listener.question(message.question);
      case "done": {
        if (message.language !== language()) this.speak(message.language);
        clearTimeout(this.signalTimer);
        this.memory.stop();
        const { running } = this;
        if (running?.run !== message.run) return;
        this.running = undefined;
        return running.settle(message.outcome);
      }
    }
  }
}

let onSignal: (() => void) | undefined;

/** Has SIGINT, the way a terminal asks to stop, call this. */
export function listenToSignal(listener: () => void): void {
  onSignal = listener;
  process.on("SIGINT", onSignal);
}

/** After `vm` has listened to SIGINT, Node restores the default, which ends the process: registers ours again. */
function rearmSignal(): void {
  if (onSignal === undefined) return;
  process.removeListener("SIGINT", onSignal);
  process.on("SIGINT", onSignal);
}
