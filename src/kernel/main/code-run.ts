/** Compiles one piece of code, runs it, and tells the compiler which names exist afterwards. */
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

/**
 * Compilations whose cell was stopped before they ended: the next compilation waits for them, to keep the
 * order.
 */
const abandoned = new WeakMap<Compiler, Promise<void>>();

export async function runCode(compiler: Compiler, runner: Runner, code: Code): Promise<CodeEnd> {
  await abandoned.get(compiler);
  if (code.signal.aborted) return { error: stoppedReport() };
  const compiled = await compileWithPackages(compiler, code);
  if (compiled === undefined) return { error: stoppedReport() };
  const { answer, failure } = compiled;
  const stale = code.account?.begin(answer) ?? [];
  for (const diagnostic of answer.diagnostics)
    if (diagnostic.severity === "warning") code.warn(warningText(code.name, diagnostic));
  if (!answer.ok) return { error: rejectionReport(code.name, answer.diagnostics, failure) };
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
  code.account?.end(end.status === "terminated" ? undefined : end);
  switch (end.status) {
    case "ok":
      compiler.settle({ run, defined: "all" });
      return end.result === undefined ? {} : { result: end.result };
    case "error":
      compiler.settle({ run, defined: end.defined });
      return { error: end.error };
    case "terminated":
      compiler.reset();
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
