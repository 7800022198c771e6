/** How the program in the sandbox is started, by whichever means it is confined. */
import type { Limits } from "./configuration.js";

/** The path of the program in an image, as parts. */
export const PROGRAM = ["dist", "grading", "sandbox-program", "main.js"] as const;

/** The folder in the sandbox that can be written to. */
export const SCRATCH = "/scratch";

/**
 * The environment variables of the program. Lessons run as in the course's tests: offline, on generated data,
 * with their training shortened.
 */
export function environment(limits: Limits): Record<string, string> {
  return {
    HOME: SCRATCH,
    TMPDIR: SCRATCH,
    LANG: "C.UTF-8",
    NEURONES_OFFLINE: "1",
    NEURONES_QUICK: "1",
    NEURONES_DETERMINISTIC: "1",
    NEURONES_KERNEL_MEMORY: String(Math.round(limits.memoryMegabytes * 0.8)),
    NEURONES_DATA: `${SCRATCH}/data`,
  };
}

/** The arguments of Node itself, which stand before the program's path. */
export function nodeArguments(limits: Limits): string[] {
  return [`--max-old-space-size=${Math.round(limits.memoryMegabytes * 0.6)}`];
}
