/** The memory of a process with its threads, as Linux tells it: now (`VmRSS`) or at most since its program began (`VmHWM`). */
import { readFileSync } from "node:fs";

/** Megabytes; NaN where the system does not tell. */
export function processMegabytes(field: "VmRSS" | "VmHWM", id: number | "self"): number {
  if (process.platform !== "linux") return NaN;
  return (
    Number(new RegExp(`${field}:\\s+(\\d+)`).exec(readFileSync(`/proc/${id}/status`, "utf8"))?.[1]) / 1024
  );
}
