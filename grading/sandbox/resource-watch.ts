/**
 * Watches what a tree of processes takes, on Linux: the limits of single processes say nothing of their sum.
 */
import { readFileSync } from "node:fs";
import type { Limits } from "./limits.js";

const PERIOD = 200;
const PAGE_BYTES = 4096;

/** Why a sandbox was ended. */
export type Excess = "memory" | "processes";

/** Begins to watch; the function returned ends it. */
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

/** The process and all that descend from it. */
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

/** Empty where the process has ended meanwhile. */
function read(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}
