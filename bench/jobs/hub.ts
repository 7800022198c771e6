/**
 * A class on a server: a real JupyterHub on this machine, with users who each work through lesson 04 in a kernel of their
 * own, its training shortened.
 *
 * `npm run bench -- hub --users 30 --shared FOLDER`; `npm run setup -- --shared FOLDER` makes the installation. Printed are
 * the memory for each user (Hub, proxy and servers counted) while they work and once they rest, the time to the first cell,
 * the times of cells, and that no variable is lost when the Hub is started again. Linux only.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { readNotebook } from "../../grading/notebook-file.js";
import { resultOf } from "../../test/kernel/cell-client.js";
import { ClassServer } from "../hub/class-server.js";
import { megabytesByKind, treeOf } from "../hub/machine-memory.js";
import { UserKernel } from "../hub/user-kernel.js";
import { formatTable, median } from "../measure.js";
import { UsageError, type BenchJob, type OptionName } from "../options.js";

const LESSON = "04-xor";
const USERS = 30;
/** Servers that start at the same time. */
const AT_ONCE = 6;
/** Seconds for which a user reads before the next cell, at most; half of it on average. */
const READING = 10;
/** Seconds after which everything rests: longer than `NEURONES_COMPILER_IDLE` of the server's configuration. */
const RESTING = 80;
const SECOND = 1000;

export const accepts: readonly OptionName[] = ["users", "shared"];

const hub: BenchJob = async ({ users = USERS, shared }) => {
  if (process.platform !== "linux") throw new UsageError("hub counts memory as Linux does");
  if (shared === undefined) throw new UsageError("hub needs --shared FOLDER");
  const folder = mkdtempSync(path.join(tmpdir(), "neurones-class-"));
  const server = await ClassServer.prepare(shared, folder);
  const names = Array.from({ length: users }, (_, i) => `user${i + 1}`);
  await server.start();
  let processes = treeOf(server.pid);
  try {
    await inTurns(names, AT_ONCE, (name) => server.startUser(name));
    const cells = await cellsOf(LESSON);
    let most = new Map<string, number>();
    const watch = setInterval(() => {
      const now = megabytesByKind(treeOf(server.pid));
      if (total(now) > total(most)) most = now;
    }, 5 * SECOND);
    const work = await Promise.all(names.map((name, i) => workThrough(server, name, cells, i)));
    clearInterval(watch);
    await pause(RESTING);
    processes = treeOf(server.pid);
    const rest = megabytesByKind(processes);
    const times = work.flatMap((one) => one.times);
    const kinds = [...new Set([...most.keys(), ...rest.keys()])];
    console.log(
      formatTable(
        [`MB (Pss) for each of ${users} users`, "most while working", "at rest"],
        [
          ...kinds.map((kind) => [kind, each(most.get(kind)), each(rest.get(kind))]),
          ["in all", each(total(most)), each(total(rest))],
        ],
      ),
    );
    console.log(`all together: ${gigabytes(most)} GB at most, ${gigabytes(rest)} GB at rest`);
    console.log(`seconds to the first cell: ${seconds(work.map((one) => one.first))}`);
    console.log(`seconds of a cell: ${seconds(times)} (${times.length} cells)`);
    console.log(`cells that failed: ${work.reduce((sum, one) => sum + one.failed, 0)}`);
    console.log(await restart(server, work, processes));

    function each(megabytes = 0): string {
      return (megabytes / users).toFixed(0);
    }
  } finally {
    await Promise.all(names.map((name) => server.stopUser(name).catch(() => undefined)));
    await server.end();
    for (const id of processes) end(id);
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
};

export default hub;

/** A user's work: the kernel, and seconds of the first cell (its start included) and of all others. */
interface Work {
  readonly name: string;
  readonly kernel: UserKernel;
  readonly first: number;
  readonly times: readonly number[];
  readonly failed: number;
}

async function workThrough(
  server: ClassServer,
  name: string,
  cells: readonly string[],
  number: number,
): Promise<Work> {
  // People do not begin in the same second.
  await pause(number);
  const started = performance.now();
  const kernel = await UserKernel.open(server, name, `${LESSON}.ipynb`);
  await kernel.execute(`const remembered = ${number};`);
  const first = (performance.now() - started) / SECOND;
  const times: number[] = [];
  let failed = 0;
  for (const code of cells) {
    await pause(Math.random() * READING);
    const { time, reply } = await kernel.execute(code);
    times.push(time / SECOND);
    if (reply["status"] !== "ok") failed += 1;
  }
  return { name, kernel, first, times, failed };
}

/** Ends the Hub alone and starts it again; resolves to a sentence with what is still there. */
async function restart(
  server: ClassServer,
  work: readonly Work[],
  before: readonly number[],
): Promise<string> {
  await server.stop();
  const meanwhile = await remembering(work);
  await server.start();
  // The Hub starts its proxy again, which cuts the connections; JupyterLab connects again, too.
  const again = await Promise.all(
    work.map(async (one) => {
      one.kernel.close();
      return { ...one, kernel: await UserKernel.open(server, one.name, `${LESSON}.ipynb`) };
    }),
  );
  const after = await remembering(again);
  const answers = await Promise.all(work.map(({ name }) => server.ask(`/user/${name}/api/status`)));
  const reached = answers.filter(({ ok }) => ok).length;
  const alive = before.filter((id) => treeOf(id).length > 0).length;
  return (
    `the Hub was started again: ${meanwhile} of ${work.length} kernels answered meanwhile with their variables, ` +
    `${after} afterwards, ${reached} servers are known to it, ${before.length - alive} of ${before.length} processes ended`
  );
}

/** How many kernels still have the variable of their user. */
async function remembering(work: readonly Work[]): Promise<number> {
  const results = await Promise.all(work.map(({ kernel }) => kernel.execute("remembered")));
  return results.filter((exchange, i) => resultOf(exchange) === String(i)).length;
}

async function cellsOf(lesson: string): Promise<string[]> {
  const file = fileURLToPath(new URL(`../../../notebooks/fr/${lesson}.ipynb`, import.meta.url));
  const { cells } = await readNotebook(file);
  return cells.filter((cell) => cell.cell_type === "code").map(({ source }) => source);
}

/** Does something for each name, at most some at a time. */
async function inTurns(
  names: readonly string[],
  most: number,
  act: (name: string) => Promise<void>,
): Promise<void> {
  const waiting = [...names];
  const one = async (): Promise<void> => {
    for (let name = waiting.shift(); name !== undefined; name = waiting.shift()) await act(name);
  };
  await Promise.all(Array.from({ length: most }, one));
}

function seconds(values: readonly number[]): string {
  const late = values.toSorted((a, b) => a - b)[Math.ceil(values.length * 0.95) - 1] ?? NaN;
  return `median ${median(values).toFixed(2)}, 95th percentile ${late.toFixed(2)}`;
}

function total(sums: ReadonlyMap<string, number>): number {
  return [...sums.values()].reduce((sum, value) => sum + value, 0);
}

function gigabytes(sums: ReadonlyMap<string, number>): string {
  return (total(sums) / 1024).toFixed(2);
}

function pause(length: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, length * SECOND));
}

/** Ends a process that this run has started, if it has not ended. */
function end(id: number): void {
  try {
    process.kill(id, "SIGTERM");
  } catch {
    // It has ended.
  }
}
