/**
 * The other threads, as the first thread uses them: the same for all models, started for the first batch that
 * is divided into parts.
 *
 * While they start, and for good where they cannot be started or have failed, the first thread computes all
 * parts itself, with the same result.
 */
import { allowedThreads, collectGarbage, startThread, type Thread } from "#threads";
import { StateError } from "../../errors/errors.js";
import type { InstanceOptions, ProgramInstance } from "../program/instance.js";
import { CommandChannel, type Command } from "./commands.js";
import type { WorkerMessage } from "./worker.js";

/** A part takes milliseconds: after so many seconds without an answer the threads count as broken. */
const TIMEOUT_SECONDS = 120;
/** With more shared memory than this in use, the garbage collector runs before more is made. */
const MUCH_SHARED_MEMORY = 128 * 2 ** 20;

let channel: CommandChannel | undefined;
const threads: Thread[] = [];
let isBroken = false;
let programs = 0;
let sharedBytes = 0;
/** Whether a command may not be over: an interrupted cell left it. */
let isUnderWay = false;

/** When the first thread no longer uses a program, the others drop it too. */
const dropped = new FinalizationRegistry<{ readonly program: number; readonly bytes: number }>(
  ({ program, bytes }) => {
    sharedBytes -= bytes;
    if (channel === undefined || isBroken || isUnderWay) return;
    tell({ drop: program }, threads);
  },
);

/** Whether there may be other threads, so that programs with parts need memory that can be shared. */
export function hasOtherThreads(): boolean {
  return !isBroken && allowedThreads() > 1;
}

/** How many other threads have started. */
export function threadsUp(): number {
  return isBroken ? 0 : (channel?.threads ?? 0);
}

/** How many parts each of them has computed. */
export function partsComputed(): readonly number[] {
  return channel?.computed ?? [];
}

/** Frees the shared memory of dropped models, where much is in use. To be called before more is made. */
export function collectUnusedMemory(): void {
  if (sharedBytes > MUCH_SHARED_MEMORY) collectGarbage();
}

/** A program that all threads run on the same memory. */
export class SharedProgram {
  private readonly number = ++programs;
  private readonly message: WorkerMessage;
  private readonly told = new Set<Thread>();

  constructor(instance: ProgramInstance, module: WebAssembly.Module, options: InstanceOptions) {
    const { memory } = instance;
    this.message = { program: this.number, module, options, memory };
    const bytes = memory.buffer.byteLength;
    sharedBytes += bytes;
    dropped.register(instance, { program: this.number, bytes });
  }

  /**
   * Has all threads compute the parts of a command; this one computes some of them by `compute`.
   * @throws StateError where a thread fails
   */
  run(command: Omit<Command, "program">, parts: number, compute: (part: number) => void): void {
    const ready = startedChannel(parts);
    if (ready === undefined) {
      for (let part = 0; part < parts; part++) compute(part);
      return;
    }
    if (isUnderWay) {
      ready.close();
      this.finish(ready);
    }
    this.tellThreads();
    isUnderWay = true;
    ready.send({ ...command, program: this.number }, parts);
    for (let part = ready.take(); part !== undefined; part = ready.take()) compute(part);
    this.finish(ready);
  }

  /** Sends the program to the threads that do not know it. */
  private tellThreads(): void {
    const untold = threads.filter((thread) => !this.told.has(thread));
    for (const thread of untold) this.told.add(thread);
    if (untold.length > 0) tell(this.message, untold);
  }

  private finish(ready: CommandChannel): void {
    if (ready.finish(TIMEOUT_SECONDS) && !ready.hasFailed) {
      isUnderWay = false;
      return;
    }
    isBroken = true;
    throw new StateError({
      argument: "model",
      received: {
        fr: "un autre fil d’exécution qui ne répond plus",
        en: "another thread that does not answer",
      },
      expected: { fr: "une partie d’un lot", en: "a part of a batch" },
      mend: {
        fr: "Redémarrez le noyau ; avec NEURONES_THREADS=1, un seul fil calcule.",
        en: "Restart the kernel; with NEURONES_THREADS=1 one thread computes alone.",
      },
    });
  }
}

/** Sends a message to some threads. */
function tell(message: WorkerMessage, to: readonly Thread[]): void {
  for (const thread of to) thread.send(message);
  channel!.announceMessages();
}

/**
 * The channel to the other threads, once one of them is up; starts as many as there may be and as so many
 * parts need.
 */
function startedChannel(parts: number): CommandChannel | undefined {
  if (!hasOtherThreads()) return undefined;
  channel ??= new CommandChannel();
  const wanted = Math.min(allowedThreads(), parts) - 1;
  while (threads.length < wanted && !isBroken) {
    const thread = startThread(
      new URL("./worker.js", import.meta.url),
      channel.buffer,
      () => (isBroken = true),
    );
    if (thread === undefined) isBroken = true;
    else threads.push(thread);
  }
  return channel.threads > 0 && !isBroken ? channel : undefined;
}
