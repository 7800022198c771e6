/** The options of Node for the process that runs cells: the engine's code cache is made with the same ones. */
import { heapLimit } from "../runner/memory-watch.js";
import { NODE_OPTIONS } from "../runner/realm-symbol.js";
import { STACK_FLAGS } from "../stack-flags.js";

/**
 * The limit for each half of the part of the heap in which V8 makes new objects, in MB. By default it is 16 MB, which V8
 * takes as soon as a program makes many objects, and keeps: a sixth of the memory of a process that runs a lesson.
 */
const NEW_OBJECTS_MEGABYTES = 4;

export function runnerFlags(): readonly string[] {
  return [
    `--max-old-space-size=${heapLimit()}`,
    `--max-semi-space-size=${NEW_OBJECTS_MEGABYTES}`,
    // V8 would keep the code of every cell that has run, for a cell of the same text: about 4 kB each. Without this cache
    // an `eval` or a `new Function` of a text that was evaluated before takes some 10 microseconds longer.
    "--no-compilation-cache",
    ...STACK_FLAGS,
    ...NODE_OPTIONS,
  ];
}
