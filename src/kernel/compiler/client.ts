/**
 * The compiler for the main thread: a worker, thread or process, that answers questions. If the worker ends or
 * does not answer, a new one is started, which learns all cells again.
 *
 * A worker that starts quickly is ended once nothing was asked of it for a while: it holds more than half of the
 * kernel's memory. The next question starts another.
 */
import { CompilerStarter } from "#kernel/compiler/start-compiler";
import { language, say, setLanguage, type Language } from "../../language/language.js";
import { NO_FACTS, type CellFacts } from "../cells/facts.js";
import type { Checks } from "../checks.js";
import type {
  CellSource,
  CompileAnswer,
  CompletenessAnswer,
  CompletionAnswer,
  Compiler,
  FailedNamesAnswer,
  InspectionAnswer,
  RunSettled,
  SourcePlace,
  Translation,
  TypesAnswer,
} from "./contract.js";
import { HEAP_MEGABYTES } from "./heap.js";
import type {
  Answer,
  CompilerStarts,
  CompilerThreadData,
  CompilerWorker,
  FromThread,
  Notice,
  Question,
} from "./messages.js";
import type { RestoredCell } from "./session.js";

/** The longest time for an answer, in milliseconds; after it the worker is replaced. */
const TIMEOUTS = {
  ...{ compile: 60_000, complete: 10_000, inspect: 10_000, isComplete: 10_000, facts: 60_000 },
  ...{ failedNames: 10_000, translate: 10_000, caught: 10_000, types: 10_000 },
} as const;

interface Waiting {
  readonly settle: (result: Answer | Failure) => void;
  readonly timer: NodeJS.Timeout;
}

/** Stands for an answer that did not come. */
class Failure {
  constructor(readonly reason: string) {}

  get isTooDeep(): boolean {
    return this.reason.includes("Maximum call stack size exceeded");
  }
}

export interface CompilerOptions {
  /** The notebook's folder. */
  readonly directory: string;
  /** How strictly cells are checked; by default as in the course. */
  readonly checks?: Checks;
  /** The limit for the worker's heap, in MB; beyond half of it the worker is replaced. */
  readonly heapMegabytes?: number;
  /** Milliseconds without a question after which a worker that starts quickly is ended; without it, none is. */
  readonly idleMilliseconds?: number | undefined;
  /** Starts the workers; by default as this platform does. */
  readonly starter?: CompilerStarts;
}

/** Starts the compiler of a notebook. */
export function startCompiler(options: CompilerOptions): Compiler {
  return new CompilerClient(options);
}

class CompilerClient implements Compiler {
  private readonly directory: string;
  private readonly checks: Checks;
  private readonly heapMegabytes: number;
  private readonly idleMilliseconds: number | undefined;
  private readonly starter: CompilerStarts;
  /** Undefined while it rests. */
  private worker: CompilerWorker | undefined;
  private rest: NodeJS.Timeout | undefined;
  /** What a worker that was ended knew of failed cells. */
  private failed: FailedNamesAnswer = [];
  private isClosed = false;
  private nextId = 1;
  private language: Language = language();
  private readonly waiting = new Map<number, Waiting>();
  /** The cells that a new worker must learn: those that ran, and those that run now. */
  private readonly settled = new Map<number, RestoredCell>();
  private readonly running = new Map<number, string>();

  /** The size of the worker's heap at its first answer, in MB. */
  private firstHeap = 0;

  constructor({
    directory,
    checks = "course",
    heapMegabytes = HEAP_MEGABYTES,
    idleMilliseconds,
    starter = new CompilerStarter(),
  }: CompilerOptions) {
    this.directory = directory;
    this.starter = starter;
    this.checks = checks;
    this.heapMegabytes = heapMegabytes;
    this.idleMilliseconds = idleMilliseconds;
    this.worker = this.start();
    this.restLater();
  }

  async compile(cell: CellSource): Promise<CompileAnswer> {
    const answer = await this.ask<CompileAnswer>({ kind: "compile", cell });
    if (answer instanceof Failure) return rejected(cell, answer);
    if (answer.ok) this.running.set(cell.run, cell.code);
    return answer;
  }

  settle(settled: RunSettled): void {
    const code = this.running.get(settled.run);
    if (code === undefined) return;
    this.running.delete(settled.run);
    this.settled.set(settled.run, { run: settled.run, code, defined: settled.defined });
    this.tell({ kind: "settle", settled });
  }

  async complete(code: string, cursor: number): Promise<CompletionAnswer> {
    const answer = await this.ask<CompletionAnswer>({ kind: "complete", code, cursor });
    return answer instanceof Failure ? { start: cursor, end: cursor, items: [] } : answer;
  }

  async inspect(code: string, cursor: number): Promise<InspectionAnswer> {
    const answer = await this.ask<InspectionAnswer>({ kind: "inspect", code, cursor });
    return answer instanceof Failure ? { found: false, text: "", markdown: "" } : answer;
  }

  async isComplete(code: string): Promise<CompletenessAnswer> {
    const answer = await this.ask<CompletenessAnswer>({ kind: "isComplete", code });
    return answer instanceof Failure ? { status: "unknown", indent: "" } : answer;
  }

  async factsOf(code: string): Promise<CellFacts> {
    const answer = await this.ask<CellFacts>({ kind: "facts", code });
    return answer instanceof Failure ? NO_FACTS : answer;
  }

  async translate(expression: string, place?: SourcePlace): Promise<Translation> {
    const answer = await this.ask<Translation>({ kind: "translate", expression, place });
    return answer instanceof Failure ? { ok: false, message: answer.reason } : answer;
  }

