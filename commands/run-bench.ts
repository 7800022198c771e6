/** `npm run bench` and `npm run bench:peers`: the timings run in a process of their own, beside nothing of the set-up. */
import path from "node:path";
import type { Command } from "../kernel-setup/run-command.js";
import { startForeground } from "../system/run-process.js";

/** The command that runs a compiled program of `bench/` with the command's arguments. */
export function benchCommand(...program: readonly string[]): Command {
  return ({ root }, args) => {
    const file = path.join(root, "dist", "bench", ...program);
    return startForeground(process.execPath, [file, ...args], { cwd: root, env: process.env }).code;
  };
}
