/**
 * Another thread: it has the same programs as the first, on the same memory, and computes parts of each batch.
 *
 * It waits for commands without returning to its event loop, so that it answers at once. A program does not
 * fit into a command: it is sent as a message, which the thread takes out of its message queue when a command
 * tells it to.
 */
import { collectGarbage, givenData, takeMessage } from "#threads";
import { ProgramInstance, type InstanceOptions } from "../program/instance.js";
import { workOf } from "../program/work.js";
import { CommandChannel, TASKS, type Command } from "./commands.js";

/** A program as the first thread sends it, or the number of one that it no longer uses. */
export type WorkerMessage =
  | {
      readonly program: number;
      readonly module: WebAssembly.Module;
      readonly options: InstanceOptions;
      readonly memory: WebAssembly.Memory;
    }
  | { readonly drop: number };

interface Known {
  readonly instance: ProgramInstance;
  readonly options: InstanceOptions;
}

const programs = new Map<number, Known>();

function receiveMessages(): void {
  let hasDropped = false;
  for (let message = takeMessage(); message !== undefined; message = takeMessage()) {
    const told = message as WorkerMessage;
    if ("drop" in told) hasDropped = programs.delete(told.drop) || hasDropped;
    else {
      const { program, module, options, memory } = told;
      programs.set(program, { options, instance: new ProgramInstance(module, options, memory) });
    }
  }
  // This thread's heap is too small for the garbage collector to run by itself, and so to release the shared
  // memory.
  if (hasDropped) collectGarbage();
}

function carryOut({ program, task, stage, examples, seed, step, sparse }: Command, part: number): void {
  const { instance, options } = programs.get(program)!;
  const name = TASKS[task];
  const work = workOf(
    { task: name, examples, division: options.division, seed, step },
    part,
    (sparse & (1 << part)) !== 0,
  );
  instance.parts[part].run(instance.schedules[name][stage], work);
}

new CommandChannel(givenData() as SharedArrayBuffer).serve({ receiveMessages, carryOut });
