/** Ends a process that is the first of its group, and the processes that it has started. */
export function endGroup(pid: number): void {
  try {
    process.kill(process.platform === "win32" ? pid : -pid, "SIGKILL");
  } catch {
    // The process has ended already.
  }
}
