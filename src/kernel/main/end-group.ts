/**
 * Ends a process that is the first of its group, and the processes that it has started. Windows has no groups: there the
 * system's own program ends a process with its descendants, as long as it runs itself.
 */
import { spawn } from "node:child_process";

export function endGroup(pid: number): void {
  if (process.platform === "win32") {
    const ending = spawn("taskkill", ["/pid", String(pid), "/t", "/f"], {
      stdio: "ignore",
      windowsHide: true,
    });
    ending.once("error", () => killProcess(pid));
  } else killProcess(-pid);
}

function killProcess(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch {
    // The process has ended already.
  }
}