  async isCaught(places: readonly SourcePlace[]): Promise<boolean> {
    const answer = await this.ask<boolean>({ kind: "caught", places });
    return answer === true;
  }

  async typesIn(place?: SourcePlace): Promise<TypesAnswer> {
    const answer = await this.ask<TypesAnswer>({ kind: "types", place });
    return answer instanceof Failure ? {} : answer;
  }

  setLanguage(next: Language): void {
    setLanguage(next);
    this.language = next;
    this.tell({ kind: "setLanguage", language: next });
  }

  reset(): void {
    this.settled.clear();
    this.running.clear();
    this.failed = [];
    this.tell({ kind: "reset" });
  }

  async close(): Promise<void> {
    this.isClosed = true;
    clearTimeout(this.rest);
    this.failAll(say({ fr: "le compilateur est arrêté", en: "the compiler is closed" }));
    await this.worker?.end();
  }

  private start(needsLargeStack = false): CompilerWorker {
    const running = [...this.running].map(([run, code]): RestoredCell => ({ run, code, defined: "all" }));
    const cells = [...this.settled.values(), ...running];
    const { directory, checks, language: spoken, failed } = this;
    const data: CompilerThreadData = { directory, checks, language: spoken, cells, failed };
    const worker: CompilerWorker = this.starter.start(
      data,
      { heapMegabytes: this.heapMegabytes, needsLargeStack },
      {
        message: (message) => this.receive(message),
        ended: (reason) => this.restart(worker, reason),
      },
    );
    this.firstHeap = 0;
    return worker;
  }

  private restart(old: CompilerWorker, reason: string, needsLargeStack = false): void {
    if (old !== this.worker || this.isClosed) return;
    this.worker = this.start(needsLargeStack);
    this.failAll(reason);
    void old.end();
  }

  /** Ends the worker after a while without a question. */
  private restLater(): void {
    clearTimeout(this.rest);
    if (this.idleMilliseconds === undefined || this.isClosed) return;
    this.rest = setTimeout(() => void this.restNow(), this.idleMilliseconds);
    this.rest.unref();
  }

  /** Ends the worker, unless it has work, or its successor would need seconds to start. */
  private async restNow(): Promise<void> {
    const { worker, nextId } = this;
    if (worker?.startsQuickly !== true || this.waiting.size > 0) return;
    // A new worker would take all names of a cell that runs now for defined.
    if (this.running.size > 0) return this.restLater();
    const failed = await this.askWorker<FailedNamesAnswer>(worker, { kind: "failedNames" });
    const isStillIdle = this.nextId === nextId + 1 && this.running.size === 0 && worker === this.worker;
    if (failed instanceof Failure || !isStillIdle || this.isClosed) return;
    clearTimeout(this.rest);
    this.failed = failed;
    this.worker = undefined;
    await worker.end();
  }

  private async ask<T extends Answer>(question: Question): Promise<T | Failure> {
    const worker = (this.worker ??= this.start());
    const answer = await this.askWorker<T>(worker, question);
    if (!(answer instanceof Failure) || !answer.isTooDeep || !worker.hasSmallStack) return answer;
    this.restart(worker, answer.reason, true);
    return await this.askWorker<T>(this.worker ?? worker, question);
  }

  private askWorker<T extends Answer>(worker: CompilerWorker, question: Question): Promise<T | Failure> {
    if (this.isClosed)
      return Promise.resolve(
        new Failure(say({ fr: "le compilateur est arrêté", en: "the compiler is closed" })),
      );
    const id = this.nextId++;
    return new Promise((resolve) => {
      const giveUp = (): void =>
        this.restart(worker, say({ fr: "il n'a pas répondu à temps", en: "it did not answer in time" }));
      const timer = setTimeout(giveUp, TIMEOUTS[question.kind]);
      this.waiting.set(id, { settle: resolve as Waiting["settle"], timer });
      worker.send({ ...question, id });
    });
  }

  private tell(notice: Notice): void {
    if (!this.isClosed) this.worker?.send(notice);
  }

  private receive(message: FromThread): void {
    if ("released" in message) return message.released.forEach((run) => this.settled.delete(run));
    const waiting = this.waiting.get(message.id);
    this.waiting.delete(message.id);
    clearTimeout(waiting?.timer);
    waiting?.settle("answer" in message ? message.answer : new Failure(message.failure));
    this.firstHeap ||= message.heap;
    // A heap that was as large at the first answer would be as large again in a new worker.
    const isLarge = message.heap > Math.max(this.heapMegabytes / 2, 2 * this.firstHeap);
    if (isLarge && this.waiting.size === 0 && this.worker !== undefined) this.restart(this.worker, "");
    this.restLater();
  }

  private failAll(reason: string): void {
    for (const { settle, timer } of this.waiting.values()) {
      clearTimeout(timer);
      settle(new Failure(reason));
    }
    this.waiting.clear();
  }
}

/** The answer for a cell on which the compiler failed. */
function rejected({ run, code }: CellSource, { reason, isTooDeep }: Failure): CompileAnswer {
  const message = isTooDeep
    ? say({ fr: "Cette cellule est trop profondément imbriquée.", en: "This cell is nested too deeply." })
    : say({
        fr: `Le compilateur n'a pas pu traiter cette cellule (${reason}). Il a été relancé ; vos variables sont conservées.`,
        en: `The compiler could not process this cell (${reason}). It has been restarted; your variables are kept.`,
      });
  const start = { line: 1, column: 1 };
  const excerpt = code.slice(0, 80).split("\n")[0] ?? "";
  return {
    ok: false,
    run,
    facts: NO_FACTS,
    diagnostics: [{ severity: "error", code: 0, message, start, end: start, excerpt }],
  };
}
