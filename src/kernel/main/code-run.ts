/** Compiles one piece of code and runs it; afterwards the compiler is told which names exist. */
import type { RunningCell } from "../../host/notebook.js";
import type { CompileAnswer, Compiler } from "../compiler/contract.js";
import type { ErrorReport, WrittenBundle } from "../runner/messages.js";
import { rejectionReport, warningText } from "./rejections.js";
import type { DownloadPackages } from "./download-packages.js";
import type { RunEnd, Runner } from "./runner.js";
import { stoppedReport, terminationReport } from "./termination.js";

export interface Code {
  readonly run: number;
  /** The identifier of the notebook's cell, if the code is that of a cell. */
  readonly cell?: string | undefined;
  readonly name: string;
  readonly code: string;
  readonly wantsResult: boolean;
  /** Aborted when the learner presses stop. */
  readonly signal: AbortSignal;
  /** Keeps account of what the run reads and writes. */
  readonly account?: RunAccount;
  /** Receives the compiler's warnings. */
  readonly warn: (text: string) => void;
  /** Downloads the packages that the code imports by `npm:`; without it they are not downloaded. */
  readonly download?: DownloadPackages | undefined;
}

/** Is told of a run, from its compilation to its end. */
export interface RunAccount {
  /** The code is compiled, and runs if it has no errors. Returns the names that it uses and that are out of date. */
  begin(answer: CompileAnswer): RunningCell["stale"];
  /** The run is over; undefined if all variables are lost. */
  end(end: Exclude<RunEnd, { readonly status: "terminated" }> | undefined): void;
}

/** How the code ended: with an error, with a result, or with neither. */
export interface CodeEnd {
  readonly error?: ErrorReport;
  /** The value of the last expression. */
  readonly result?: WrittenBundle;
  /** True if the runner was terminated and all variables are lost; `error` says why. */
  readonly isTerminated?: true;
}

/** The end of code of which the compiler and the account know nothing yet. */
export interface UnsettledEnd {
  readonly end: CodeEnd;
  /**
   * Tells the compiler and the account how the code has ended; to be called before other code is compiled. Whoever waits
   * for the result need not wait for this.
   */
  readonly settle: () => void;
}

/**
 * Compilations whose cell was stopped before they ended: the next compilation waits for them, to keep the
 * order.
 */
const abandoned = new WeakMap<Compiler, Promise<void>>();

export async function runCode(compiler: Compiler, runner: Runner, code: Code): Promise<CodeEnd> {
  const { end, settle } = await runUnsettled(compiler, runner, code);
  settle();
  return end;
}

/** Like `runCode`, but leaves it to the caller to settle the end. */
export async function runUnsettled(compiler: Compiler, runner: Runner, code: Code): Promise<UnsettledEnd> {
  const earlier = abandoned.get(compiler);
  // Without an `await`, the compiler begins at once.
  if (earlier !== undefined) await earlier;
  if (code.signal.aborted) return settled({ error: stoppedReport() });
  const compiled = await compileWithPackages(compiler, code);
  if (compiled === undefined) return settled({ error: stoppedReport() });
  const { answer, failure } = compiled;
  const stale = code.account?.begin(answer) ?? [];
  for (const diagnostic of answer.diagnostics)
    if (diagnostic.severity === "warning") code.warn(warningText(code.name, diagnostic));
  if (!answer.ok) return settled({ error: rejectionReport(code.name, answer.diagnostics, failure) });
  const { run, name, wantsResult, cell } = code;
  const { javascript, sourceMap, isAsync, lastExpression, modules, outdated } = answer;
  const script = {
    javascript,
    sourceMap,
    isAsync,
    modules,
    outdated,
    ...(lastExpression === undefined ? {} : { lastExpression }),
  };
  const end = await runner.run({
    run,
    ...(cell !== undefined && { cell }),
    name,
    code: code.code,
    wantsResult,
    compiled: script,
    stale,
  });
  const settle = (): void => {
    code.account?.end(end.status === "terminated" ? undefined : end);
    if (end.status === "terminated") compiler.reset();
    else compiler.settle({ run, defined: end.status === "ok" ? "all" : end.defined });
  };
  return { end: codeEndOf(end), settle };
}

/** The end of code that did not run: nothing has changed by it. */
function settled(end: CodeEnd): UnsettledEnd {
  return { end, settle: () => undefined };
}

function codeEndOf(end: RunEnd): CodeEnd {
  switch (end.status) {
    case "ok":
      return end.result === undefined ? {} : { result: end.result };
    case "error":
      return { error: end.error };
    case "terminated":
      return { error: terminationReport(end), isTerminated: true };
  }
}

/** A compilation, and why a package that it needs is not there. */
interface Compilation {
  readonly answer: CompileAnswer;
  readonly failure?: string | undefined;
}

/** Compiles the code, after the packages that it lacks are downloaded; undefined if the learner pressed stop. */
async function compileWithPackages(compiler: Compiler, code: Code): Promise<Compilation | undefined> {
  const { download, signal, warn } = code;
  const answer = await compile(compiler, code, download !== undefined);
  if (answer === undefined || download === undefined || answer.ok || answer.missing === undefined)
    return answer && { answer };
  const failure = await download(answer.missing, { signal, tell: warn });
  if (signal.aborted) return undefined;
  const again = await compile(compiler, code, false);
  return again && { answer: again, failure };
}

/** Compiles the code; undefined if the learner pressed stop before the compiler answered. */
function compile(
  compiler: Compiler,
  { run, name, code, signal }: Code,
  canDownload: boolean,
): Promise<CompileAnswer | undefined> {
  const answer = compiler.compile({ run, name, code, canDownload });
  return new Promise((resolve) => {
    const stop = (): void => {
      resolve(undefined);
      abandoned.set(
        compiler,
        answer.then(() => compiler.settle({ run, defined: [] })),
      );
    };
    signal.addEventListener("abort", stop, { once: true });
    void answer.then((compiled) => {
      signal.removeEventListener("abort", stop);
      resolve(compiled);
    });
  });
}
