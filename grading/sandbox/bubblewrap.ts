/**
 * A sandbox by bubblewrap, on Linux: no network; only the files of Node, the image and its packages, all
 * read-only; one small scratch folder in memory; other processes can be neither seen nor started.
 */
import { existsSync, realpathSync } from "node:fs";
import path from "node:path";
import type { Limits, SandboxCommand, SandboxFiles } from "./configuration.js";
import { environment, nodeArguments, PROGRAM, SCRATCH } from "./program.js";
import { seccompFilter } from "./seccomp.js";

/** The folder in the sandbox where the image lies. */
const COURSE = "/course";
/** The file descriptor from which bubblewrap reads the filter of system calls. */
const FILTER = 3;

/** The command that starts the sandbox; `program` is bubblewrap's. */
export function bubblewrap(program: string, files: SandboxFiles, limits: Limits): SandboxCommand {
  const filter = seccompFilter();
  const confined = [
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
    "--proc",
    "/proc",
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
    process.execPath,
    ...nodeArguments(limits),
    path.posix.join(COURSE, ...PROGRAM),
  ];
  // In this order: no core dumps; private memory in kB; file size in blocks of 512 bytes; seconds of
  // computing; open files.
  const ulimits = `ulimit -c 0; ulimit -d ${limits.memoryMegabytes * 1024}; ulimit -f ${limits.scratchMegabytes * 2048}; ulimit -t ${limits.totalSeconds * 2}; ulimit -n 512`;
  return {
    command: "/bin/sh",
    args: ["-c", `${ulimits}; exec "$@"`, "sh", ...confined],
    ...(filter === undefined ? {} : { filter }),
  };
}

/**
 * Node's program and the libraries it has loaded, each under its own path; Debian's Node also needs one of
 * two folders.
 */
function nodeFiles(): string[][] {
  const report = process.report.getReport() as unknown as { readonly sharedObjects: readonly string[] };
  const own = ["/usr/share/nodejs", "/usr/share/node_modules"].filter((folder) => existsSync(folder));
  const libraries = report.sharedObjects.filter(
    (file) => path.isAbsolute(file) && /\.so(\.|$)/.test(file) && existsSync(file),
  );
  return [...new Set([process.execPath, ...libraries, ...own])].map((file) => [file, file]);
}
