/**
 * The work of the program in the sandbox: it runs a student's cells with the kernel's own compiler and runner, one for
 * each command, and observes the answers that the commands ask for. It holds no expected value, no solution and no
 * other student's work.
 *
 * Student code runs in a worker thread and never in this thread, so it cannot change anything here.
 */
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { LANGUAGES } from "../../src/language/language.js";
import { startCompiler } from "../../src/kernel/compiler/client.js";
import { runCode, type CodeEnd } from "../../src/kernel/main/code-run.js";
import { Runner } from "../../src/kernel/main/runner.js";
import { startRunnerThread } from "../../src/kernel/main/runner-thread.js";
import { terminationReport } from "../../src/kernel/main/termination.js";
import type { Compiler } from "../../src/kernel/compiler/contract.js";
import type { CompilerStarts } from "../../src/kernel/compiler/messages.js";
import type { Output as Sent } from "../../src/kernel/runner/messages.js";
import {
  OBSERVATION,
  signedLine,
  type Command,
  type Observed,
  type Question,
  type Reply,
} from "../channel.js";
import { CellOutputs } from "./cell-outputs.js";

/** Milliseconds that a cell may take to stop after it was told to; then its thread is terminated. */
const GRACE = 2000;
/** The exit status of this program after the thread of the cells has ended. */
const THREAD_ENDED = 3;

const RECORDING = JSON.stringify(fileURLToPath(new URL("./recording.js", import.meta.url)));

interface TimedRun {
  readonly end: CodeEnd;
  /** True if the run was told to stop because its time was over. */
  readonly isLate: boolean;
}

/** Obeys the commands on standard input until it closes. */
export function serveSubmission(starter?: CompilerStarts): void {
  new Submission(starter).serve();
}

class Submission {
  private readonly directory = process.cwd();
  private readonly compiler: Compiler;
  private readonly listeners = new Map<number, (sent: readonly Sent[]) => void>();
  private readonly runner: Runner = new Runner(
    this.directory,
    {
      outputs: (sent) => this.listeners.get(sent[0]?.run)?.(sent),
      question: (question) => this.runner.refuse(question.id),
      languageChanged: () => undefined,
      heard: () => undefined,
      late: () => undefined,
      lost: () => undefined,
      terminated: () => process.exit(THREAD_ENDED),
    },
    startRunnerThread,
  );
  private lastRun = 0;
  /** The first line has the key of all signatures, and the language of the submission. */
  private key: string | undefined;
  private counter = 0;
  /** Resolves when all commands so far are done: commands are executed one after the other, in order. */
  private work: Promise<void> = Promise.resolve();

  constructor(starter: CompilerStarts | undefined) {
    this.compiler = startCompiler({
      directory: this.directory,
      ...(starter !== undefined && { starter }),
    });
  }

  serve(): void {
    createInterface({ input: process.stdin })
      .on("line", (line) =>
        this.key === undefined ? this.begin(line) : this.take(JSON.parse(line) as Command),
      )
      .on("close", () => process.exit(0));
  }

  private begin(line: string): void {
    const [key, spoken] = line.split(" ");
    this.key = key;
    this.compiler.setLanguage(LANGUAGES.find((one) => one === spoken) ?? LANGUAGES[0]);
    this.runner.start();
    this.work = this.warmUp().then(() => this.reply({ ready: true }));
  }

  private take(command: Command): void {
    this.work = this.work.then(async () => {
      const answer = await this.obey(command);
      this.reply(answer);
      if (answer.status === "terminated") process.stdout.write("", () => process.exit(THREAD_ENDED));
    });
  }

  private reply(content: Reply | { readonly ready: true }): void {
    process.stdout.write(signedLine(this.key ?? "", ++this.counter, JSON.stringify(content)));
  }

