/** How the runner's process is connected to the kernel, and how it ends. */

/** The file descriptor on which the runner writes. */
export const MESSAGES = 3;
/** The file descriptor on which its listener hears the kernel. */
export const COMMANDS = 4;

const { kill, pid, platform } = process;

/** Ends the process at once, with all that it has started. */
export function endProcess(): void {
  kill.call(process, platform === "win32" ? pid : -pid, "SIGKILL");
}
