/**
 * The queue of cells to execute: one at a time, in the order of arrival. Each request gets a reply.
 *
 * If a failed request asked for `stop_on_error`, the requests that are queued at that moment are aborted. The
 * queue is emptied before the error is published: requests that the client sends after it saw the error are
 * not aborted.
 */
import { nextTurn } from "#turn";
import type { Compiler } from "../compiler/contract.js";
import type { DebuggerParts, KernelDebugger } from "../debugger/contract.js";
import type { Channels } from "../protocol/channels.js";
import type { Fields, Message } from "../protocol/message.js";
import type { ErrorReport, Look, Seen, WrittenBundle } from "../runner/messages.js";
import { Cells } from "./cells.js";
import { runUnsettled, type UnsettledEnd } from "./code-run.js";
import { Comms } from "./comms.js";
import type { DownloadPackages } from "./download-packages.js";
import type { ExecuteRequest } from "./execute-request.js";
import type { History } from "./history.js";
import { Publisher } from "./publisher.js";
import { Runner, type RunnerListener } from "./runner.js";
import type { StartRunnerHost } from "./runner-host.js";
import { StdinQuestions } from "./stdin-questions.js";
import { StopPresses } from "./stop-presses.js";
import { closedWidgetsNotice, slowStopNotice, terminationReport } from "./termination.js";

/** The request that is executed now. */
interface Current {
  readonly request: ExecuteRequest;
  readonly presses: StopPresses;
}

/** What executing cells needs. */
interface ExecutionParts {
  readonly directory: string;
  readonly channels: Channels;
  readonly compiler: Compiler;
  readonly startHost: StartRunnerHost;
  readonly download?: DownloadPackages;
  readonly createDebugger?: (parts: DebuggerParts) => KernelDebugger;
}

export class Executions {
  private readonly queue: ExecuteRequest[] = [];
  private readonly runner: Runner;
  private readonly publisher: Publisher;
  private readonly stdin: StdinQuestions;
  private readonly channels: Channels;
  private readonly compiler: Compiler;
  private readonly download: DownloadPackages | undefined;
  readonly comms: Comms;
  /** Undefined where cells cannot be debugged. */
  readonly debugger: KernelDebugger | undefined;
  private readonly cells: Cells;
  private current: Current | undefined;
  private count = 0;
  /** The number of the newest run or comm message: each has a greater one than all before. */
  private lastSerial = 0;
  private newestRun = 0;

  constructor(
    { directory, channels, compiler, startHost, download, createDebugger }: ExecutionParts,
    private readonly history: History,
  ) {
    this.channels = channels;
    this.compiler = compiler;
    this.download = download;
    this.debugger = createDebugger?.({
      compiler,
      send: (message) => this.runner.inspect(message),
      publish: (content) => channels.publish({ type: "debug_event", parent: this.executing, content }),
      nextSerial: () => ++this.lastSerial,
    });
    this.cells = new Cells(compiler, (comm, data) =>
      channels.publish({ type: "comm_msg", content: { comm_id: comm, data } }),
    );
    this.comms = new Comms({
      cells: this.cells,
      channels,
      deliver: (message, buffers) => this.runner.deliver(message, buffers),
      nextSerial: () => ++this.lastSerial,
      requestOf: (run) => this.publisher.requestOf(run)?.message,
    });
    this.publisher = new Publisher(channels, this.comms);
    const listener: RunnerListener = {
      outputs: (outputs) => this.publisher.outputs(outputs),
      question: (question) => this.stdin.ask(question, this.publisher.requestOf(question.run)),
      languageChanged: (language) => compiler.setLanguage(language),
      heard: (number) => this.comms.heard(number),
      lost: () => {
        this.debugger?.lost();
        this.loseComms();
      },
      inspector: (message) => this.debugger?.receive(message),
      late: (runs, variables) => this.cells.late(runs, variables),
      terminated: (termination) => {
        compiler.reset();
        this.cells.reset();
        this.publisher.error(this.newestRun, terminationReport(termination));
      },
    };
    this.runner = new Runner(directory, listener, startHost, (request) => this.debugger?.coming(request));
    this.stdin = new StdinQuestions(channels, this.runner);
  }

  /** Starts the runner, so that the first cell need not wait for it. */
  start(): void {
    this.runner.start();
  }

  /** The message of the request that is executed now. */
  get executing(): Message | undefined {
    return this.current?.request.message;
  }

  /** Looks at a value of the session. */
  look(look: Look): Promise<Seen> {
    return this.runner.look(look);
  }

  /** Adds a request to the queue. */
  add(request: ExecuteRequest): void {
    this.queue.push(request);
    if (this.current === undefined && this.queue.length === 1) void this.work();
  }

