/**
 * A running sandbox, from outside: commands in, signed replies out, and an end whatever the student's code does.
 *
 * The student's process is never waited for longer than was agreed, never read beyond its allowance, and never believed
 * without the signature; whatever departs from the protocol ends the sandbox, and the cell that ran then is to blame.
 */
import { spawn, type ChildProcess } from "node:child_process";
import { randomBytes } from "node:crypto";
import { SetUpError } from "../../system/set-up-error.js";
import { verifiedText, type Command, type Reply } from "../channel.js";
import type { Contents } from "./bubblewrap.js";
import type { Confinement } from "./confinement.js";
import type { Limits } from "./limits.js";
import { watchResources, type Excess } from "./resource-watch.js";

/** Why a sandbox is no more. */
export type Loss = Excess | "ended" | "silent" | "flood";

export type Outcome = { readonly reply: Reply } | { readonly loss: Loss };

/** Milliseconds beyond a cell's own time after which the process itself is taken to hang: compiling, stopping, observing. */
const SLACK = 12_000;
/** Milliseconds in which the program must be ready. */
const START = 60_000;

export class Sandbox {
  private readonly child: ChildProcess;
  private readonly key = randomBytes(32).toString("hex");
  private readonly unwatch: () => void;
  private counter = 1;
  private received = 0;
  private pending: Buffer[] = [];
  private loss: Loss | undefined;
  private awaited: ((text: string | undefined) => void) | undefined;
  /** What the process wrote to its error stream, cut short: for whoever mends the sandbox itself. */
  log = "";

  private constructor(
    confinement: Confinement,
    contents: Contents,
    private readonly limits: Limits,
  ) {
    const { command, args, env, filter } = confinement.start(contents, limits);
    this.child = spawn(command, args, {
      env: env ?? { PATH: process.env.PATH },
      stdio: ["pipe", "pipe", "pipe", ...(filter === undefined ? [] : (["pipe"] as const))],
    });
    const { stdin, stdout, stderr, stdio } = this.child;
    // A process that has ended reads no more: its end is heard of by `close`.
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
    stdin?.write(`${this.key}\n`);
    this.unwatch =
      this.child.pid === undefined
        ? () => undefined
        : watchResources(this.child.pid, limits, (excess) => this.end(excess));
  }

  /** Starts a sandbox. Throws `SetUpError` where it does not come up, before any student code. */
  static async start(confinement: Confinement, contents: Contents, limits: Limits): Promise<Sandbox> {
    const sandbox = new Sandbox(confinement, contents, limits);
    if ((await sandbox.next(START)) !== undefined) return sandbox;
    sandbox.close();
    throw new SetUpError({
      fr: `L’isolation des copies ne démarre pas (${confinement.kind}, ${sandbox.loss}) : ${sandbox.log.trim() || "aucun message"}`,
      en: `The sandbox does not start (${confinement.kind}, ${sandbox.loss}): ${sandbox.log.trim() || "no message"}`,
    });
  }

  /** Has a cell run. Always resolves. */
  async run(command: Omit<Command, "milliseconds">): Promise<Outcome> {
    if (this.loss !== undefined) return { loss: this.loss };
    const milliseconds = this.limits.cellSeconds * 1000;
    this.child.stdin?.write(`${JSON.stringify({ ...command, milliseconds } satisfies Command)}\n`);
    const text = await this.next(milliseconds * (command.question === undefined ? 1 : 2) + SLACK);
    if (text === undefined) return { loss: this.loss ?? "ended" };
    // The text is the program's own, by its signature; what stands in its fields may still be a student's.
    return { reply: JSON.parse(text) as Reply };
  }

  /** Ends the sandbox and everything in it. */
  close(): void {
    this.end("ended");
  }

  private next(milliseconds: number): Promise<string | undefined> {
    if (this.loss !== undefined) return Promise.resolve(undefined);
    return new Promise((resolve) => {
      const timer = setTimeout(() => this.end("silent"), milliseconds);
      this.awaited = (text) => {
        clearTimeout(timer);
        this.awaited = undefined;
        resolve(text);
      };
    });
  }

  private end(loss: Loss): void {
    if (this.loss !== undefined) return;
    this.loss = loss;
    this.unwatch();
    // What is its first process inside dies with it, and with that all others.
    this.child.kill("SIGKILL");
    this.awaited?.(undefined);
  }

  private count(bytes: number): void {
    this.received += bytes;
    if (this.received > this.limits.outputMegabytes * 2 ** 20) this.end("flood");
  }

  private receive(chunk: Buffer): void {
    this.count(chunk.length);
    if (this.loss !== undefined) return;
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

  /** Lines that are not signed are what somebody printed. */
  private take(line: string): void {
    const text = verifiedText(this.key, this.counter, line);
    if (text === undefined) return;
    this.counter++;
    this.awaited?.(text);
  }
}
