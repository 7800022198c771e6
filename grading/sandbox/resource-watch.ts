/**
 * Watches what a process and its descendants take together, on Linux: memory, processor time, processes and threads.
 * `ulimit` limits only single processes.
 */
import { readFileSync } from "node:fs";
import type { Limits } from "./configuration.js";

/** Milliseconds between two looks. */
const PERIOD = 200;
const PAGE_BYTES = 4096;
/** The unit of processor times in `/proc`, in seconds: USER_HZ, which is 100 on all architectures of Linux. */
const TICK = 0.01;
/**
 * Beyond its processors' time a submission may take this many seconds, and half as much again for the compiler's and the
 * garbage collector's threads, which are not always kept on one processor.
 */
const ALLOWANCE = 10;
const MARGIN = 1.5;

/** The limit that the processes have exceeded. */
export type Excess = "memory" | "processes" | "threads" | "processor";

/** What a process takes, or several together. */
export interface Usage {
  readonly megabytes: number;
  /** Processor time of all threads. */
  readonly seconds: number;
  readonly threads: number;
  readonly processes: number;
}

/** Starts watching; the returned function stops it. */
export function watchResources(pid: number, limits: Limits, onExcess: (excess: Excess) => void): () => void {
  if (process.platform !== "linux") return () => undefined;
  const started = performance.now();
  const timer = setInterval(() => {
    const excess = excessOf(usageOf(pid), (performance.now() - started) / 1000, limits);
    if (excess !== undefined) onExcess(excess);
  }, PERIOD);
  timer.unref();
  return () => clearInterval(timer);
}

/** The first limit that processes exceed `elapsed` seconds after their start; undefined if they exceed none. */
export function excessOf(usage: Usage, elapsed: number, limits: Limits): Excess | undefined {
  if (usage.megabytes > limits.memoryMegabytes + limits.scratchMegabytes) return "memory";
  if (usage.processes > limits.processes) return "processes";
  if (usage.threads > limits.threads) return "threads";
  if (usage.seconds > ALLOWANCE + MARGIN * limits.processors * elapsed) return "processor";
  return undefined;
}

/** What a process and its descendants take now. */
export function usageOf(pid: number): Usage {
  const all = processTree(pid).map(usageOfOne);
  const sum = (quantity: keyof Usage) => all.reduce((total, one) => total + one[quantity], 0);
  return {
    megabytes: sum("megabytes"),
    seconds: sum("seconds"),
    threads: sum("threads"),
    processes: sum("processes"),
  };
}

/** The process and all its descendants. */
function processTree(root: number): number[] {
  const tree = [root];
  for (let i = 0; i < tree.length && tree.length < 1000; i++) tree.push(...childrenOf(tree[i]));
  return tree;
}

function childrenOf(pid: number): number[] {
  const text = read(`/proc/${pid}/task/${pid}/children`);
  return text
    .split(" ")
    .filter((word) => word.trim() !== "")
    .map(Number);
}

/** Reads `/proc/PID/stat` (proc_pid_stat(5)); its fields count from the one after the program's name in brackets. */
function usageOfOne(pid: number): Usage {
  const text = read(`/proc/${pid}/stat`);
  const fields = text.slice(text.lastIndexOf(")") + 2).split(" ");
  const field = (number: number) => Number(fields[number - 3] ?? 0);
  return {
    megabytes: (field(24) * PAGE_BYTES) / 2 ** 20,
    seconds: (field(14) + field(15)) * TICK,
    threads: field(20),
    processes: 1,
  };
}

/** The file's text; empty if the process has ended meanwhile. */
function read(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}
