/** A child that trains a network on command: one of those who are compared. */
import { spawn, type ChildProcessWithoutNullStreams } from "node:child_process";
import { createInterface } from "node:readline";
import type { Saying } from "./children/serve.js";

/** How to start somebody. */
export interface Entry {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly env?: NodeJS.ProcessEnv;
}

/** What somebody did between two commands. */
export interface Turn {
  readonly seconds: number;
  readonly loss: number;
}

/** Seconds after which an answer is given up. */
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
    // A child that cannot start, or ends early, is noticed by its answer that does not come.
    child.on("error", (error) => (this.errors += error.message));
    child.stdin.on("error", () => undefined);
  }

  /**
   * Starts somebody, and waits until the first step is done.
   * @throws Error with what the child says, where it cannot train this network
   */
  static async start({ name, command, args, env }: Entry, folder: string): Promise<Contender> {
    const [program, ...rest] = args;
    const started = performance.now();
    const contender = new Contender(
      name,
      spawn(command, [program, folder, ...rest], { env: { ...process.env, ...env } }),
    );
    await contender.hear("step");
    contender.coldStartSeconds = (performance.now() - started) / 1000;
    return contender;
  }

  /** Waits until the child has all its examples. */
  async ready(): Promise<void> {
    await this.hear("ready");
  }

  async train(batches: number): Promise<Turn> {
    this.child.stdin.write(`${batches}\n`);
    return await this.hear("seconds");
  }

  /** Ends the child; resolves to the most memory it had, in megabytes. */
  async end(): Promise<number> {
    this.child.stdin.end();
    const { peakMemoryMB } = await this.hear("peakMemoryMB");
    return peakMemoryMB;
  }

  kill(): void {
    this.child.kill("SIGKILL");
  }

  private async hear<Name extends string>(
    name: Name,
  ): Promise<Extract<Saying, Readonly<Record<Name, unknown>>>> {
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
      const saying = JSON.parse(value) as Saying;
      if ("error" in saying) throw new Error(saying.error);
      if (!(name in saying)) throw new Error(`${this.name} said ${value}, where ${name} was expected`);
      return saying as Extract<Saying, Readonly<Record<Name, unknown>>>;
    } catch (error) {
      this.kill();
      throw error;
    } finally {
      clearTimeout(timer);
    }
  }
}
