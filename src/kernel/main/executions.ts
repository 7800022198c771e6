/**
 * The cells to execute: one at a time, in the order of arrival, each with a reply.
 *
 * An error aborts exactly what is queued when it happens, if the failed request asked for that: the queue is cut before
 * the error is published, so that nothing is aborted that was sent in knowledge of it.
 */
import { setImmediate } from "node:timers/promises";
import type { Compiler } from "../compiler/contract.js";
import type { Channels } from "../protocol/channels.js";
import type { Fields, Message } from "../protocol/wire.js";
import type { ErrorReport } from "../runner/messages.js";
import { runCode, type CodeEnd } from "./code-run.js";
import type { ExecuteRequest } from "./execute-request.js";
import type { History } from "./history.js";
import { lossReport, stubbornNotice } from "./losses.js";
import { Publisher } from "./publisher.js";
import { Runner, type RunnerListener } from "./runner.js";
import { startRunnerProcess } from "./runner-process.js";
import { StdinQuestions } from "./stdin-questions.js";

/** Milliseconds after which a second press ends what the first could not. */
const SECOND_PRESS = 3000;
/** Milliseconds after which a single press ends it, too. */
const FORCE = 10_000;
/** Milliseconds after which the learner is told that a stop is slow to come. */
const NOTICE = 1500;

interface Current {
  readonly request: ExecuteRequest;
  /** The moment of the first press of stop. */
  pressed?: number;
  notice?: NodeJS.Timeout;
  force?: NodeJS.Timeout;
  /** Ends the wait for the compiler. */
  readonly cancel: AbortController;
}

export class Executions {
  private readonly queue: ExecuteRequest[] = [];
  private readonly runner: Runner;
  private readonly publisher: Publisher;
  private readonly stdin: StdinQuestions;
  private current: Current | undefined;
  private count = 0;
  private lastRun = 0;

  constructor(
    directory: string,
    private readonly channels: Channels,
    private readonly compiler: Compiler,
    private readonly history: History,
  ) {
    this.publisher = new Publisher(channels);
    const listener: RunnerListener = {
      outputs: (outputs) => this.publisher.outputs(outputs),
      question: (question) => this.stdin.ask(question, this.publisher.requestOf(question.run)),
      spoken: (language) => compiler.setLanguage(language),
      lost: (loss, detail) => {
        compiler.reset();
        this.publisher.error(this.lastRun, lossReport(loss, detail));
      },
    };
    this.runner = new Runner(directory, listener, startRunnerProcess);
    this.stdin = new StdinQuestions(channels, this.runner);
  }

  /** The request that is executed now. */
  get executing(): Message | undefined {
    return this.current?.request.message;
  }

  /** Takes a request; it will be answered. */
  add(request: ExecuteRequest): void {
    this.queue.push(request);
    if (this.current === undefined && this.queue.length === 1) void this.work();
  }

  /** The learner pressed stop. */
  interrupt(): void {
    this.stdin.forget();
    const { current } = this;
    const now = performance.now();
    if (current?.pressed !== undefined && now - current.pressed >= SECOND_PRESS)
      return this.runner.giveUp("interrupt", "");
    this.runner.interrupt(this.lastRun);
    if (current === undefined || current.pressed !== undefined) return;
    current.pressed = now;
    current.cancel.abort();
    current.notice = setTimeout(
      () => this.publisher.stream(this.lastRun, "stderr", stubbornNotice()),
      NOTICE,
    );
    current.force = setTimeout(() => this.runner.giveUp("interrupt", ""), FORCE);
  }

  /** The learner's answer to a question. */
  answer(message: Message): void {
    this.stdin.answer(message);
  }

  /** Answers whatever waits, and ends the runner. */
  async close(): Promise<void> {
    for (const request of this.queue.splice(0)) this.abort(request);
    if (this.current !== undefined)
      this.reply(this.current.request, { status: "aborted", execution_count: this.count });
    await this.runner.close();
  }

