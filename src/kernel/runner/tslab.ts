/**
 * tslab's executor and display without tslab's compiler.
 *
 * tslab's `metadata.js` and `jupyter.js` load a whole TypeScript compiler (5.0.4, some 100 MB) into the thread that
 * loads them. Neither is needed to run JavaScript: the executor asks `metadata` for doc tags of a cell that choose
 * between Node and a browser bundle, and the display asks `jupyter` where to write. Both are answered here, by putting
 * modules of our own into the `require` cache under their names.
 */
import { createRequire } from "node:module";
import Module from "node:module";

const require = createRequire(import.meta.url);

/** What tslab's converter hands to its executor. */
export interface TslabConversion {
  readonly output: string;
  readonly declOutput: string;
  readonly diagnostics: readonly never[];
  readonly hasToplevelAwait: boolean;
}

/** tslab's executor, as far as it is used. */
export interface TslabExecutor {
  /** Runs a cell; false where it failed, after `console.error` got the error. */
  execute(source: string): Promise<boolean>;
  /** tslab's own `exports`. */
  readonly locals: Record<string, unknown>;
}

interface TslabConverter {
  convert(declarations: string, source: string): TslabConversion;
}

type CreateExecutor = (
  directory: string,
  converters: { node: TslabConverter; browser: TslabConverter; close(): void },
  console: { log(value: unknown): void; error(error: unknown): void },
) => TslabExecutor;

/** Where tslab's display writes: the content of a `display_data` message, and whether it updates an earlier one. */
export type TslabDisplayWriter = (
  content: { data: Record<string, unknown>; transient: { display_id?: string } },
  update?: boolean,
) => void;

function pretend(name: string, exports: unknown): void {
  const path = require.resolve(name);
  const module = new Module(path);
  module.exports = exports;
  module.loaded = true;
  require.cache[path] = module;
}

/** Creates tslab's executor for a folder. Its `convert` is asked for each cell, its `onError` gets what a cell throws. */
export function createTslabExecutor(
  directory: string,
  convert: () => TslabConversion,
  onError: (error: unknown) => void,
): TslabExecutor {
  pretend("tslab/dist/metadata.js", { getCodeMetadata: () => ({}) });
  const { createExecutor } = require("tslab/dist/executor.js") as { createExecutor: CreateExecutor };
  const converter: TslabConverter = { convert };
  return createExecutor(
    directory,
    { node: converter, browser: converter, close: () => undefined },
    { log: () => undefined, error: onError },
  );
}

/** The public module `tslab` (its `display` and `newDisplay`), for cells that import it. */
export function loadTslabModule(write: TslabDisplayWriter): unknown {
  pretend("tslab/dist/jupyter.js", { lastWriteDisplayData: write });
  pretend("@tslab/typescript-for-tslab", { version: "" });
  return require("tslab");
}
