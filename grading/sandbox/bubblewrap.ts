/**
 * A sandbox by bubblewrap, on Linux: no network; only the files of Node, the image and its packages, all
 * read-only; one small scratch folder in memory; other processes can be neither seen nor started.
 *
 * There is no `/proc`: its files would tell the command line of bubblewrap and the places of the mounted files on the
 * instructor's disk, and let a program write into its own memory.
 */
import { existsSync, realpathSync } from "node:fs";
import path from "node:path";
import { reservedForCode } from "./code-range.js";
import type { Limits, SandboxCommand, SandboxFiles } from "./configuration.js";
import { groupEnvironment, inGroup, onProcessor, type ProcessorShare } from "./processor-share.js";
import { COURSE, environment, MADE, nodeArguments, SCRATCH } from "./program.js";
import { seccompFilter } from "./seccomp.js";

/** The file descriptor from which bubblewrap reads the filter of system calls. */
const FILTER = 3;
/** The folder in the sandbox for a Node that is not among the system's programs, but in a person's folder. */
const NODE = "/node";
/** The folders of the system's programs. */
const SYSTEM = ["/", "/usr", "/usr/local"];

/** The command that starts the sandbox; `program` is bubblewrap's. */
export function bubblewrap(
  program: string,
  share: ProcessorShare,
  files: SandboxFiles,
  limits: Limits,
  processor?: number,
): SandboxCommand {
  const filter = seccompFilter();
  const confined = [
    ...onProcessor(share, processor),
    program,
    "--unshare-all",
    "--unshare-user",
    "--uid",
    "65534",
    "--gid",
    "65534",
    "--cap-drop",
    "ALL",
    "--new-session",
    "--die-with-parent",
    "--hostname",
    "neurones",
    "--clearenv",
    ...Object.entries(environment(limits)).flatMap(([name, value]) => ["--setenv", name, value]),
    ...nodeFiles().flatMap(([from, to]) => ["--ro-bind", from, to]),
    "--ro-bind",
    files.image,
    COURSE,
    "--ro-bind",
    realpathSync(files.packages),
    `${COURSE}/node_modules`,
    ...(files.makes === undefined ? [] : ["--bind", files.makes, MADE]),
    "--dev",
    "/dev",
    "--remount-ro",
    "/dev",
    "--size",
    String(limits.scratchMegabytes * 2 ** 20),
    "--tmpfs",
    SCRATCH,
    "--remount-ro",
    "/",
    "--chdir",
    SCRATCH,
    ...(filter === undefined ? [] : ["--seccomp", String(FILTER)]),
    placeInSandbox(process.execPath),
    ...nodeArguments(files, limits),
  ];
  const privateMegabytes = limits.memoryMegabytes + reservedForCode();
  // In this order: no core dumps; private memory in kB; file size in blocks of 512 bytes; seconds of
  // computing; open files.
  const ulimits = `ulimit -c 0; ulimit -d ${privateMegabytes * 1024}; ulimit -f ${limits.scratchMegabytes * 2048}; ulimit -t ${limits.totalSeconds * 2}; ulimit -n 512`;
  const [command, ...args] = [
    ...inGroup(share, limits),
    "/bin/sh",
    "-c",
    `${ulimits}; exec "$@"`,
    "sh",
    ...confined,
  ];
  return {
    command,
    args,
    env: { PATH: process.env.PATH, ...(share.groups ? groupEnvironment() : {}) },
    ...(filter === undefined ? {} : { filter }),
  };
}

/**
 * Node's program and the libraries it has loaded, each with its path in the sandbox; Debian's Node also needs one of two
 * folders.
 */
function nodeFiles(): string[][] {
  const report = process.report.getReport() as unknown as { readonly sharedObjects: readonly string[] };
  const own = ["/usr/share/nodejs", "/usr/share/node_modules"].filter((folder) => existsSync(folder));
  const libraries = report.sharedObjects.filter(
    (file) => path.isAbsolute(file) && /\.so(\.|$)/.test(file) && existsSync(file),
  );
  return [...new Set([process.execPath, ...libraries, ...own])].map((file) => [file, placeInSandbox(file)]);
}

/**
 * The path of a file of Node in the sandbox: its own, or within `/node` if Node is installed in a folder of its own, whose
 * name is not told.
 * @param program Node's program
 */
export function placeInSandbox(file: string, program = process.execPath): string {
  const home = path.dirname(path.dirname(program));
  if (SYSTEM.includes(home)) return file;
  const within = path.relative(home, file);
  return within.startsWith("..") ? file : path.join(NODE, within);
}
