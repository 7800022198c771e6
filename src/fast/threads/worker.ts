/**
 * The second thread: it has the same programs, on the same memory, and computes a part of each batch when it is told to.
 *
 * It waits for orders without ever turning to its event loop, so that nothing comes between; what does not fit into an order,
 * a program, it takes from its box when an order says so.
 */
import { collectGarbage, givenData, takeMessage } from "#threads";
import { callStream } from "../../model/training/streams.js";
import { Machine, type MachineOptions } from "../program/machine.js";
import { Orders, TASKS, type Order } from "./orders.js";

/** A program as the first thread sends it. */
export interface SentProgram {
  readonly module: WebAssembly.Module;
  readonly options: MachineOptions;
  readonly memory: WebAssembly.Memory;
}

/** The part of a batch that this thread computes. */
const SECOND = 1;

const programs = new Map<number, Machine>();

function carryOut({ task, program, rows, before, seed, step, lists }: Order): number {
  if (task === TASKS.take) {
    const { module, options, memory } = takeMessage() as SentProgram;
    programs.set(program, new Machine(module, options, memory));
    return 0;
  }
  if (task === TASKS.drop) {
    programs.delete(program);
    // Nothing else makes this thread's small heap ask what it still holds: shared memory, here.
    collectGarbage();
    return 0;
  }
  const part = programs.get(program)!.parts[SECOND];
  part.useLists(lists === 1);
  if (task === TASKS.predict) {
    part.run(rows);
    return 0;
  }
  if (task === TASKS.evaluate) return part.loss(rows, false);
  return part.learn(rows, before, (position) => callStream(seed, step, position));
}

new Orders(givenData() as SharedArrayBuffer).serve(carryOut);
