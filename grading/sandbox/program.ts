/** How the program in the sandbox is started, by whichever means it is confined. */
import path from "node:path";
import { PROCESS_FLAGS } from "../../src/kernel/compiler/snapshot/snapshot-file.js";
import type { Limits, SandboxFiles } from "./configuration.js";

/** The path of the program in an image, as parts. */
const PROGRAM = ["dist", "grading", "sandbox-program", "main.js"] as const;

/** The folder in the sandbox where the image lies. */
export const COURSE = "/course";
/** The folder in the sandbox for a snapshot that is being made. */
export const MADE = "/made";
/** The snapshot, and the script of which it is made, in the folder that receives the snapshot. */
export const BLOB = "program.blob";
export const SCRIPT = "program.cjs";

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
    NEURONES_THREADS: String(limits.processors),
    NEURONES_KERNEL_MEMORY: String(Math.round(limits.memoryMegabytes * 0.8)),
    NEURONES_DATA: `${SCRATCH}/data`,
  };
}

/**
 * The arguments of Node. A snapshot is loaded with the options with which it was made, or not at all; cells have a thread
 * with a limit of its own (`NEURONES_KERNEL_MEMORY`).
 * @param course  the image, as the program sees it
 * @param made  the folder for a snapshot that is being made, as the program sees it
 */
export function nodeArguments(
  { snapshot, makes }: SandboxFiles,
  limits: Limits,
  course: string = COURSE,
  made: string = MADE,
): string[] {
  const { join } = path.posix;
  if (makes !== undefined)
    return [
      ...PROCESS_FLAGS,
      // To write a warning, Node loads a module that may not be in the snapshot (`sandbox-program/snapshot.ts`).
      "--no-warnings",
      "--snapshot-blob",
      join(made, BLOB),
      "--build-snapshot",
      join(made, SCRIPT),
    ];
  const options =
    snapshot === undefined
      ? [`--max-old-space-size=${Math.round(limits.memoryMegabytes * 0.6)}`]
      : [...PROCESS_FLAGS, "--snapshot-blob", join(course, snapshot)];
  return [...options, join(course, ...PROGRAM)];
}

/** The place in the sandbox of a file of the image or of the packages. */
export function placeInCourse(file: string, { image, packages }: SandboxFiles): string {
  const inPackages = path.relative(packages, file);
  const place = inPackages.startsWith("..")
    ? path.relative(image, file)
    : path.join("node_modules", inPackages);
  return path.posix.join(COURSE, ...place.split(path.sep));
}
