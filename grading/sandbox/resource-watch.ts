/**
 * Watches the memory and the number of a process and its descendants, on Linux: `ulimit` limits only single
 * processes.
 */
import { readFileSync } from "node:fs";
import type { Limits } from "./configuration.js";

/** Milliseconds between two looks. */
const PERIOD = 200;
const PAGE_BYTES = 4096;

/** The limit that the processes have exceeded. */
export type Excess = "memory" | "processes";

/** Starts watching; the returned function stops it. */
export function watchResources(pid: number, limits: Limits, onExcess: (excess: Excess) => void): () => void {
  if (process.platform !== "linux") return () => undefined;
  const timer = setInterval(() => {
    const tree = processTree(pid);
    const megabytes = tree.reduce((sum, one) => sum + residentBytes(one), 0) / 2 ** 20;
    if (megabytes > limits.memoryMegabytes + limits.scratchMegabytes) onExcess("memory");
    else if (tree.length > limits.processes) onExcess("processes");
  }, PERIOD);
  timer.unref();
  return () => clearInterval(timer);
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

function residentBytes(pid: number): number {
  return Number(read(`/proc/${pid}/statm`).split(" ")[1] ?? 0) * PAGE_BYTES;
}

/** The file's text; empty if the process has ended meanwhile. */
function read(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}
