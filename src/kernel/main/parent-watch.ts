/**
 * Ends the kernel when the program that started it has ended: a JupyterLab that was killed cannot ask its
 * kernels to shut down.
 */
import { isRunning } from "../../host/is-running.node.js";

const PERIOD = 1000;

/** Calls `onGone` once, within about a second after the process that started this one has ended. */
export function watchParent(onGone: () => void): void {
  const parent = process.ppid;
  // A kernel that process 1 has started, or inherited before this line, has no parent whose end it could
  // notice.
  const hasNoParent = parent <= 1;
  // The parent may be a shell or another wrapper. Jupyter therefore passes its own process id; on Windows it
  // passes a handle instead, which is of no use here.
  const server = process.platform === "win32" ? NaN : Number(process.env["JPY_PARENT_PID"]);
  const timer = setInterval(() => {
    const isParentGone = !hasNoParent && (process.ppid !== parent || !isRunning(parent));
    if (!isParentGone && !(server > 1 && !isRunning(server))) return;
    clearInterval(timer);
    onGone();
  }, PERIOD);
  timer.unref();
}
