/**
 * Runs scripts in tslab's executor, and gives cells the module `tslab`. No other file knows of tslab: the
 * twin for the browser, `scripts.browser.ts`, runs scripts without it.
 *
 * The executor runs JavaScript inside `vm`, where a SIGINT ends synchronous code. It is built for tslab's own
 * compiler, so two parts of it are worked around here:
 *
 * - It asks a converter for the JavaScript of a cell, and reports an error by `console.error`. We give it an
 *   empty source, a converter that returns our script, and a console that receives the error.
 * - It passes cells an `exports` behind a proxy, where each assignment takes 0.85 µs and accessors are copied
 *   by value. Our script only calls `exports.enter`, which passes the cell a plain object (`Session`).
 *
 * tslab's `metadata.js` and `jupyter.js` would load a whole TypeScript compiler (5.0.4, some 100 MB). They
 * are needed only for tags that choose between Node and a browser bundle, and for the place where displays
 * are written, so modules of ours take their names in the `require` cache.
 */
import { createRequire } from "node:module";
import Module from "node:module";
import type { RunScript, ScriptOutcome, TslabDisplayWriter } from "./script.js";

const require = createRequire(import.meta.url);

/** The result of tslab's converter, which the executor asks for. */
interface Conversion {
  readonly output: string;
  readonly declOutput: string;
  readonly diagnostics: readonly never[];
  readonly hasToplevelAwait: boolean;
}

interface Converter {
  convert(declarations: string, source: string): Conversion;
}

/** The members of tslab's executor that are used here. */
interface Executor {
  /** Runs a cell; `false` if it failed, after `console.error` received the error. */
  execute(source: string): Promise<boolean>;
  /** tslab's `exports`. */
  readonly locals: Record<string, unknown>;
}

type CreateExecutor = (
  directory: string,
  converters: { node: Converter; browser: Converter; close(): void },
  console: { log(value: unknown): void; error(error: unknown): void },
) => Executor;

/** Puts a module of ours into the `require` cache under another module's name. */
function pretend(name: string, exports: unknown): void {
  const path = require.resolve(name);
  const module = new Module(path);
  module.exports = exports;
  module.loaded = true;
  require.cache[path] = module;
}

/** The function that runs scripts for the notebook in this folder. */
export function createScriptRunner(directory: string): RunScript {
  pretend("tslab/dist/metadata.js", { getCodeMetadata: () => ({}) });
  const { createExecutor } = require("tslab/dist/executor.js") as { createExecutor: CreateExecutor };
  let output = "";
  let call: (body: never) => unknown = () => undefined;
  let outcome: ScriptOutcome = { returned: undefined };
  const converter: Converter = {
    // `hasToplevelAwait` would make tslab wait for the cell with a `Promise` that a cell may have replaced.
    convert: () => ({ output, declOutput: "", diagnostics: [], hasToplevelAwait: false }),
  };
  const executor = createExecutor(
    directory,
    { node: converter, browser: converter, close: () => undefined },
    { log: () => undefined, error: (error) => (outcome = { error }) },
  );
  executor.locals["enter"] = (body: never): void => {
    outcome = { returned: call(body) };
  };
  return (script, callBody) => {
    output = `return exports.enter(${script.code});\n//# sourceURL=${script.name}\n`;
    call = callBody;
    outcome = { returned: undefined };
    // Without a top-level await, the executor has done all its work when this call returns.
    void executor.execute("");
    return outcome;
  };
}

/** The public module `tslab` (its `display` and `newDisplay`), for cells that import it. */
export function loadTslabModule(write: TslabDisplayWriter): unknown {
  pretend("tslab/dist/jupyter.js", { lastWriteDisplayData: write });
  pretend("@tslab/typescript-for-tslab", { version: "" });
  return require("tslab");
}
