/**
 * Wraps the functions of `node:child_process` that wait for another program.
 *
 * While they wait, only that program can be stopped, so the attendant is told that the cell waits. If such a
 * program writes to the standard streams, its text does not pass through the runner. To show all text in the
 * order of writing, the cell's earlier output is shown before the program starts, and the program's output
 * before the cell continues.
 */
import childProcess from "node:child_process";
import { syncBuiltinESMExports } from "node:module";
import { asTheirs } from "./cells.js";
import type { ProcessServices } from "./process-services.js";

type Call = (...given: unknown[]) => unknown;

export function installChildProcesses({ guard, waiting, show }: ProcessServices): void {
  const module = childProcess as unknown as Record<"spawnSync" | "execSync" | "execFileSync", Call>;
  for (const name of ["spawnSync", "execSync", "execFileSync"] as const) {
    const original = module[name];
    module[name] = asTheirs((...given: unknown[]) => {
      const run = guard.now();
      const isSeen = given.some(inherits);
      if (isSeen) show();
      try {
        return waiting(() => Reflect.apply(original, module, given));
      } finally {
        if (guard.isStopped(run)) guard.stop();
        if (isSeen) show();
      }
    });
  }
  syncBuiltinESMExports();
}

/** Whether these options let the program write to a standard stream of this process. */
function inherits(options: unknown): boolean {
  if (typeof options !== "object" || options === null || !("stdio" in options)) return false;
  const { stdio } = options as { stdio: unknown };
  if (!Array.isArray(stdio)) return stdio === "inherit";
  for (let index = 1; index < stdio.length; index++) {
    const one: unknown = stdio[index];
    if (one === "inherit" || one === 1 || one === 2 || one === process.stdout || one === process.stderr)
      return true;
  }
  return false;
}
