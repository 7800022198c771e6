/**
 * Ends a process of tests, even if the tests have left something open: an open socket or a running program
 * would make mocha, and with it a continuous integration, wait for ever.
 */
import { descendantsOf, endTree } from "../../system/process-tree.js";

/** Milliseconds that everything has to close by itself. */
const GRACE = 5000;
/** Characters of a command that are shown. */
const WIDTH = 160;

/**
 * Ends this process after that time, if it has not ended by itself, and prints what was left open.
 *
 * @param status The exit status.
 */
export function endSoon(status: number, write: (line: string) => void = console.log): void {
  const timer = setTimeout(() => {
    const programs = descendantsOf(process.pid);
    write(`left open by the tests: ${describeResources(process.getActiveResourcesInfo())}`);
    for (const { pid, command } of programs)
      write(`left running by the tests, ended now: ${pid} ${command.slice(0, WIDTH)}`);
    for (const { pid } of programs) endTree(pid);
    process.exit(status);
  }, GRACE);
  timer.unref();
}

/** `PipeWrap ×2, Timeout` */
function describeResources(names: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return (
    [...counts].map(([name, count]) => (count === 1 ? name : `${name} ×${count}`)).join(", ") ||
    "nothing that Node knows of"
  );
}
