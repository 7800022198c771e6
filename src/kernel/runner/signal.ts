/** The signal that ends synchronous code without stop checks, in Node. */
import type { SharedState } from "./shared-state.js";

/**
 * The function that sends a SIGINT. It ends synchronous code without stop checks, such as a library's, because
 * `vm` listens to it; and, if this process leads a process group, it ends a program that the cell waits for, as
 * Ctrl+C does in a terminal. The function returns false if neither runs now. Undefined on Windows, where the
 * signal would end the process.
 */
export function signalling(shared: SharedState, leadsGroup: boolean): (() => boolean) | undefined {
  if (process.platform === "win32") return undefined;
  return () => {
    const waits = leadsGroup && shared.waitsForChild;
    const isClaimed = shared.claimSignal();
    if (!isClaimed && !waits) return false;
    process.kill(waits ? -process.pid : process.pid, "SIGINT");
    return true;
  };
}
