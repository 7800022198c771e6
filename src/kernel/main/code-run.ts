/** One piece of code from text to its end: compiled, run, and the compiler told which names exist afterwards. */
import type { CompileAnswer, Compiler } from "../compiler/contract.js";
import type { ErrorReport } from "../runner/messages.js";
import { lossReport, stoppedReport } from "./losses.js";
import { rejectionReport, warningText } from "./rejections.js";
import type { Runner } from "./runner.js";

export interface Code {
  readonly run: number;
  readonly name: string;
  readonly code: string;
  readonly wantsResult: boolean;
  /** Aborted when the learner presses stop. */
  readonly signal: AbortSignal;
  /** Takes what the compiler warns of. */
  readonly warn: (text: string) => void;
}

/** How it ended: with an error, or, where there is one, with a result: `"data":…,"metadata":…`, as JSON. */
export interface CodeEnd {
  readonly error?: ErrorReport;
  readonly result?: string;
  /** Set where the thread was lost with every variable in it; `error` says why. */
  readonly isLost?: true;
}

/** Compilations whose cell was stopped before they ended: the next must not overtake them. */
const abandoned = new WeakMap<Compiler, Promise<void>>();

export async function runCode(compiler: Compiler, runner: Runner, code: Code): Promise<CodeEnd> {
  await abandoned.get(compiler);
  if (code.signal.aborted) return { error: stoppedReport() };
  const answer = await compile(compiler, code);
  if (answer === undefined) return { error: stoppedReport() };
  for (const diagnostic of answer.diagnostics)
    if (diagnostic.severity === "warning") code.warn(warningText(code.name, diagnostic));
  if (!answer.ok) return { error: rejectionReport(code.name, answer.diagnostics) };
  const { run, name, wantsResult } = code;
  const { javascript, sourceMap, isAsync, lastExpression, modules, outdated } = answer;
  const compiled = {
    javascript,
    sourceMap,
    isAsync,
    modules,
    outdated,
    ...(lastExpression === undefined ? {} : { lastExpression }),
  };
  const end = await runner.run({ run, name, code: code.code, wantsResult, compiled });
  switch (end.status) {
    case "ok":
      compiler.settle({ run, defined: "all" });
      return end.result === undefined ? {} : { result: end.result };
    case "error":
      compiler.settle({ run, defined: end.defined });
      return { error: end.error };
    case "lost":
      compiler.reset();
      return { error: lossReport(end.loss, end.detail), isLost: true };
  }
}

/** Undefined where the learner pressed stop first. */
function compile(compiler: Compiler, { run, name, code, signal }: Code): Promise<CompileAnswer | undefined> {
  const answer = compiler.compile({ run, name, code });
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