  /** Runs `act` with a run number of its own, and stops it when its time is over. */
  private async runWithLimit(
    milliseconds: number,
    hear: (sent: readonly Sent[]) => void,
    act: (run: number, signal: AbortSignal) => Promise<CodeEnd>,
  ): Promise<TimedRun> {
    const run = ++this.lastRun;
    const cancel = new AbortController();
    let isLate = false;
    let force: NodeJS.Timeout | undefined;
    const timer = setTimeout(() => {
      isLate = true;
      cancel.abort();
      this.runner.interrupt(run);
      force = setTimeout(() => this.runner.terminate("interrupt"), GRACE);
    }, milliseconds);
    this.listeners.set(run, (sent) => hear(sent.filter((output) => output.run === run)));
    try {
      const end = await act(run, cancel.signal);
      return { end, isLate };
    } finally {
      clearTimeout(timer);
      clearTimeout(force);
      this.listeners.delete(run);
    }
  }

  /** Runs JavaScript of the course, not of the student, in the thread of the cells. */
  private runOurs(
    javascript: string,
    milliseconds: number,
    hear: (sent: readonly Sent[]) => void = () => undefined,
  ): Promise<TimedRun> {
    return this.runWithLimit(milliseconds, hear, async (run) => {
      const end = await this.runner.run({
        run,
        name: "",
        code: "",
        wantsResult: false,
        compiled: { javascript, sourceMap: "", isAsync: false, modules: [] },
      });
      return end.status === "ok"
        ? {}
        : end.status === "error"
          ? { error: end.error }
          : { error: terminationReport(end), isTerminated: true };
    });
  }

  private async obey({ number, code, milliseconds, question }: Command): Promise<Reply> {
    if (question !== undefined) await this.runOurs(`require(${RECORDING}).forgetAnswers();`, milliseconds);
    let outputs: CellOutputs | undefined;
    const { end, isLate } = await this.runWithLimit(
      milliseconds,
      (sent) => outputs?.add(sent),
      (run, signal) => {
        const shown = (outputs = new CellOutputs(run));
        return runCode(this.compiler, this.runner, {
          run,
          name: `Cell [${number}]`,
          code,
          wantsResult: true,
          signal,
          warn: (text) => shown.add([{ kind: "stream", run, name: "stderr", text }]),
        });
      },
    );
    if (end.error !== undefined) outputs?.error(end.error);
    else if (end.result !== undefined) outputs?.result(end.result, number);
    const status = end.isTerminated
      ? "terminated"
      : isLate
        ? "timeout"
        : end.error === undefined
          ? "ok"
          : "error";
    const reply = {
      number,
      status,
      ...(end.error === undefined ? {} : { error: `${end.error.ename}: ${end.error.evalue}` }),
      outputs: outputs?.all ?? [],
    } as const;
    if (question === undefined || status !== "ok") return reply;
    const observed = await this.observe(question, milliseconds);
    return observed === undefined ? { ...reply, status: "terminated" } : { ...reply, observed };
  }

  /** Observes the recorded answer; undefined if the observation ended the thread. */
  private async observe(
    { nonce, exercise, probe }: Question,
    milliseconds: number,
  ): Promise<Observed | undefined> {
    const displayed: unknown[] = [];
    const call = [exercise, nonce, JSON.stringify(probe)].map((text) => JSON.stringify(text)).join(", ");
    const { end, isLate } = await this.runOurs(
      `require(${RECORDING}).showObservation(${call});`,
      milliseconds,
      (sent) => {
        for (const output of sent)
          if (output.kind === "display_data") displayed.push(output.bundle.data[OBSERVATION]);
      },
    );
    const shown = displayed.filter((text) => text !== undefined);
    if (end.isTerminated) return undefined;
    if (isLate) return { nonce, failure: "timeout" };
    if (end.error !== undefined || shown.length === 0) return { nonce, failure: "error" };
    if (shown.length > 1) return { nonce, failure: "contradiction" };
    try {
      return JSON.parse(String(shown[0])) as Observed;
    } catch {
      return { nonce, failure: "contradiction" }; // Not what `showObservation` writes.
    }
  }

  /** Loads the modules that every lesson needs, so that this loading does not count as a cell's time. */
  private async warmUp(): Promise<void> {
    const warming = this.compiler.compile({
      run: ++this.lastRun,
      name: "",
      code: `import * as neurones from "neurones";`,
    });
    await this.runOurs(`require(${RECORDING}); require("neurones");`, 30_000);
    const { run } = await warming;
    this.compiler.settle({ run, defined: [] });
  }
}
