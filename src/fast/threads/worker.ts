/**
 * The second thread: it has the same programs as the first, on the same memory, and computes a part of each
 * batch.
 *
 * It waits for commands without returning to its event loop, so that it answers at once. A program does not
 * fit into a command: it is sent as a message, which the thread takes out of its message queue when a command
 * tells it to.
 */
import { collectGarbage, givenData, takeMessage } from "#threads";
import { callStream } from "../../model/training/streams.js";
import { ProgramInstance, type InstanceOptions } from "../program/instance.js";
import { CommandChannel, TASKS, type Command } from "./commands.js";

/** A program as the first thread sends it. */
export interface ProgramMessage {
  readonly module: WebAssembly.Module;
  readonly options: InstanceOptions;
  readonly memory: WebAssembly.Memory;
}

/** The number of the part of a batch that this thread computes. */
const SECOND = 1;

const programs = new Map<number, ProgramInstance>();

function carryOut({ task, program, rows, before, seed, step, sparse }: Command): number {
  if (task === TASKS.receive) {
    const { module, options, memory } = takeMessage() as ProgramMessage;
    programs.set(program, new ProgramInstance(module, options, memory));
    return 0;
  }
  if (task === TASKS.drop) {
    programs.delete(program);
    // This thread's heap is too small for the garbage collector to run by itself, and so to release the
    // shared memory.
    collectGarbage();
    return 0;
  }
  const part = programs.get(program)!.parts[SECOND];
  part.useSparseInput(sparse === 1);
  if (task === TASKS.predict) {
    part.run(rows);
    return 0;
  }
  if (task === TASKS.evaluate) return part.loss(rows, false);
  return part.learn(rows, before, (position) => callStream(seed, step, position));
}

new CommandChannel(givenData() as SharedArrayBuffer).serve(carryOut);
