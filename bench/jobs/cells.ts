/**
 * What the marks of cells cost: the processor time of each run of a cell, with a page connected and without one, in
 * turn and in the same run.
 *
 * `npm run bench -- cells [--rounds N] [--beside FOLDER]`. All kernels run the same notebooks from top to bottom, `rounds`
 * times: one of 100 cells, and lessons 02, 04 and 06 with their training shortened. `--beside` adds the kernel of
 * another checkout of this project, which must be able to run them. The figures are medians over the rounds, then means over
 * the cells: of the kernel's main thread, of its other threads (the compiler, where it is one), and of its child
 * processes, the runner and the compiler.
 * Linux only.
 */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { KernelClient } from "../../test/kernel/client.js";
import { childrenOf, formatTable, median } from "../measure.js";
import { UsageError, type BenchJob, type OptionName } from "../options.js";

const ROUNDS = 5;
const LESSONS = ["02-apprentissage", "04-xor", "06-mnist"];
const FOLDER = fileURLToPath(new URL("../../../notebooks/fr/", import.meta.url));
const HUNDRED = "100 cells";
const PAGE = "bench";

export const accepts: readonly OptionName[] = ["rounds", "beside"];

/** The texts of code cells by their ids. */
type Notebook = ReadonlyMap<string, string>;

function lesson(name: string): Notebook {
  const { cells } = JSON.parse(readFileSync(path.join(FOLDER, `${name}.ipynb`), "utf8")) as {
    cells: readonly { id: string; cell_type: string; source: string | readonly string[] }[];
  };
  return new Map(
    cells
      .filter(({ cell_type }) => cell_type === "code")
      .map(({ id, source }) => [id, [source].flat().join("")]),
  );
}

/** Each cell declares a list, a function and a number, and uses those of cells above. */
function hundredCells(): Notebook {
  return new Map(
    Array.from({ length: 100 }, (_, i) => [
      `cell-${i}`,
      i === 0
        ? "let rate0 = 0.5;\nconst rows0 = [1, 2, 3];\nconst scale0 = (x: number) => x * rate0;"
        : `let rate${i} = rate${i - 1} * 0.9;\nconst rows${i} = rows${i - 1}.map(scale${i - 1});\n` +
          `const scale${i} = (x: number) => scale${i >> 1}(x) + rate${i};\nrows${i}.push(rate0);\nrows${i}.length`,
    ]),
  );
}

/** The processor time of a cell's run, in milliseconds, by where it was spent. */
const PLACES = ["main thread", "other threads", "child processes", "all"] as const;
type Spent = Readonly<Record<(typeof PLACES)[number], number>>;

class Contender {
  private constructor(
    private readonly name: string,
    private readonly client: KernelClient,
    private readonly tellsPage: boolean,
  ) {}

  static async start(
    name: string,
    command: readonly string[] | undefined,
    tellsPage: boolean,
  ): Promise<Contender> {
    const env = { NEURONES_QUICK: "1", NEURONES_OFFLINE: "1" };
    const client = await KernelClient.start({ directory: FOLDER, env, ...(command && { command }) });
    return new Contender(name, client, tellsPage);
  }

  async open(cells: Notebook): Promise<void> {
    if (!this.tellsPage) return;
    const data = { order: [...cells.keys()], sources: Object.fromEntries(cells) };
    await this.client.request("comm_open", { comm_id: PAGE, target_name: "neurones.cells", data });
  }

  async run(id: string, code: string): Promise<void> {
    const { reply } = await this.client.execute(code, { stop_on_error: false }, undefined, id);
    if (reply["status"] !== "ok") throw new UsageError(`${this.name}, ${id}: ${String(reply["evalue"])}`);
  }

  spent(): Spent {
    const kernel = this.client.process.pid!;
    const main = threadMilliseconds(kernel, kernel);
    const others = processMilliseconds(kernel) - main;
    const children = childrenOf(kernel)
      .map(processMilliseconds)
      .reduce((sum, one) => sum + one, 0);
    const all = main + others + children;
    return { "main thread": main, "other threads": others, "child processes": children, all };
  }

  close(): Promise<boolean> {
    return this.client.shutdown();
  }
}

function threadMilliseconds(id: number, thread: number): number {
  try {
    return Number(readFileSync(`/proc/${id}/task/${thread}/schedstat`, "utf8").split(" ")[0]) / 1e6;
  } catch {
    // The thread has ended meanwhile.
    return 0;
  }
}

function processMilliseconds(id: number): number {
  const threads = readdirSync(`/proc/${id}/task`).map((thread) => threadMilliseconds(id, Number(thread)));
  return threads.reduce((sum, one) => sum + one, 0);
}

/** What each run of each cell costs each contender: by contender, cell and round. */
async function measure(
  contenders: readonly Contender[],
  cells: Notebook,
  rounds: number,
): Promise<Spent[][][]> {
  const spent = contenders.map(() => [...cells].map((): Spent[] => []));
  for (const contender of contenders) await contender.open(cells);
  for (let round = 0; round < rounds; round++) {
    let place = 0;
    for (const [id, code] of cells) {
      for (const [turn, contender] of contenders.entries()) {
        const before = contender.spent();
        await contender.run(id, code);
        // What follows the answer counts, too, such as what the page is told.
        await new Promise((resolve) => setTimeout(resolve, 30));
        const after = contender.spent();
        spent[turn]![place]!.push(
          Object.fromEntries(PLACES.map((name) => [name, after[name] - before[name]])) as unknown as Spent,
        );
      }
      place += 1;
    }
  }
  return spent;
}

const cells: BenchJob = async ({ rounds = ROUNDS, beside }) => {
  if (process.platform !== "linux") throw new UsageError("cells measures on Linux only");
  const commands: { name: string; command?: readonly string[]; tellsPage: boolean }[] = [
    { name: "with a page", tellsPage: true },
    { name: "without", tellsPage: false },
  ];
  if (beside !== undefined) {
    const main = path.resolve(beside, "dist", "src", "kernel", "main.js");
    if (!existsSync(main)) throw new UsageError(`--beside ${beside}: no ${main}`);
    commands.push({ name: "beside", command: [process.execPath, main], tellsPage: false });
  }
  const names = commands.map(({ name }) => name);
  const head = [
    "processor time of a run, in ms",
    ...names,
    ...names.slice(1).map((name) => `more than ${name}`),
  ];
  for (const [name, notebook] of [
    [HUNDRED, hundredCells()] as const,
    ...LESSONS.map((one) => [one, lesson(one)] as const),
  ]) {
    const contenders: Contender[] = [];
    try {
      for (const { name: called, command, tellsPage } of commands)
        contenders.push(await Contender.start(called, command, tellsPage));
      const rows = rowsOf(await measure(contenders, notebook, rounds));
      console.log(
        formatTable(
          head,
          rows.map(([place, ...figures]) => [`${name}: ${place}`, ...figures]),
        ),
      );
    } finally {
      for (const contender of contenders) await contender.close();
    }
  }
};

/** For each place the time of a cell for each contender, and how much more it is with a page. */
function rowsOf(spent: readonly (readonly Spent[][])[]): string[][] {
  return PLACES.map((place) => {
    const means = spent.map((byCell) => {
      const ofCells = byCell.map((runs) => median(runs.map((run) => run[place])));
      return ofCells.reduce((sum, one) => sum + one, 0) / ofCells.length;
    });
    const more = means.slice(1).map((other) => means[0]! - other);
    return [place, ...[...means, ...more].map((value) => value.toFixed(1))];
  });
}

export default cells;
