/** The options of Node for the process that runs cells: the engine's code cache is made with the same ones. */
import { heapLimit } from "../runner/memory-watch.js";
import { NODE_OPTIONS } from "../runner/realm-symbol.js";
import { STACK_FLAGS } from "../stack-flags.js";

export function runnerFlags(): readonly string[] {
  return [`--max-old-space-size=${heapLimit()}`, ...STACK_FLAGS, ...NODE_OPTIONS];
}
