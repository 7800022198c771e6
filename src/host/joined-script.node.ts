/**
 * Runs the joined engine in Node: scripts that V8 compiles from a code cache, where the set-up has made one. A
 * program then starts without parsing the engine again, and finds the functions of a first training step compiled.
 *
 * Node compiles an ES module from a cache only from version 22.1 on, and only where a program asks for it; a script it
 * compiles so in every version. `kernel-setup/node-scripts.ts` writes the scripts, and the modules that run them;
 * `kernel-setup/code-cache.ts` makes the caches.
 */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { cachedDataVersionTag } from "node:v8";
import { Script } from "node:vm";

/** The folder of the code caches. */
export const CODE_CACHE_FOLDER = fileURLToPath(new URL("../../code-cache/", import.meta.url));

/** A script: a function in parentheses, with the parameters of a CommonJS module and those that an ES module has. */
type ScriptFunction = (
  require: (name: string) => unknown,
  module: { exports: object },
  exports: object,
  address: string,
  importModule: (name: string) => Promise<unknown>,
) => void;

/** What the module of a script knows of it. */
export interface ScriptModule {
  /** The script, in ASCII. */
  readonly file: URL;
  /** The digest of its text: V8 compares only the length of a text with that of a cache's. */
  readonly digest: string;
  /** The address that the engine takes for its own, to find files beside it. */
  readonly address: string;
  /** The module's `import()`: one in a script that comes from a cache would not know its module. */
  readonly importModule: (name: string) => Promise<unknown>;
  /** The engine's modules that the script requires, by the names that it uses; others are Node's and packages. */
  readonly outside: Readonly<Record<string, object>>;
}

/** A script that has run. */
export interface RunScript {
  readonly compiled: Script;
  /** Where its code cache belongs. */
  readonly cache: string;
  readonly exports: Exports;
}

type Exports = Readonly<Record<string, unknown>>;

/** The scripts that have run, by their files and digests: several modules use what two entries share. */
const ran = new Map<string, RunScript>();

/** The scripts that have run in this process. */
export function joinedScripts(): readonly RunScript[] {
  return [...ran.values()];
}

/** Runs the scripts of a module; each once in a process, unless a stop has interrupted it. */
export function scriptsOf(module: string, importModule: ScriptModule["importModule"]) {
  return (name: string, digest: string, outside: ScriptModule["outside"]): Exports =>
    runScript({
      file: new URL(`./${name}.cjs`, module),
      digest,
      address: new URL(`../${name}.js`, module).href,
      importModule,
      outside,
    });
}

/** Runs a script, unless it has run; returns its exports. */
export function runScript({ file, digest, address, importModule, outside }: ScriptModule): Exports {
  const key = `${file.pathname} ${digest}`;
  const before = ran.get(key);
  if (before !== undefined) return before.exports;
  const cache = cacheOf(file, digest);
  const compiled = new Script(readFileSync(file, "latin1"), {
    filename: file.href,
    cachedData: readCache(cache),
  });
  const modules = new Map(Object.entries(outside).map(([name, exports]) => [name, plain(exports)]));
  const module = { exports: {} };
  const ofNode = createRequire(file);
  const run = compiled.runInThisContext() as ScriptFunction;
  run((name) => modules.get(name) ?? ofNode(name), module, module.exports, address, importModule);
  const exports = plain(module.exports);
  ran.set(key, { compiled, cache, exports });
  return exports;
}

/**
 * A module's exports as plain values, which are read faster than those of a namespace or than getters: no export
 * changes once its module is loaded. The mark tells a script that no `default` is to be added.
 */
function plain(exports: object): Exports {
  let values = known.get(exports);
  if (values === undefined) {
    values = Object.defineProperty({ ...exports }, "__esModule", { value: true });
    known.set(exports, values).set(values, values);
  }
  return values;
}

/** The plain exports of a module; also of those themselves, which several scripts are given. */
const known = new WeakMap<object, Exports>();

/** The file of a script's code cache, which is valid for this text, this V8 and its options alone. */
function cacheOf(file: URL, digest: string): string {
  const name = path.basename(file.pathname, path.extname(file.pathname));
  return path.join(CODE_CACHE_FOLDER, `${name}-${digest}-${cachedDataVersionTag().toString(16)}.bin`);
}

function readCache(file: string): Buffer | undefined {
  try {
    return readFileSync(file);
  } catch {
    return undefined; // V8 compiles the text.
  }
}