  /** The learner pressed stop. */
  interrupt(): void {
    this.debugger?.interrupt();
    this.stdin.forget();
    if (this.current === undefined) this.runner.interrupt(this.lastSerial);
    else this.current.presses.press(this.lastSerial);
    this.comms.interrupted();
  }

  /** Passes on the learner's answer to a question. */
  answer(message: Message): void {
    this.stdin.answer(message);
  }

  /** Replies "aborted" to every request that has no reply yet, and ends the runner. */
  async close(): Promise<void> {
    for (const request of this.queue.splice(0)) this.abort(request);
    if (this.current !== undefined)
      this.reply(this.current.request, { status: "aborted", execution_count: this.count });
    await this.runner.close();
  }

  /** The runner has ended: the widgets on the page have lost the code that answers them. */
  private loseComms(): void {
    if (this.comms.lost() > 0) this.publisher.stream(this.newestRun, "stderr", closedWidgetsNotice());
  }

  private async work(): Promise<void> {
    const showNotice = (): void => this.publisher.stream(this.newestRun, "stderr", slowStopNotice());
    for (let request = this.queue.shift(); request !== undefined; request = this.queue.shift()) {
      this.current = { request, presses: new StopPresses(this.runner, showNotice) };
      await this.execute(this.current);
      this.current = undefined;
    }
  }

  private async execute(current: Current): Promise<void> {
    const { request, presses } = current;
    const { message, code, silent, storeHistory } = request;
    const started = new Date().toISOString();
    if (!silent && storeHistory) this.count++;
    const count = this.count;
    // The compiler works while the front end is told of the run; what the run itself publishes comes later.
    const running = this.run(current, code, `Cell [${silent ? "*" : count}]`, request.cell);
    this.channels.publish({ type: "status", parent: message, content: { execution_state: "busy" } });
    const remember = storeHistory ? this.history.add(count, code) : undefined;
    if (!silent)
      this.channels.publish({
        type: "execute_input",
        parent: message,
        content: { code, execution_count: count },
      });

    const { end, settle } = await running;
    presses.end();
    this.debugger?.ended();
    this.stdin.forget();
    const isFollowed = end.error === undefined && request.userExpressions.length > 0;
    if (isFollowed) settle();
    if (end.error !== undefined) await this.fail(request, end.error, started);
    else {
      if (end.result !== undefined && !silent) {
        this.channels.publish({
          type: "execute_result",
          parent: message,
          content: { execution_count: count, ...end.result },
        });
        remember?.(textOf(end.result));
      }
      const userExpressions = await this.evaluate(current);
      this.reply(
        request,
        { status: "ok", execution_count: count, user_expressions: userExpressions, payload: [] },
        started,
      );
    }
    // Only now: the front end waits for the reply.
    if (!isFollowed) settle();
    this.idle(message);
  }

  private run(
    { request, presses }: Current,
    code: string,
    name: string,
    cell?: string,
  ): Promise<UnsettledEnd> {
    const run = (this.newestRun = ++this.lastSerial);
    this.publisher.begin(run, request);
    const warn = (text: string): void => this.publisher.stream(run, "stderr", text);
    return runUnsettled(this.compiler, this.runner, {
      run,
      cell,
      name,
      code,
      wantsResult: !request.silent,
      signal: presses.signal,
      account: this.cells.account({ run, cell: request.silent ? undefined : cell, code }),
      warn,
      download: this.download,
    });
  }

  private async fail(request: ExecuteRequest, error: ErrorReport, started: string): Promise<void> {
    const aborted = request.stopOnError ? await this.emptyQueue() : [];
    if (!request.silent)
      this.channels.publish({ type: "error", parent: request.message, content: { ...error } });
    this.reply(
      request,
      { status: "error", execution_count: this.count, ...error, user_expressions: {}, payload: [] },
      started,
    );
    for (const other of aborted) this.abort(other);
  }

  /** Empties the queue, after the channels have delivered the requests that had arrived before now. */
  private async emptyQueue(): Promise<ExecuteRequest[]> {
    let length: number;
    do {
      length = this.queue.length;
      await new Promise<void>(nextTurn);
      await new Promise<void>(nextTurn);
    } while (this.queue.length > length);
    return this.queue.splice(0);
  }

  /** The values of the `user_expressions`. */
  private async evaluate(current: Current): Promise<Fields> {
    const values: Record<string, unknown> = {};
    for (const [name, expression] of current.request.userExpressions) {
      const { end, settle } = await this.run(current, expression, `user_expressions.${name}`);
      settle();
      values[name] =
        end.error === undefined
          ? { status: "ok", data: {}, metadata: {}, ...end.result }
          : { status: "error", ...end.error };
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

function textOf({ data }: WrittenBundle): string {
  return String(data["text/plain"] ?? "");
}
