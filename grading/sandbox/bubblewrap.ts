/**
 * A sandbox by bubblewrap, on Linux: no network, no files but Node, the image and its packages, all read-only, one small
 * scratch folder in memory, no other process in sight, no way to make one.
 */
import { existsSync, realpathSync } from "node:fs";
import path from "node:path";
import type { Limits } from "./limits.js";
import { PROGRAM } from "./image.js";
import type { Started } from "./confinement.js";
import { seccompFilter } from "./seccomp.js";

/** What lies in the sandbox. */
export interface Contents {
  readonly image: string;
  readonly packages: string;
}

/** The names inside. */
const COURSE = "/course";
const SCRATCH = "/scratch";
/** The descriptor by which bubblewrap reads the filter of system calls. */
const FILTER = 3;

/** How the sandbox is started. */
export function bubblewrap(program: string, contents: Contents, limits: Limits): Started {
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
    contents.image,
    COURSE,
    "--ro-bind",
    realpathSync(contents.packages),
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
  // The limits of a process: no core dumps, private memory in kB, file size in blocks of 512 bytes, seconds of computing, open files.
  const ulimits = `ulimit -c 0; ulimit -d ${limits.memoryMegabytes * 1024}; ulimit -f ${limits.scratchMegabytes * 2048}; ulimit -t ${limits.totalSeconds * 2}; ulimit -n 512`;
  return {
    command: "/bin/sh",
    args: ["-c", `${ulimits}; exec "$@"`, "sh", ...confined],
    ...(filter === undefined ? {} : { filter }),
  };
}

/** The variables in a sandbox: the course as its tests run it, offline, on drawn data, with its training shortened. */
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

export function nodeArguments(limits: Limits): string[] {
  return [`--max-old-space-size=${Math.round(limits.memoryMegabytes * 0.6)}`];
}

/** Node's program and the libraries it has loaded, each under its own name; Debian's Node keeps parts of itself in a folder. */
function nodeFiles(): string[][] {
  const report = process.report.getReport() as unknown as { readonly sharedObjects: readonly string[] };
  const own = ["/usr/share/nodejs", "/usr/share/node_modules"].filter((folder) => existsSync(folder));
  const libraries = report.sharedObjects.filter(
    (file) => path.isAbsolute(file) && /\.so(\.|$)/.test(file) && existsSync(file),
  );
  return [...new Set([process.execPath, ...libraries, ...own])].map((file) => [file, file]);
}
