/**
 * `process.stdin` and `readline` of cells: each line that a program reads is asked of the learner, as `input`
 * does.
 *
 * The prompt is the text that the program has written since the last end of line. A `readline` interface asks
 * when its method `question` is called, or when it has listeners for lines; without this rule it would ask
 * for a line that the program does not want.
 */
import readline from "node:readline";
import readlinePromises from "node:readline/promises";
import { syncBuiltinESMExports } from "node:module";
import { Readable } from "node:stream";
import { promisify } from "node:util";
import { asTheirs, cells, settled } from "./cells.js";
import type { ProcessServices } from "./process-services.js";

export type StandardInputOptions = Pick<ProcessServices, "questions" | "prompt" | "fail">;

type Callback = (answer: string) => void;
type QuestionOptions = { readonly signal?: AbortSignal };

export class StandardInput {
  private stream: Readable | undefined;
  private isAsking = false;
  /** The streams that were created here. */
  private readonly ours = new WeakSet<object>();
  /** The `readline` interfaces that read from the current stream. */
  private readonly interfaces = new Set<readline.Interface>();

  constructor(private readonly options: StandardInputOptions) {}

  install(): void {
    Object.defineProperty(process, "stdin", {
      get: () => this.current(),
      configurable: true,
      enumerable: true,
    });
    this.installQuestions();
    for (const module of [readline, readlinePromises] as {
      createInterface: (...given: never[]) => readline.Interface;
    }[]) {
      const { createInterface } = module;
      module.createInterface = asTheirs((...given: never[]) =>
        this.track(Reflect.apply(createInterface, module, given)),
      );
    }
    syncBuiltinESMExports();
  }

  /** The run has ended: the stream is destroyed; a later run that reads gets a new one. */
  forget(): void {
    this.stream?.destroy();
    this.stream = undefined;
    this.isAsking = false;
    this.interfaces.clear();
  }

  private current(): Readable {
    if (this.stream === undefined || this.stream.destroyed) {
      const stream: Readable = new Readable({ read: () => this.read(stream) });
      this.stream = Object.assign(stream, { fd: 0, isTTY: false });
      this.ours.add(stream);
      stream.on("resume", () => this.read(stream));
      stream.on("newListener", (event) => {
        if (event === "readable") this.read(stream);
      });
      this.isAsking = false;
    }
    return this.stream;
  }

  /**
   * Asks for a line, after a turn of the event loop in which the reader of the last line can stop reading.
   */
  private read(stream: Readable): void {
    if (this.isAsking || stream !== this.stream) return;
    this.isAsking = true;
    setImmediate(() => {
      if (stream !== this.stream) return;
      if (this.isWanted(stream)) this.askFor(stream);
      else this.isAsking = false;
    });
  }

  /** Whether the program wants a line: a `readline` interface without listeners for lines does not count. */
  private isWanted(stream: Readable): boolean {
    const isRead = stream.readableFlowing === true || stream.listenerCount("readable") > 0;
    const readers = stream.listenerCount("data") + stream.listenerCount("readable");
    const isHeard = [...this.interfaces].some((one) => one.listenerCount("line") > 0);
    return isRead && (isHeard || readers > this.interfaces.size);
  }

  private askFor(stream: Readable): void {
    settled(this.options.questions.ask(this.options.prompt(), false)).then(
      (line) => {
        if (stream !== this.stream) return;
        this.isAsking = false;
        stream.push(`${String(line)}\n`);
      },
      (error: unknown) => {
        this.options.fail(error);
        stream.destroy();
      },
    );
  }

  private track(made: readline.Interface): readline.Interface {
    const { stream } = this;
    if (stream === undefined || (made as unknown as { input?: unknown }).input !== stream) return made;
    this.interfaces.add(made);
    made.on("newListener", (event) => {
      if (event === "line") process.nextTick(() => this.read(stream));
    });
    made.on("close", () => this.interfaces.delete(made));
    return made;
  }

  private installQuestions(): void {
    const ask = (query: unknown, options: QuestionOptions | undefined): Promise<string> =>
      this.ask(String(query), options?.signal);
    const isOurs = (one: { input?: unknown }): boolean =>
      typeof one.input === "object" && one.input !== null && this.ours.has(one.input);
    const { fail } = this.options;

    const plain = readline.Interface.prototype as unknown as { question: (...given: unknown[]) => void };
    const { question } = plain;
    const withCallback = asTheirs(function (this: { input?: unknown }, ...given: unknown[]): void {
      if (!isOurs(this)) return Reflect.apply(question, this, given);
      const callback = given.find((one) => typeof one === "function") as Callback | undefined;
      settled(ask(given[0], given[1] as QuestionOptions | undefined)).then(
        (answer) => callback?.(String(answer)),
        fail,
      );
    });
    const custom = (question as { [promisify.custom]?: (...given: unknown[]) => unknown })[promisify.custom];
    Object.defineProperty(withCallback, promisify.custom, {
      value: asTheirs(function (this: { input?: unknown }, ...given: unknown[]): unknown {
        return isOurs(this)
          ? ask(given[0], given[1] as QuestionOptions | undefined)
          : custom === undefined
            ? undefined
            : Reflect.apply(custom, this, given);
      }),
    });
    plain.question = withCallback;

    const promised = readlinePromises.Interface.prototype as unknown as {
      question: (...given: unknown[]) => unknown;
    };
    const { question: promisedQuestion } = promised;
    promised.question = asTheirs(function (this: { input?: unknown }, ...given: unknown[]): unknown {
      return isOurs(this)
        ? ask(given[0], given[1] as QuestionOptions | undefined)
        : Reflect.apply(promisedQuestion, this, given);
    });
  }

  private ask(query: string, signal: AbortSignal | undefined): Promise<string> {
    const answer = this.options.questions.ask(query, false);
    if (signal === undefined) return answer;
    return new cells.Promise<string>((resolve, reject) => {
      signal.addEventListener("abort", () => reject(signal.reason), { once: true });
      settled(answer).then((text) => resolve(String(text)), reject);
    });
  }
}
