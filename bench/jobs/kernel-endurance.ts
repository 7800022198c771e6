/**
 * A kernel's memory, open files and latency over 10,000 cells of all kinds: results, errors, type errors, imports, displays,
 * completions, tooltips, questions about comms, stops and replaced output.
 *
 * `npm run bench -- kernel-endurance [--rounds CELLS]`. All is measured ten times. Growth is that from the second
 * measurement (after 2,000 cells) to the last. Memory is measured as it is, and again after a collection in all processes: what
 * they have not collected yet goes up and down. Beside the time of a cell stands its processor time, which other load hardly
 * affects.
 */
import { readdirSync } from "node:fs";
import { KernelClient, type Exchange } from "../../test/kernel/client.js";
import { collectGarbage } from "../collect-garbage.js";
import { childrenOf, formatTable, median, ownMegabytes, treeProcessorMilliseconds } from "../measure.js";
import type { BenchJob, OptionName } from "../options.js";

const CELLS = 10_000;
const MEASUREMENTS = 10;
/** The measurement from which growth counts: until then caches fill. */
const FROM = 1;
/** Trivial cells whose median is the latency. */
const TRIVIAL = 200;

type Kind = (kernel: KernelClient, i: number) => Promise<Exchange>;

const KINDS: readonly Kind[] = [
  (kernel, i) => kernel.execute(`const a = [${i}, 2].map((x) => x * 2); a`),
  (kernel, i) => kernel.execute(`let text = "x".repeat(${i % 100}); console.log(text.length);`),
  (kernel) => kernel.execute(`throw new Error("no");`),
  (kernel) => kernel.execute(`const wrong: string = 3;`),
  (kernel) => kernel.execute(`import { readFileSync } from "node:fs"; typeof readFileSync`),
  (kernel, i) => kernel.execute(`const d = display("one", { id: "d${i}" }); d.update("two");`),
  (kernel) => kernel.execute(`for (let n = 0; n < 3; n++) { clearOutput(true); console.log(n); }`),
  (kernel, i) => kernel.execute(`class C${i % 20} { x = ${i}; } new C${i % 20}().x`),
  (kernel) => kernel.execute(`await new Promise((done) => setTimeout(done, 1)); Promise.resolve(2)`),
  (kernel) => kernel.execute(`setTimeout(() => console.log("late"), 1); [{ a: 1, b: [2, 3] }]`),
  (kernel) => kernel.request("complete_request", { code: "Math.ma", cursor_pos: 7 }),
  (kernel, i) => kernel.request("inspect_request", { code: `a.map(${i})`, cursor_pos: 4, detail_level: 0 }),
  (kernel) => kernel.request("comm_info_request", {}),
  stopped,
];

/** A loop without an end, which is stopped. */
async function stopped(kernel: KernelClient): Promise<Exchange> {
  const execution = kernel.execute("while (true) {}");
  await new Promise((done) => setTimeout(done, 5));
  kernel.send("control", "interrupt_request", {});
  return await execution;
}

/** A stop costs more than other cells: one in so many rounds. */
const STOP_EACH = 10;

interface Measurement {
  readonly cells: number;
  /** The memory of the kernel's processes: kernel, compiler and runner, without the program of Node, which they share. */
  readonly megabytes: readonly number[];
  /** The same after a collection. */
  readonly collected: readonly number[];
  readonly files: number;
  /** Of a trivial cell. */
  readonly milliseconds: number;
  readonly processorMilliseconds: number;
}

const kernelEndurance: BenchJob = async ({ rounds: total = CELLS }) => {
  const kernel = await KernelClient.start({ checks: "plain" });
  const measured: Measurement[] = [];
  try {
    for (let cells = 0; cells < total;) {
      const end = Math.round((total * (measured.length + 1)) / MEASUREMENTS);
      for (; cells < end; cells++) {
        const round = Math.floor(cells / KINDS.length);
        const kind = KINDS[cells % KINDS.length];
        await (kind === stopped && round % STOP_EACH !== 0 ? KINDS[0] : kind)(kernel, cells);
      }
      measured.push(await measure(kernel, cells));
      console.log(`${cells} of ${total} cells`);
    }
  } finally {
    await kernel.shutdown();
  }
  const each = (megabytes: readonly number[]): string => megabytes.map((one) => one.toFixed(0)).join(" + ");
  const rows = measured.map((one) => [
    String(one.cells),
    each(one.megabytes),
    each(one.collected),
    String(one.files),
    one.milliseconds.toFixed(1),
    one.processorMilliseconds.toFixed(2),
  ]);
  const sum = (megabytes: readonly number[]): number => megabytes.reduce((a, b) => a + b);
  const [first, last] = [measured[FROM], measured.at(-1)!];
  const growth = (of: (one: Measurement) => number): string =>
    `${(100 * (of(last) / of(first) - 1)).toFixed(1)} %`;
  const grown = [
    (one: Measurement) => sum(one.megabytes),
    (one: Measurement) => sum(one.collected),
    (one: Measurement) => one.files,
    (one: Measurement) => one.milliseconds,
    (one: Measurement) => one.processorMilliseconds,
  ];
  console.log(
    formatTable(
      ["cells", "MB", "collected", "open files", "ms of a trivial cell", "of processors"],
      [...rows, ["growth", ...grown.map(growth)]],
    ),
  );
};

async function measure(kernel: KernelClient, cells: number): Promise<Measurement> {
  const pid = kernel.process.pid!;
  const memory = (): number[] => [pid, ...childrenOf(pid)].map(ownMegabytes);
  const megabytes = memory();
  const files = openFiles(pid);
  const times: number[] = [];
  const before = treeProcessorMilliseconds(pid);
  for (let i = 0; i < TRIVIAL; i++) times.push((await kernel.execute("1 + 1")).time);
  const processorMilliseconds = (treeProcessorMilliseconds(pid) - before) / TRIVIAL;
  for (const one of [pid, ...childrenOf(pid)]) await collectGarbage(one);
  return {
    cells,
    megabytes,
    collected: memory(),
    files,
    milliseconds: median(times),
    processorMilliseconds,
  };
}

/** The open files of a process and of all that it has started (Linux). */
function openFiles(id: number): number {
  return childrenOf(id).reduce((sum, child) => sum + openFiles(child), readdirSync(`/proc/${id}/fd`).length);
}

export const accepts: readonly OptionName[] = ["rounds"];

export default kernelEndurance;