  private async work(): Promise<void> {
    for (let request = this.queue.shift(); request !== undefined; request = this.queue.shift()) {
      this.current = { request, cancel: new AbortController() };
      await this.execute(request, this.current);
      this.current = undefined;
    }
  }

  private async execute(request: ExecuteRequest, current: Current): Promise<void> {
    const { message, code, silent, storeHistory } = request;
    this.channels.publish({ type: "status", parent: message, content: { execution_state: "busy" } });
    const started = new Date().toISOString();
    if (!silent && storeHistory) this.count++;
    const count = this.count;
    const remember = storeHistory ? this.history.add(count, code) : undefined;
    if (!silent)
      this.channels.publish({
        type: "execute_input",
        parent: message,
        content: { code, execution_count: count },
      });

    const end = await this.run(request, code, `Cell [${silent ? "*" : count}]`, current);
    clearTimeout(current.notice);
    clearTimeout(current.force);
    this.stdin.forget();
    if (end.error !== undefined) await this.fail(request, end.error, started);
    else {
      if (end.result !== undefined && !silent) {
        this.channels.publish({
          type: "execute_result",
          parent: message,
          content: `{"execution_count":${count},${end.result}}`,
        });
        remember?.(textOf(end.result));
      }
      const userExpressions = await this.evaluate(request, current);
      this.reply(
        request,
        { status: "ok", execution_count: count, user_expressions: userExpressions, payload: [] },
        started,
      );
    }
    this.idle(message);
  }

  private run(request: ExecuteRequest, code: string, name: string, current: Current): Promise<CodeEnd> {
    const run = ++this.lastRun;
    this.publisher.begin(run, request);
    const warn = (text: string): void => this.publisher.stream(run, "stderr", text);
    return runCode(this.compiler, this.runner, {
      run,
      name,
      code,
      wantsResult: !request.silent,
      signal: current.cancel.signal,
      warn,
    });
  }

  private async fail(request: ExecuteRequest, error: ErrorReport, started: string): Promise<void> {
    const aborted = request.stopOnError ? await this.cutQueue() : [];
    if (!request.silent)
      this.channels.publish({ type: "error", parent: request.message, content: { ...error } });
    this.reply(
      request,
      { status: "error", execution_count: this.count, ...error, user_expressions: {}, payload: [] },
      started,
    );
    for (const other of aborted) this.abort(other);
  }

  /** All that was sent before now: what the sockets still hold is read first. */
  private async cutQueue(): Promise<ExecuteRequest[]> {
    let length: number;
    do {
      length = this.queue.length;
      await setImmediate();
      await setImmediate();
    } while (this.queue.length > length);
    return this.queue.splice(0);
  }

  private async evaluate(request: ExecuteRequest, current: Current): Promise<Fields> {
    const values: Record<string, unknown> = {};
    for (const [name, expression] of request.userExpressions) {
      const end = await this.run(request, expression, `user_expressions.${name}`, current);
      if (end.error !== undefined) values[name] = { status: "error", ...end.error };
      else
        values[name] = {
          status: "ok",
          data: {},
          metadata: {},
          ...(JSON.parse(`{${end.result ?? ""}}`) as Fields),
        };
    }
    return values;
  }

  private abort(request: ExecuteRequest): void {
    this.channels.publish({ type: "status", parent: request.message, content: { execution_state: "busy" } });
    this.reply(request, { status: "aborted", execution_count: this.count });
    this.idle(request.message);
  }

  private reply(request: ExecuteRequest, content: Fields, started = new Date().toISOString()): void {
    const metadata = { started, status: content["status"], dependencies_met: true };
    this.channels.send(request.channel, {
      type: "execute_reply",
      parent: request.message,
      metadata,
      content,
    });
  }

  private idle(message: Message): void {
    this.channels.publish({ type: "status", parent: message, content: { execution_state: "idle" } });
  }
}

function textOf(result: string): string {
  const { data } = JSON.parse(`{${result}}`) as { data: Fields };
  return String(data["text/plain"] ?? "");
}
