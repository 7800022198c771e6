/** A contender: a program that trains a network on command, run as a child process. */
import { spawn, type ChildProcessWithoutNullStreams } from "node:child_process";
import { createInterface } from "node:readline";
import type { ChildMessage } from "./children/serve.js";

/** A contender's name, and how to start it. */
export interface Entry {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly env?: NodeJS.ProcessEnv;
}

/** The result of training some batches: the time, the processor time of all threads, and the mean loss. */
export interface Turn {
  readonly seconds: number;
  readonly processorSeconds: number;
  readonly loss: number;
}

/** Seconds after which a contender counts as not answering. */
const PATIENCE = 240;

export class Contender {
  /** Seconds from the start of the program to the end of its first training step. */
  coldStartSeconds = NaN;
  private readonly lines: AsyncIterator<string>;
  private errors = "";

  private constructor(
    readonly name: string,
    private readonly child: ChildProcessWithoutNullStreams,
  ) {
    this.lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
    child.stderr
      .setEncoding("utf8")
      .on("data", (text: string) => (this.errors = (this.errors + text).slice(-4000)));
    // A child that cannot start, or ends early, is noticed because its output ends.
    child.on("error", (error) => (this.errors += error.message));
    child.stdin.on("error", () => undefined);
  }

  /**
   * Starts a contender, and waits until its first training step is done.
   * @throws Error with the child's message, if it cannot train this network
   */
  static async start({ name, command, args, env }: Entry, folder: string): Promise<Contender> {
    const [program, ...rest] = args;
    const started = performance.now();
    const contender = new Contender(
      name,
      spawn(command, [program, folder, ...rest], { env: { ...process.env, ...env } }),
    );
    await contender.receive("step");
    contender.coldStartSeconds = (performance.now() - started) / 1000;
    return contender;
  }

  /** Waits until the child has read all examples. */
  async ready(): Promise<void> {
    await this.receive("ready");
  }

  async train(batches: number): Promise<Turn> {
    this.child.stdin.write(`${batches}\n`);
    return await this.receive("seconds");
  }

  /** Ends the child; resolves to its peak of memory, in megabytes. */
  async end(): Promise<number> {
    this.child.stdin.end();
    const { peakMemoryMB } = await this.receive("peakMemoryMB");
    return peakMemoryMB;
  }

  kill(): void {
    this.child.kill("SIGKILL");
  }

  private async receive<Name extends string>(
    name: Name,
  ): Promise<Extract<ChildMessage, Readonly<Record<Name, unknown>>>> {
    const timer = setTimeout(() => {
      this.errors = `no answer in ${PATIENCE} seconds`;
      this.kill();
    }, 1000 * PATIENCE);
    try {
      const { value, done } = await this.lines.next();
      if (done === true)
        throw new Error(
          `${this.name} ended without an answer${this.errors === "" ? "" : `: ${this.errors.trim().split("\n").at(-1)}`}`,
        );
      const message = JSON.parse(value) as ChildMessage;
      if ("error" in message) throw new Error(message.error);
      if (!(name in message)) throw new Error(`${this.name} sent ${value} instead of ${name}`);
      return message as Extract<ChildMessage, Readonly<Record<Name, unknown>>>;
    } catch (error) {
      this.kill();
      throw error;
    } finally {
      clearTimeout(timer);
    }
  }
}
