/**
 * The program in the sandbox: runs a student's cells with the kernel's own compiler and runner, one for each
 * command, and observes the answers that the commands ask for. It holds no expected value, no solution and no
 * other student's work.
 *
 * Student code runs in a worker thread and never in this thread, so it cannot change anything here.
 */
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { LANGUAGES } from "../../src/language/language.js";
import { startCompiler } from "../../src/kernel/compiler/client.js";
import { runCode, type CodeEnd } from "../../src/kernel/main/code-run.js";
import { Runner } from "../../src/kernel/main/runner.js";
import { startRunnerThread } from "../../src/kernel/main/runner-thread.js";
import { terminationReport } from "../../src/kernel/main/termination.js";
import type { Output as Sent } from "../../src/kernel/runner/messages.js";
import {
  OBSERVATION,
  signedLine,
  type Command,
  type Observed,
  type Question,
  type Reply,
} from "../channel.js";
import { CellOutputs } from "./cell-outputs.js";

/** Milliseconds that a cell may take to stop after it was told to; then its thread is terminated. */
const GRACE = 2000;
/** The exit status of this program after the thread of the cells has ended. */
const THREAD_ENDED = 3;

const directory = process.cwd();
const compiler = startCompiler({ directory });
const listeners = new Map<number, (sent: readonly Sent[]) => void>();
const runner: Runner = new Runner(
  directory,
  {
    outputs: (sent) => listeners.get(sent[0]?.run)?.(sent),
    question: (question) => runner.refuse(question.id),
    languageChanged: () => undefined,
    heard: () => undefined,
    late: () => undefined,
    lost: () => undefined,
    terminated: () => process.exit(THREAD_ENDED),
  },
  startRunnerThread,
);
const RECORDING = JSON.stringify(fileURLToPath(new URL("./recording.js", import.meta.url)));

let lastRun = 0;

interface TimedRun {
  readonly end: CodeEnd;
  /** True if the run was told to stop because its time was over. */
  readonly isLate: boolean;
}

/** Runs `act` with a run number of its own, and stops it when its time is over. */
async function runWithLimit(
  milliseconds: number,
  hear: (sent: readonly Sent[]) => void,
  act: (run: number, signal: AbortSignal) => Promise<CodeEnd>,
): Promise<TimedRun> {
  const run = ++lastRun;
  const cancel = new AbortController();
  let isLate = false;
  let force: NodeJS.Timeout | undefined;
  const timer = setTimeout(() => {
    isLate = true;
    cancel.abort();
    runner.interrupt(run);
    force = setTimeout(() => runner.terminate("interrupt"), GRACE);
  }, milliseconds);
  listeners.set(run, (sent) => hear(sent.filter((output) => output.run === run)));
  try {
    const end = await act(run, cancel.signal);
    return { end, isLate };
  } finally {
    clearTimeout(timer);
    clearTimeout(force);
    listeners.delete(run);
  }
}

/** Runs JavaScript of the course, not of the student, in the thread of the cells. */
function runOurs(
  javascript: string,
  milliseconds: number,
  hear: (sent: readonly Sent[]) => void = () => undefined,
): Promise<TimedRun> {
  return runWithLimit(milliseconds, hear, async (run) => {
    const end = await runner.run({
      run,
      name: "",
      code: "",
      wantsResult: false,
      compiled: { javascript, sourceMap: "", isAsync: false, modules: [] },
    });
    return end.status === "ok"
      ? {}
      : end.status === "error"
        ? { error: end.error }
        : { error: terminationReport(end), isTerminated: true };
  });
}

async function obey({ number, code, milliseconds, question }: Command): Promise<Reply> {
  if (question !== undefined) await runOurs(`require(${RECORDING}).forgetAnswers();`, milliseconds);
  let outputs: CellOutputs | undefined;
  const { end, isLate } = await runWithLimit(
    milliseconds,
    (sent) => outputs?.add(sent),
    (run, signal) => {
      const shown = (outputs = new CellOutputs(run));
      return runCode(compiler, runner, {
        run,
        name: `Cell [${number}]`,
        code,
        wantsResult: true,
        signal,
        warn: (text) => shown.add([{ kind: "stream", run, name: "stderr", text }]),
      });
    },
  );
  if (end.error !== undefined) outputs?.error(end.error);
  else if (end.result !== undefined) outputs?.result(end.result, number);
  const status = end.isTerminated
    ? "terminated"
    : isLate
      ? "timeout"
      : end.error === undefined
        ? "ok"
        : "error";
  const reply = {
    number,
    status,
    ...(end.error === undefined ? {} : { error: `${end.error.ename}: ${end.error.evalue}` }),
    outputs: outputs?.all ?? [],
  } as const;
  if (question === undefined || status !== "ok") return reply;
  const observed = await observe(question, milliseconds);
  return observed === undefined ? { ...reply, status: "terminated" } : { ...reply, observed };
}

/** Observes the recorded answer; undefined if the observation ended the thread. */
async function observe(
  { nonce, exercise, probe }: Question,
  milliseconds: number,
): Promise<Observed | undefined> {
  const displayed: unknown[] = [];
  const call = [exercise, nonce, JSON.stringify(probe)].map((text) => JSON.stringify(text)).join(", ");
  const { end, isLate } = await runOurs(
    `require(${RECORDING}).showObservation(${call});`,
    milliseconds,
    (sent) => {
      for (const output of sent)
        if (output.kind === "display_data") displayed.push(output.bundle.data[OBSERVATION]);
    },
  );
  const shown = displayed.filter((text) => text !== undefined);
  if (end.isTerminated) return undefined;
  if (isLate) return { nonce, failure: "timeout" };
  if (end.error !== undefined || shown.length === 0) return { nonce, failure: "error" };
  if (shown.length > 1) return { nonce, failure: "contradiction" };
  try {
    return JSON.parse(String(shown[0])) as Observed;
  } catch {
    return { nonce, failure: "contradiction" }; // Not what `showObservation` writes.
  }
}

/** Loads the modules that every lesson needs, so that this loading does not count as a cell's time. */
async function warmUp(): Promise<void> {
  const warming = compiler.compile({
    run: ++lastRun,
    name: "",
    code: `import * as neurones from "neurones";`,
  });
  await runOurs(`require(${RECORDING}); require("neurones");`, 30_000);
  const { run } = await warming;
  compiler.settle({ run, defined: [] });
}

/** The first line has the key of all signatures, and the language of the submission. */
let key: string | undefined;
let counter = 0;
/** Resolves when all commands so far are done: commands are executed one after the other, in order. */
let work: Promise<void> = Promise.resolve();

function reply(content: Reply | { readonly ready: true }): void {
  process.stdout.write(signedLine(key ?? "", ++counter, JSON.stringify(content)));
}

createInterface({ input: process.stdin })
  .on("line", (line) => {
    if (key === undefined) {
      const [first, spoken] = line.split(" ");
      key = first;
      compiler.setLanguage(LANGUAGES.find((one) => one === spoken) ?? LANGUAGES[0]);
      runner.start();
      work = warmUp().then(() => reply({ ready: true }));
      return;
    }
    const command = JSON.parse(line) as Command;
    work = work.then(async () => {
      const answer = await obey(command);
      reply(answer);
      if (answer.status === "terminated") process.stdout.write("", () => process.exit(THREAD_ENDED));
    });
  })
  .on("close", () => process.exit(0));
