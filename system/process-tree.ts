/**
 * The processes that a program has started, directly or not: a JupyterLab with its kernels, a browser with
 * its helpers. A signal to a process group does not reach all of them, because some have a group of their
 * own.
 */
import { execFileSync, spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";

/** A running process: its number, the number of its parent, and its command. */
export interface RunningProcess {
  readonly pid: number;
  readonly parent: number;
  readonly command: string;
}

/** Milliseconds that the system's command may take. */
const PATIENCE = 10_000;

/** The descendants of a process that run now, parents before their children. Empty on Windows. */
export function descendantsOf(pid: number): RunningProcess[] {
  const all = runningProcesses();
  const found: RunningProcess[] = [];
  for (let generation = [pid]; generation.length > 0;) {
    const children = all.filter(({ parent }) => generation.includes(parent));
    found.push(...children);
    generation = children.map((child) => child.pid);
  }
  return found;
}

/** Kills a process that this program has started, and all its descendants. */
export function endTree(pid: number): void {
  if (process.platform === "win32") {
    spawnSync("taskkill", ["/pid", String(pid), "/t", "/f"], { timeout: PATIENCE, windowsHide: true });
    return;
  }
  for (const one of [pid, ...descendantsOf(pid).map((descendant) => descendant.pid)]) kill(one);
}

function kill(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch (error) {
    // ESRCH: the process has ended meanwhile.
    if (!(error instanceof Error && "code" in error && error.code === "ESRCH")) throw error;
  }
}

function runningProcesses(): RunningProcess[] {
  if (process.platform === "linux")
    return readdirSync("/proc")
      .filter((name) => /^\d+$/.test(name))
      .flatMap((pid) => readProcess(pid) ?? []);
  if (process.platform === "win32") return [];
  const lines = execFileSync("ps", ["-A", "-o", "pid=,ppid=,command="], {
    encoding: "utf8",
    timeout: PATIENCE,
  }).split("\n");
  return lines.flatMap((line) => {
    const match = /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line);
    return match === null ? [] : [{ pid: Number(match[1]), parent: Number(match[2]), command: match[3] }];
  });
}

/** Undefined for a process that has ended, whether its parent has read its exit status or not. */
function readProcess(pid: string): RunningProcess | undefined {
  try {
    // `12 (a name (with) brackets) S 1 …`
    const [state, parent] = readFileSync(`/proc/${pid}/stat`, "utf8")
      .split(/\) (?!.*\))/s)[1]
      .split(" ");
    if (state === "Z" || state === "X") return undefined;
    const command = readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ").trim();
    return { pid: Number(pid), parent: Number(parent), command };
  } catch {
    return undefined;
  }
}
