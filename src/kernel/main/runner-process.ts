/**
 * Hosts a runner in a process of its own, so that the kernel's process survives whatever a cell does: V8 ends
 * a process in which an array or a table outgrows its limit, the operating system ends one when memory runs
 * out, and code that waits inside a system call can be stopped only by ending its process.
 */
import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import type { Duplex, Readable } from "node:stream";
import { StringDecoder } from "node:string_decoder";
import { setImmediate } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import type { Checks } from "../checks.js";
import type { FromRunner } from "../runner/messages.js";
import { COMMANDS, MESSAGES, readFrames, writeFrame } from "../runner/pipes.js";
import { CrashReport } from "./crash-report.js";
import { endGroup } from "./end-group.js";
import { runnerFlags } from "./runner-flags.js";
import type { HostListener, StartRunnerHost } from "./runner-host.js";

const PROGRAM = fileURLToPath(new URL("../runner/process.js", import.meta.url));

/** The function that starts such a process for cells that are checked in this way. */
export function runnerProcesses(checks: Checks): StartRunnerHost {
  return (directory, language, listener) => {
    const child = spawn(process.execPath, [...runnerFlags(), PROGRAM, language, checks], {
      cwd: directory,
      // A process group of its own: a signal to it reaches the programs that a cell has started, but not the
      // kernel.
      detached: process.platform !== "win32",
      windowsHide: true,
      stdio: ["ignore", "pipe", "pipe", "pipe", "pipe"],
    });
    const host = new RunnerProcess(child, listener);
    return {
      send: (message) => host.commands.write(writeFrame(message)),
      end: () => host.end(),
    };
  };
}

class RunnerProcess {
  readonly commands: Duplex;
  /**
   * Settled once the messages received so far are passed on: some of them wait for the output of other
   * processes.
   */
  private tail: Promise<void> = Promise.resolve();
  private isWaiting = false;
  /** How many chunks were read from the standard streams. */
  private chunks = 0;
  private readonly crashReport = new CrashReport();
  private failure = "";

  constructor(
    private readonly child: ChildProcess,
    private readonly listener: HostListener,
  ) {
    const messages = child.stdio[MESSAGES] as Readable;
    this.commands = child.stdio[COMMANDS] as Duplex;
    this.commands.on("error", () => undefined); // The process has ended, which its "exit" event reports.
    messages.on("error", () => undefined);
    readFrames(messages, (message) => this.receive(message as FromRunner));
    readFrames(this.commands, (message) => this.receive(message as FromRunner));
    this.forward("stdout", child.stdout!);
    this.forward("stderr", child.stderr!);
    child.once("error", (error) => (this.failure = String(error)));
    // Messages that the process sent before its end are passed on first.
    const heard = [once(messages, "close"), once(child, "exit").catch(() => undefined)];
    void Promise.all(heard).then(() => this.tail.then(() => this.reportEnd()));
  }

  async end(): Promise<void> {
    const { child } = this;
    if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
    const ended = once(child, "exit");
    endGroup(child.pid);
    await ended;
  }

  private receive(message: FromRunner): void {
    const waits = message.type === "done" || message.type === "barrier";
    if (!waits && !this.isWaiting) return this.listener.message(message);
    this.isWaiting = true;
    const received = (this.tail = this.tail.then(async () => {
      if (waits) await this.untilQuiet();
      if (received === this.tail) this.isWaiting = false;
      this.listener.message(message);
    }));
  }

  /** Waits until everything that other processes have written to the standard streams is read. */
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
      const shown = name === "stderr" ? this.crashReport.filter(text) : text;
      if (shown !== "") this.listener.text(name, shown);
    };
    stream.on("data", (chunk: Buffer) => {
      this.chunks++;
      show(decoder.write(chunk));
    });
    stream.on("end", () => show(decoder.end()));
    stream.on("error", () => undefined);
  }

  private reportEnd(): void {
    const { exitCode, signalCode, pid } = this.child;
    // The programs that the process has started end with it.
    if (pid !== undefined) endGroup(pid);
    // When memory runs out, Linux kills the process that takes most of it.
    const isOutOfMemory =
      this.crashReport.isOutOfMemory || (process.platform === "linux" && signalCode === "SIGKILL");
    const detail = this.failure || this.crashReport.reason || (signalCode ?? `exit ${exitCode}`);
    this.listener.ended({ isOutOfMemory, detail: isOutOfMemory ? "" : detail });
  }
}
