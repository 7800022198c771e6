/**
 * A running sandbox, seen from outside: it takes commands, gives signed replies, and can always be
 * terminated.
 *
 * Nothing that the student's code does can block or deceive the grader: every wait has a time limit, the
 * output has a size limit, and a reply without the right signature is ignored. A process that exceeds a limit
 * is terminated, and the cell that was running counts as the culprit.
 */
import { spawn, type ChildProcess } from "node:child_process";
import { randomBytes } from "node:crypto";
import { language } from "../../src/language/language.js";
import { SetUpError } from "../../system/set-up-error.js";
import { verifiedText, type Command, type Reply } from "../channel.js";
import type { Limits, SandboxConfiguration } from "./configuration.js";
import { Processors, type TakenProcessor } from "./processors.js";
import { watchResources, type Excess } from "./resource-watch.js";

/**
 * Why the sandbox was terminated: a limit of memory, processes, threads or processor time, `ended` (by itself, or
 * closed by us), `silent` (no reply in time), `flood` (too much output).
 */
export type TerminationCause = Excess | "ended" | "silent" | "flood";

export type Outcome = { readonly reply: Reply } | { readonly terminated: TerminationCause };

/**
 * Milliseconds that compiling, stopping and observing may take beyond a cell's own time; after them the
 * process counts as hung.
 */
const SLACK = 12_000;
/** Milliseconds that the program may take to start. */
const START = 60_000;

/** The processors that the sandboxes of this process share. */
const PROCESSORS = new Processors();

export class Sandbox {
  private readonly child: ChildProcess;
  private readonly key = randomBytes(32).toString("hex");
  private readonly unwatch: () => void;
  private readonly processor: TakenProcessor | undefined = PROCESSORS.take();
  private counter = 1;
  private received = 0;
  private pending: Buffer[] = [];
  private terminated: TerminationCause | undefined;
  private awaited: ((text: string | undefined) => void) | undefined;
  /** The beginning of what the process wrote to its error stream, to find faults of the sandbox itself. */
  log = "";

  private readonly limits: Limits;

  private constructor({ confinement, files, limits }: SandboxConfiguration) {
    this.limits = limits;
    const { command, args, env, filter } = confinement.start(files, limits, this.processor?.number);
    this.child = spawn(command, args, {
      env: env ?? { PATH: process.env.PATH },
      stdio: ["pipe", "pipe", "pipe", ...(filter === undefined ? [] : (["pipe"] as const))],
    });
    const { stdin, stdout, stderr, stdio } = this.child;
    // Writing to a process that has ended fails; its end is reported by the event `close`.
    for (const stream of [stdin, stdio[3]]) stream?.on("error", () => undefined);
    stdout?.on("data", (chunk: Buffer) => this.receive(chunk));
    stderr?.setEncoding("utf8").on("data", (text: string) => {
      this.count(text.length);
      this.log = (this.log + text).slice(0, 4000);
    });
    this.child.once("error", (error) => {
      this.log += String(error);
      this.end("ended");
    });
    this.child.once("close", () => this.end("ended"));
    if (filter !== undefined && stdio[3] !== undefined && stdio[3] !== null && "end" in stdio[3])
      stdio[3].end(filter);
    stdin?.write(`${this.key} ${language()}\n`);
    this.unwatch =
      this.child.pid === undefined
        ? () => undefined
        : watchResources(this.child.pid, limits, (excess) => this.end(excess));
  }

  /** Starts a sandbox. Throws `SetUpError` if it does not start; no student code has run by then. */
  static async start(configuration: SandboxConfiguration): Promise<Sandbox> {
    const sandbox = new Sandbox(configuration);
    if ((await sandbox.next(START)) !== undefined) return sandbox;
    sandbox.close();
    throw new SetUpError({
      fr: `L’isolation des copies ne démarre pas (${configuration.confinement.kind}, ${sandbox.terminated}) : ${sandbox.log.trim() || "aucun message"}`,
      en: `The sandbox does not start (${configuration.confinement.kind}, ${sandbox.terminated}): ${sandbox.log.trim() || "no message"}`,
    });
  }

  /** Runs a cell. Never rejects. */
  async run(command: Omit<Command, "milliseconds">): Promise<Outcome> {
    if (this.terminated !== undefined) return { terminated: this.terminated };
    const milliseconds = this.limits.cellSeconds * 1000;
    this.child.stdin?.write(`${JSON.stringify({ ...command, milliseconds } satisfies Command)}\n`);
    const text = await this.next(milliseconds * (command.question === undefined ? 1 : 2) + SLACK);
    if (text === undefined) return { terminated: this.terminated ?? "ended" };
    // The signature proves that the program wrote this text; the values of its fields may still come from
    // student code.
    return { reply: JSON.parse(text) as Reply };
  }

  /** Terminates the sandbox and all processes in it. */
  close(): void {
    this.end("ended");
  }

  private next(milliseconds: number): Promise<string | undefined> {
    if (this.terminated !== undefined) return Promise.resolve(undefined);
    return new Promise((resolve) => {
      const timer = setTimeout(() => this.end("silent"), milliseconds);
      this.awaited = (text) => {
        clearTimeout(timer);
        this.awaited = undefined;
        resolve(text);
      };
    });
  }

  private end(cause: TerminationCause): void {
    if (this.terminated !== undefined) return;
    this.terminated = cause;
    this.unwatch();
    this.processor?.release();
    // The first process in the sandbox dies with this one, and with the first all others.
    this.child.kill("SIGKILL");
    this.awaited?.(undefined);
  }

  private count(bytes: number): void {
    this.received += bytes;
    if (this.received > this.limits.outputMegabytes * 2 ** 20) this.end("flood");
  }

  private receive(chunk: Buffer): void {
    this.count(chunk.length);
    if (this.terminated !== undefined) return;
    let start = 0;
    for (let end = chunk.indexOf(10); end >= 0; end = chunk.indexOf(10, start)) {
      this.pending.push(chunk.subarray(start, end));
      start = end + 1;
      const line = Buffer.concat(this.pending).toString("utf8");
      this.pending = [];
      this.take(line);
    }
    if (start < chunk.length) this.pending.push(chunk.subarray(start));
  }

  /**
   * Takes one line of output. Lines without the right signature were printed by student code and are ignored.
   */
  private take(line: string): void {
    const text = verifiedText(this.key, this.counter, line);
    if (text === undefined) return;
    this.counter++;
    this.awaited?.(text);
  }
}
