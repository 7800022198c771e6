/**
 * A long session in a notebook of 10 kB: cells run, are edited and run again, with many completions and
 * tooltips. Returns how much the compiler's heap has grown.
 */
import { setFlagsFromString } from "node:v8";
import vm from "node:vm";
import type { CompilerSession } from "../../../src/kernel/compiler/session.js";

const CELLS = 12;

export interface LongSession {
  readonly runs: number;
  readonly completions: number;
  /** The number of runs and completions before the first measurement of the heap. */
  readonly warmUp: number;
  /** Whether each run and each completion is of the whole notebook in one cell. */
  readonly inOneCell?: boolean;
}

export interface Growth {
  /** MB of the heap after the warm-up, after a forced collection. */
  readonly before: number;
  /** MB at the end, and the most of some measurements on the way. */
  readonly after: number;
  readonly most: number;
}

/** Simulates the session; throws if a cell does not compile. */
export function workLong(
  session: CompilerSession,
  { runs, completions, warmUp, inOneCell = false }: LongSession,
): Growth {
  const cells = inOneCell ? [notebook(0).join("\n")] : undefined;
  let run = 0;
  let asked = 0;
  const step = (share: number): void => {
    for (const last = Math.round(runs * share); run < last;)
      runCell(session, ++run, cells ?? notebook(Math.floor(run / CELLS)));
    for (const last = Math.round(completions * share); asked < last;)
      ask(session, ++asked, cells ?? notebook(Math.floor(asked / 50)));
  };
  step(warmUp / Math.max(runs, completions, 1));
  const before = heapMegabytes();
  const measured = [1, 2, 3, 4, 5, 6, 7, 8].map((eighth) => {
    step(eighth / 8);
    return heapMegabytes();
  });
  return { before, after: measured.at(-1)!, most: Math.max(...measured) };
}

function runCell(session: CompilerSession, run: number, cells: readonly string[]): void {
  const code = cells[run % cells.length]!;
  const answer = session.compile({
    run,
    name: `Cell [${run}]`,
    code: run < CELLS ? cells.slice(0, run).join("\n") : code,
  });
  if (!answer.ok) throw new Error(`${code}\n${JSON.stringify(answer.diagnostics)}`);
  session.settle({ run, defined: "all" });
}

function ask(session: CompilerSession, serial: number, cells: readonly string[]): void {
  const code = `${cells[serial % cells.length]!}\nconst draft${serial} = parameters0.`;
  if (serial % 3 === 0) session.inspect(code, code.indexOf("rates") + 2);
  else if (session.complete(code, code.length).items.length === 0)
    throw new Error(`no completions in ${code}`);
}

/** The cells of the notebook; each edition changes a word in them. */
function notebook(edition: number): string[] {
  return Array.from({ length: CELLS }, (_, index) => cell(index, edition));
}

/** Uses the cell before it, and has a parameter of the name that the cell after it declares. */
function cell(index: number, edition: number): string {
  const previous = index === 0 ? "[0.5, 0.25]" : `rates${index - 1}`;
  return `import { sequential as network${index} } from "neurones";
interface Parameters${index} { readonly rates: readonly number[]; readonly label: string; readonly momentum?: number }
const parameters${index}: Parameters${index} = { rates: ${previous}.map((rate) => rate / 2), label: "edition ${edition}" };
class Average${index} { private total = 0; private count = 0;
  add(value: number): this { this.total += value; this.count += 1; return this; }
  get mean(): number { return this.count === 0 ? NaN : this.total / this.count; } }
function train${index}(rates${(index + 1) % CELLS}: readonly number[], average = new Average${index}()) {
  const steps = rates${(index + 1) % CELLS}.map((rate, step) => ({ rate, step, loss: Math.exp(-rate * step) })).filter(({ loss }) => loss < 1);
  for (const { loss } of steps) average.add(loss);
  return { steps, mean: average.mean, text: \`\${parameters${index}.label}: \${average.mean.toFixed(3)}\` };
}
const rates${index} = train${index}(parameters${index}.rates).steps.map(({ rate }) => rate);`;
}

let collect: (() => void) | undefined;

/** The size of this thread's heap after a garbage collection. */
function heapMegabytes(): number {
  if (collect === undefined) {
    setFlagsFromString("--expose-gc");
    collect = vm.runInNewContext("gc") as () => void;
  }
  collect();
  collect();
  return process.memoryUsage().heapUsed / 2 ** 20;
}
