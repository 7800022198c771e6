/**
 * The runner as the main thread sees it: runs cells, stops them, and replaces the place where they run where nothing else
 * helps.
 */
import { language, setLanguage, type Language } from "../../language/language.js";
import { Flood } from "../runner/flood.js";
import type { FromRunner, Output, Question, RunOutcome, RunRequest, ToRunner } from "../runner/messages.js";
import type { PlaceEnd, RunnerPlace, StartRunner } from "./runner-place.js";

/** Why the runner and every variable in it were lost. */
export type Loss = "interrupt" | "memory" | "crash";

/** How a run ended, as the main thread learns it. */
export type RunEnd = RunOutcome | { readonly status: "lost"; readonly loss: Loss; readonly detail: string };

/** Who hears of what a runner does beside ending its runs. */
export interface RunnerListener {
  outputs(outputs: readonly Output[]): void;
  question(question: Question): void;
  /** A cell has chosen this language. */
  spoken(language: Language): void;
  /** The runner was lost while no cell ran. */
  lost(loss: Loss, detail: string): void;
}

/** One life of the runner. */
interface Life {
  readonly place: RunnerPlace;
  /** It has begun to work: another one can be expected to. */
  isReady: boolean;
  /** Why this runner is to be given up; set once that is decided. */
  loss?: { readonly loss: Loss; readonly detail: string };
}

export class Runner {
  /** Absent where the last could not even begin: the next cell tries again. */
  private life: Life | undefined;
  private running: { readonly run: number; readonly settle: (end: RunEnd) => void } | undefined;
  private isClosed = false;
  /** The newest run, and how much of what was written past the runner it may still show. */
  private newest = { run: 0, flood: new Flood() };

  constructor(
    private readonly directory: string,
    private readonly listener: RunnerListener,
    private readonly startPlace: StartRunner,
  ) {
    this.life = this.start();
  }

  /** Runs a cell. Always resolves. */
  run(request: RunRequest): Promise<RunEnd> {
    return new Promise((settle) => {
      this.running = { run: request.run, settle };
      this.newest = { run: request.run, flood: new Flood() };
      this.life ??= this.start();
      this.tell({ type: "run", request });
    });
  }

  /** Marks this run and those before it as interrupted, and wakes whatever waits. */
  interrupt(run: number): void {
    this.tell({ type: "interrupt", run });
  }

  answer(question: number, value: string): void {
    this.tell({ type: "answer", id: question, value });
  }

  refuse(question: number): void {
    this.tell({ type: "refusal", id: question });
  }

  /** Ends the runner, and starts a fresh one; the run in it, if any, ends as lost. */
  giveUp(loss: Loss, detail: string): void {
    const { life } = this;
    if (life === undefined || life.loss !== undefined) return;
    life.loss = { loss, detail };
    void life.place.end();
  }

  async close(): Promise<void> {
    this.isClosed = true;
    await this.life?.place.end();
  }

  private tell(message: ToRunner): void {
    this.life?.place.send(message);
  }

  private start(): Life {
    const place = this.startPlace(this.directory, language(), {
      message: (message) => {
        if (this.life === life) this.hear(life, message);
      },
      text: (name, text) => {
        if (this.life === life) this.pass(name, text);
      },
      ended: (end) => this.replace(life, end),
    });
    const life: Life = { place, isReady: false };
    return life;
  }

  private speak(next: Language): void {
    setLanguage(next);
    this.listener.spoken(next);
  }

  private replace(life: Life, end: PlaceEnd): void {
    if (this.isClosed || life !== this.life) return;
    const { loss, detail } = life.loss ?? {
      loss: end.isMemory ? ("memory" as const) : ("crash" as const),
      detail: end.detail,
    };
    this.life = life.isReady ? this.start() : undefined;
    const { running } = this;
    this.running = undefined;
    if (running !== undefined) running.settle({ status: "lost", loss, detail });
    else if (life.isReady) this.listener.lost(loss, detail);
  }

  /** Nobody but the newest run is known to have written it. */
  private pass(name: "stdout" | "stderr", text: string): void {
    const { run, flood } = this.newest;
    const shown = flood.text(text);
    if (shown !== "") this.listener.outputs([{ kind: "stream", run, name, text: shown }]);
  }

  private hear(life: Life, message: FromRunner): void {
    switch (message.type) {
      case "ready":
        life.isReady = true;
        return;
      case "outputs":
        this.listener.outputs(message.outputs);
        return this.tell({ type: "sent", size: message.size });
      case "question":
        return this.listener.question(message.question);
      case "barrier":
        return this.tell({ type: "passed", barrier: message.barrier });
      case "exceeded":
        return this.giveUp("memory", message.detail);
      case "done": {
        if (message.language !== language()) this.speak(message.language);
        const { running } = this;
        if (running?.run !== message.run) return;
        this.running = undefined;
        const summary = this.newest.flood.summary();
        if (summary !== "")
          this.listener.outputs([{ kind: "stream", run: message.run, name: "stdout", text: summary }]);
        return running.settle(message.outcome);
      }
    }
  }
}
