/** Functions that most benchmarks use: the median, the processor time and memory of a process, and a table for a terminal. */
import { readdirSync, readFileSync } from "node:fs";

/** The median; of an even number of values, the higher of the two in the middle. NaN without values. */
export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
}

/** Milliseconds that this process has had on processors: other load hardly affects them. */
export function processorMilliseconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** Milliseconds that the threads of a process, and of all that it has started, have had on processors (Linux). */
export function treeProcessorMilliseconds(id: number): number {
  const own = readdirSync(`/proc/${id}/task`).map(
    (thread) => Number(readFileSync(`/proc/${id}/task/${thread}/schedstat`, "utf8").split(" ")[0]) / 1e6,
  );
  return [...own, ...childrenOf(id).map(treeProcessorMilliseconds)].reduce((sum, one) => sum + one);
}

/**
 * The memory of a process with its threads, in megabytes: now (`VmRSS`), or the most since its program began
 * (`VmHWM`). NaN except on Linux.
 */
export function processMegabytes(field: "VmRSS" | "VmHWM", id: number | "self"): number {
  if (process.platform !== "linux") return NaN;
  return megabytesOf(field, `/proc/${id}/status`);
}

/**
 * The memory of a process and of all that it has started, in megabytes. What several processes share, as Node's
 * code, counts once (`Pss`). NaN except on Linux.
 */
export function treeMegabytes(id: number): number {
  if (process.platform !== "linux") return NaN;
  return childrenOf(id).reduce((sum, child) => sum + treeMegabytes(child), proportionalMegabytes(id));
}

/** The memory of a process, in megabytes, of what it shares with others its part alone (`Pss`; Linux). */
export function proportionalMegabytes(id: number): number {
  return megabytesOf("Pss", `/proc/${id}/smaps_rollup`);
}

/** The memory of a process without what files hold, as its programs, which other processes share, in megabytes (Linux). */
export function ownMegabytes(id: number): number {
  return megabytesOf("Pss_Anon", `/proc/${id}/smaps_rollup`);
}

/** A size that a file of the system gives in kilobytes, in a line of its own. */
function megabytesOf(field: string, file: string): number {
  return Number(new RegExp(`^${field}:\\s+(\\d+)`, "m").exec(readFileSync(file, "utf8"))?.[1]) / 1024;
}

/** The processes that a process, by any of its threads, has started (Linux). */
export function childrenOf(id: number): number[] {
  return readdirSync(`/proc/${id}/task`).flatMap((thread) =>
    readFileSync(`/proc/${id}/task/${thread}/children`, "utf8").trim().split(" ").filter(Boolean).map(Number),
  );
}

/** A table for a terminal; each column is as wide as its widest cell. */
export function formatTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const all = [head, ...rows];
  const widths = head.map((_, column) => Math.max(...all.map((row) => row[column].length)));
  const write = (row: readonly string[]) =>
    row
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[0]) : cell.padStart(widths[column])))
      .join("   ");
  return all.map(write).join("\n");
}
