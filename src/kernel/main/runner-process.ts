/**
 * Runs cells in a process of their own. Whatever a cell does to it, the kernel's lives: V8 ends a process where a list or a
 * table outgrows what it can hold, the operating system where memory runs out, and only a process can be ended that waits
 * inside a system call.
 */
import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import type { Duplex, Readable } from "node:stream";
import { StringDecoder } from "node:string_decoder";
import { setImmediate } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { readFrames, writeFrame } from "../runner/frames.js";
import { heapLimit } from "../runner/memory-watch.js";
import type { FromRunner } from "../runner/messages.js";
import { COMMANDS, MESSAGES } from "../runner/process-ends.js";
import { NODE_OPTIONS } from "../runner/realm-symbol.js";
import { LastWords } from "./last-words.js";
import type { PlaceListener, StartRunner } from "./runner-place.js";

const PROGRAM = fileURLToPath(new URL("../runner/process.js", import.meta.url));
/** Kilobytes of stack for recursion; systems grant the main thread 8 MB, Windows one. */
const STACK = process.platform === "win32" ? [] : ["--stack-size=3900"];

export const startRunnerProcess: StartRunner = (directory, language, listener) => {
  const child = spawn(
    process.execPath,
    [`--max-old-space-size=${heapLimit()}`, ...STACK, ...NODE_OPTIONS, PROGRAM, language],
    {
      cwd: directory,
      // A group of its own: a stop reaches what a cell has started, and not the kernel.
      detached: process.platform !== "win32",
      windowsHide: true,
      stdio: ["ignore", "pipe", "pipe", "pipe", "pipe"],
    },
  );
  const place = new RunnerProcess(child, listener);
  return {
    send: (message) => place.commands.write(writeFrame(message)),
    end: () => place.end(),
  };
};

class RunnerProcess {
  readonly commands: Duplex;
  /** Messages one after the other: some wait for what other processes have written. */
  private tail: Promise<void> = Promise.resolve();
  private isWaiting = false;
  private chunks = 0;
  private readonly lastWords = new LastWords();
  private failure = "";

  constructor(
    private readonly child: ChildProcess,
    private readonly listener: PlaceListener,
  ) {
    const messages = child.stdio[MESSAGES] as Readable;
    this.commands = child.stdio[COMMANDS] as Duplex;
    this.commands.on("error", () => undefined); // It has ended, which its exit tells.
    messages.on("error", () => undefined);
    readFrames(messages, (message) => this.take(message as FromRunner));
    readFrames(this.commands, (message) => this.take(message as FromRunner));
    this.forward("stdout", child.stdout!);
    this.forward("stderr", child.stderr!);
    child.once("error", (error) => (this.failure = String(error)));
    // What it said before its end is heard first.
    const heard = [once(messages, "close"), once(child, "exit").catch(() => undefined)];
    void Promise.all(heard).then(() => this.tail.then(() => this.ended()));
  }

  async end(): Promise<void> {
    const { child } = this;
    if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
    const ended = once(child, "exit");
    kill(child.pid);
    await ended;
  }

  private take(message: FromRunner): void {
    const waits = message.type === "done" || message.type === "barrier";
    if (!waits && !this.isWaiting) return this.listener.message(message);
    this.isWaiting = true;
    const taken = (this.tail = this.tail.then(async () => {
      if (waits) await this.untilQuiet();
      if (taken === this.tail) this.isWaiting = false;
      this.listener.message(message);
    }));
  }

  /** Until all is read that other processes had written to the standard streams. */
  private async untilQuiet(): Promise<void> {
    let seen: number;
    do {
      seen = this.chunks;
      await setImmediate();
      await setImmediate();
    } while (seen !== this.chunks);
  }

  private forward(name: "stdout" | "stderr", stream: Readable): void {
    const decoder = new StringDecoder("utf8");
    const show = (text: string): void => {
      const shown = name === "stderr" ? this.lastWords.hold(text) : text;
      if (shown !== "") this.listener.text(name, shown);
    };
    stream.on("data", (chunk: Buffer) => {
      this.chunks++;
      show(decoder.write(chunk));
    });
    stream.on("end", () => show(decoder.end()));
    stream.on("error", () => undefined);
  }

  private ended(): void {
    const { exitCode, signalCode, pid } = this.child;
    // What it had started ends with it.
    if (pid !== undefined) kill(pid);
    // On Linux the system kills what takes more memory than there is.
    const isMemory =
      this.lastWords.tellsOfMemory || (process.platform === "linux" && signalCode === "SIGKILL");
    const detail = this.failure || this.lastWords.reason || (signalCode ?? `exit ${exitCode}`);
    this.listener.ended({ isMemory, detail: isMemory ? "" : detail });
  }
}

/** Ends a process and those it has started. */
function kill(pid: number): void {
  try {
    process.kill(process.platform === "win32" ? pid : -pid, "SIGKILL");
  } catch {
    // The process has ended already.
  }
}
