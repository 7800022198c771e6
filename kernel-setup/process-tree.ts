/**
 * A program with all that it has started, and all that these have: a JupyterLab with its kernels, a browser with its
 * helpers. A signal to a process group does not reach them, for some have a group of their own.
 */
import { execFileSync, spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";

/** A running process: its number, its parent's, and its command, as far as the system tells. */
export interface RunningProcess {
  readonly pid: number;
  readonly parent: number;
  readonly command: string;
}

/** Milliseconds that the system may take to list its processes. */
const PATIENCE = 10_000;

/** What runs below a process now, parents before their children. Empty where the system does not tell. */
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

/** Ends a process that this program has started, and everything below it, at once. */
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
    // It has ended meanwhile.
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

/** Undefined for a process that has ended meanwhile, or has ended and waits to be asked how. */
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
