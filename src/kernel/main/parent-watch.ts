/**
 * Ends the kernel when whoever started it is gone: a JupyterLab that was killed cannot ask its kernels to shut down.
 */

const PERIOD = 1000;

/** Calls `onGone` once, within about a second after the process that started this one has ended. */
export function watchParent(onGone: () => void): void {
  const parent = process.ppid;
  // Process 1 starts nothing it does not look after.
  const isOrphanBorn = parent <= 1;
  // Where a shell or another wrapper stands between, Jupyter tells its own number; on Windows that is a handle instead.
  const server = process.platform === "win32" ? NaN : Number(process.env["JPY_PARENT_PID"]);
  const timer = setInterval(() => {
    const isParentGone = !isOrphanBorn && (process.ppid !== parent || !isAlive(parent));
    if (!isParentGone && !(server > 1 && !isAlive(server))) return;
    clearInterval(timer);
    onGone();
  }, PERIOD);
  timer.unref();
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // A process that we may not signal is there.
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}
