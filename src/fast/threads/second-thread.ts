/**
 * The second thread, as the first thread uses it: one for all models, started for the first batch that is
 * divided into halves.
 *
 * While it starts, and for good where it cannot be started or has failed, the first thread computes both
 * halves itself, with the same result.
 */
import { allowedThreads, collectGarbage, startThread, type Thread } from "#threads";
import { StateError } from "../../errors/errors.js";
import type { InstanceOptions, ProgramInstance } from "../program/instance.js";
import { CommandChannel, TASKS, type Command } from "./commands.js";
import type { ProgramMessage } from "./worker.js";

/** Half of a step takes milliseconds: after so many seconds without an answer the thread counts as broken. */
const TIMEOUT_SECONDS = 120;
/** With more shared memory than this in use, the garbage collector runs before more is made. */
const MUCH_SHARED_MEMORY = 128 * 2 ** 20;

let channel: CommandChannel | undefined;
let thread: Thread | undefined;
let isBroken = false;
let programs = 0;
let sharedBytes = 0;

/** When the first thread no longer uses a program, the second one drops it too. */
const dropped = new FinalizationRegistry<{ readonly program: number; readonly bytes: number }>(
  ({ program, bytes }) => {
    sharedBytes -= bytes;
    if (isSecondThreadUp() && channel!.finish(TIMEOUT_SECONDS) !== undefined)
      channel!.send({ ...NO_BATCH, task: TASKS.drop, program });
  },
);

const NO_BATCH: Omit<Command, "task" | "program"> = { rows: 0, before: 0, seed: 0, step: 0, sparse: 0 };

/** Whether there may be a second thread, so that programs with halves need memory that can be shared. */
export function hasSecondThread(): boolean {
  return !isBroken && allowedThreads() > 1;
}

/** Whether the second thread has started: until then the first computes alone. */
export function isSecondThreadUp(): boolean {
  return !isBroken && channel?.isReady === true;
}

/** Frees the shared memory of dropped models, where much is in use. To be called before more is made. */
export function collectUnusedMemory(): void {
  if (sharedBytes > MUCH_SHARED_MEMORY) collectGarbage();
}

/** A program that both threads run on the same memory. */
export class SharedProgram {
  private readonly number = ++programs;
  private received = false;

  constructor(
    instance: ProgramInstance,
    private readonly message: Omit<ProgramMessage, "options"> & { readonly options: InstanceOptions },
  ) {
    const bytes = message.memory.buffer.byteLength;
    sharedBytes += bytes;
    dropped.register(instance, { program: this.number, bytes });
  }

  /** Has the second thread begin its part; returns false where it cannot, and nothing was begun. */
  begin(command: Omit<Command, "program">): boolean {
    const ready = startedChannel();
    if (ready === undefined) return false;
    this.waitUntilIdle(ready);
    if (!this.received) {
      thread!.send(this.message);
      ready.send({ ...NO_BATCH, task: TASKS.receive, program: this.number });
      this.waitUntilIdle(ready);
      this.received = true;
    }
    ready.send({ ...command, program: this.number });
    return true;
  }

  /** Waits until the part is computed; returns its loss. */
  finish(): number {
    return this.waitUntilIdle(channel!);
  }

  /** Waits until the thread has nothing to do; an interrupted cell may have left it at work. */
  private waitUntilIdle(ready: CommandChannel): number {
    const loss = ready.finish(TIMEOUT_SECONDS);
    if (loss !== undefined) return loss;
    isBroken = true;
    throw new StateError({
      argument: "model",
      received: {
        fr: "un second fil d’exécution qui ne répond plus",
        en: "a second thread that does not answer",
      },
      expected: { fr: "la moitié d’un lot", en: "half of a batch" },
      mend: {
        fr: "Redémarrez le noyau ; avec NEURONES_THREADS=1, un seul fil calcule.",
        en: "Restart the kernel; with NEURONES_THREADS=1 one thread computes alone.",
      },
    });
  }
}

/** The channel to the thread, once it is up; starts the thread where it was not started. */
function startedChannel(): CommandChannel | undefined {
  if (!hasSecondThread()) return undefined;
  if (channel === undefined) {
    channel = new CommandChannel();
    thread = startThread(new URL("./worker.js", import.meta.url), channel.buffer, () => (isBroken = true));
    if (thread === undefined) isBroken = true;
  }
  return channel.isReady ? channel : undefined;
}
