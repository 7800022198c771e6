/**
 * Replaces the functions that end a process: called by a cell, they end the cell, since the variables live in
 * the process.
 */
import { ProcessExit } from "./guard.js";

export function installProcessExit(): void {
  process.exit = (code?: number | string | null) => {
    throw new ProcessExit(`process.exit(${code ?? ""})`);
  };
  process.abort = () => {
    throw new ProcessExit("process.abort()");
  };
  const { kill } = process;
  process.kill = (pid: number, signal?: string | number) => {
    // Zero and the negative process id mean the process group that this process leads.
    const isOurs = pid == 0 || pid == process.pid || pid == -process.pid;
    if (isOurs && signal !== 0)
      throw new ProcessExit(`process.kill(${pid == 0 ? "0" : pid < 0 ? "-process.pid" : "process.pid"})`);
    return kill.call(process, pid, signal);
  };
}
