/**
 * Another thread: it has the same programs as the first, on the same memory, and computes parts of each batch.
 *
 * A program does not fit into a command: it is sent as a message, which the thread reads when a command tells
 * it to. Every thread gets every message, also one about a program that it has.
 */
import { collectGarbage, receive } from "#threads";
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

/** What a thread is started with. */
export interface WorkerData {
  readonly buffer: SharedArrayBuffer;
  /** How many messages were sent to the other threads before. */
  readonly messages: number;
}

interface Known {
  readonly instance: ProgramInstance;
  readonly options: InstanceOptions;
}

const programs = new Map<number, Known>();

async function receiveMessage(): Promise<void> {
  const message = (await receive()) as WorkerMessage;
  if ("drop" in message) {
    // This thread's heap is too small for the garbage collector to run by itself, and so to release the
    // shared memory.
    if (programs.delete(message.drop)) collectGarbage();
    return;
  }
  const { program, module, options, memory } = message;
  if (!programs.has(program))
    programs.set(program, { options, instance: new ProgramInstance(module, options, memory) });
}

function carryOut({ program, task, stage, examples, seed, step, sparse }: Command, part: number): void {
  const { instance, options } = programs.get(program)!;
  const name = TASKS[task];
  const work = workOf({ task: name, examples, division: options.division, seed, step }, part, sparse);
  instance.parts[part].run(instance.schedules[name][stage], work);
}

const { buffer, messages } = (await receive()) as WorkerData;
await new CommandChannel(buffer).serve({ receive: receiveMessage, carryOut }, messages);
