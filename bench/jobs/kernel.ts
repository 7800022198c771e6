/**
 * The times that a learner waits for the kernel, beside stock tslab, in turn and in the same run.
 *
 * `npm run bench -- kernel [--rounds N]`. Each round starts both kernels again; the figures are medians over
 * the rounds, and for single cells also over the cells of a round. The arithmetic of a loop is compared with
 * plain Node.
 */
import { execFileSync } from "node:child_process";
import { createRequire } from "node:module";
import { KernelClient, streamOf } from "../../test/kernel/client.js";
import type { BenchJob, OptionName } from "../options.js";
import { formatTable, median, treeMegabytes } from "../measure.js";

const ROUNDS = 3;
/** Trivial cells in a session; comparing the first with the last shows growth. */
const CELLS = 200;

/** Milliseconds after which a trivial cell counts as never ending. */
const PATIENCE = 5000;

const TSLAB = [
  process.execPath,
  createRequire(import.meta.url).resolve("tslab/bin/tslab"),
  "kernel",
  "--config-path",
];

const COUNTING = "let count = 0;\nfor (let i = 0; i < 1_000_000; i++) count++;\ncount";
const PRODUCT = `const size = 500;
const [a, b, c] = [0, 1, 2].map(() => Array.from({ length: size }, () => Array.from({ length: size }, Math.random)));
const started = performance.now();
for (let i = 0; i < size; i++) for (let j = 0; j < size; j++) {
  let sum = 0;
  for (let k = 0; k < size; k++) sum += a[i][k] * b[k][j];
  c[i][j] = sum;
}
console.log("ms", performance.now() - started);`;
const LINES = "for (let i = 0; i < 200_000; i++) console.log(i);";
const OWN_IMPORT = 'import { sequential } from "neurones";\ntypeof sequential';

const NODE_IMPORT = 'import { createServer } from "node:http";\ntypeof createServer';

type Measures = Record<string, number>;

/** All measures of one kernel, in milliseconds unless the name gives another unit. */
async function measure(command: readonly string[] | undefined): Promise<Measures> {
  const isOurs = command === undefined;
  const measures: Measures = {};
  const started = performance.now();
  const kernel = await KernelClient.start(isOurs ? {} : { command });
  try {
    measures["start to the first answer"] = performance.now() - started;
    await kernel.execute("0");
    measures["start to the first result"] = performance.now() - started;
    const times: number[] = [];
    for (let i = 0; i < CELLS; i++) times.push(await timeOf(kernel, `const v${i} = ${i}; v${i} + 1`));
    measures["cells without an end, of 200"] = times.filter(Number.isNaN).length;
    measures["a trivial cell"] = medianOfKnown(times.slice(0, 50));
    measures[`the same after ${CELLS} cells`] = medianOfKnown(times.slice(-50));
    measures["counting a top-level let to a million"] = (await kernel.execute(COUNTING, {}, 60_000)).time;
    measures["matrix product of size 500"] = millisecondsIn(
      streamOf(await kernel.execute(PRODUCT, {}, 120_000)),
    );
    measures["completion"] = medianOfKnown(
      await several(
        10,
        async () => (await kernel.request("complete_request", { code: "[1, 2].ma", cursor_pos: 9 })).time,
      ),
    );
    measures["inspection"] = medianOfKnown(
      await several(
        10,
        async () =>
          (await kernel.request("inspect_request", { code: "Math.hypot", cursor_pos: 8, detail_level: 0 }))
            .time,
      ),
    );
    if (isOurs) measures["first import from neurones"] = (await kernel.execute(OWN_IMPORT, {}, 60_000)).time;
    measures["first import from node:http"] = (await kernel.execute(NODE_IMPORT, {}, 60_000)).time;
    measures["memory of all its processes, MB"] = treeMegabytes(kernel.process.pid!);
    if (isOurs) measures["200,000 lines of console.log"] = (await kernel.execute(LINES, {}, 120_000)).time;
    return measures;
  } finally {
    await kernel.shutdown();
  }
}

export const accepts: readonly OptionName[] = ["rounds"];

const kernel: BenchJob = async ({ rounds = ROUNDS }) => {
  const [ours, theirs]: [Measures[], Measures[]] = [[], []];
  const plain: number[] = [];
  for (let round = 0; round < rounds; round++) {
    ours.push(await measure(undefined));
    theirs.push(await measure(TSLAB));
    plain.push(millisecondsIn(execFileSync(process.execPath, ["-e", PRODUCT], { encoding: "utf8" })));
  }
  const rows = Object.keys(ours[0]).map((name) => {
    const [own, other] = [ours, theirs].map((all) => medianOfKnown(all.map((measures) => measures[name])));
    return [name, write(own), write(other), Number.isFinite(other) ? (own / other).toFixed(2) : ""];
  });
  const product = medianOfKnown(ours.map((measures) => measures["matrix product of size 500"]));
  console.log(formatTable(["medians, in ms", "neurones", "stock tslab", "ratio"], rows));
  console.log(
    `matrix product in plain Node: ${write(medianOfKnown(plain))} ms, ratio of the kernel to it ${(product / medianOfKnown(plain)).toFixed(2)}`,
  );
};

export default kernel;

/** NaN if the cell never ends: stock tslab sometimes loses the end of a cell. */
async function timeOf(kernel: KernelClient, code: string): Promise<number> {
  return await kernel.execute(code, {}, PATIENCE).then(
    ({ time }) => time,
    () => NaN,
  );
}

async function several(times: number, act: () => Promise<number>): Promise<number[]> {
  const results: number[] = [];
  for (let i = 0; i < times; i++) results.push(await act());
  return results;
}

function millisecondsIn(text: string): number {
  return Number(/ms ([\d.]+)/.exec(text)?.[1]);
}

/** The median of the values that were measured: not every kernel has every measure. */
function medianOfKnown(values: readonly (number | undefined)[]): number {
  return median(values.filter((value): value is number => value !== undefined && Number.isFinite(value)));
}

function write(value: number): string {
  return Number.isFinite(value) ? value.toFixed(value < 100 ? 1 : 0) : "–";
}
