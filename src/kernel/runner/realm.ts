/**
 * Loads the runner's modules into a realm of their own (a context of `vm`) in the process that runs cells.
 *
 * A cell may replace any built-in object: `JSON.stringify`, `Array.prototype.map`, `Promise`, `Symbol`. The
 * runner must continue to work, so it uses the built-in objects of a second realm, which no cell can reach.
 * Both realms share Node's own modules, which protect themselves against such replacements. Objects of the
 * cells' realm that the runner needs are in `cells.ts`.
 */
import { readFileSync } from "node:fs";
import { createRequire, isBuiltin } from "node:module";
import { fileURLToPath, pathToFileURL } from "node:url";
import vm from "node:vm";
import { SPOKEN } from "../../language/language.js";
import { CELLS } from "./realm-symbol.js";

/** The globals of Node that the new realm gets in addition to the language's. */
const NODE_GLOBALS = [
  "AbortController",
  "Buffer",
  "MessageChannel",
  "URL",
  "clearImmediate",
  "clearInterval",
  "clearTimeout",
  "performance",
  "process",
  "queueMicrotask",
  "setImmediate",
  "setInterval",
  "setTimeout",
] as const;

/** Loads a module, and all modules that it imports, into a new realm; returns the module's namespace. */
export async function loadIntoRealm(url: URL): Promise<object> {
  const global = globalThis as Record<string | symbol, unknown>;
  const shared = Object.fromEntries([...NODE_GLOBALS, SPOKEN].map((name) => [name, global[name]]));
  const sandbox: vm.Context = Object.assign(shared, { [CELLS]: global });
  const context = vm.createContext(sandbox, { name: "neurones" });
  const modules = new Map<string, Promise<vm.Module>>();
  const load = (identifier: string): Promise<vm.Module> => {
    let module = modules.get(identifier);
    if (module === undefined)
      modules.set(
        identifier,
        (module = isBuiltin(identifier) ? builtIn(identifier, context) : own(identifier, context)),
      );
    return module;
  };
  const root = await load(url.href);
  await root.link((specifier, parent) => load(resolve(specifier, parent.identifier)));
  await root.evaluate();
  return root.namespace;
}

/** Resolves a specifier as Node does: a built-in module to its name, a module of this package to its URL. */
function resolve(specifier: string, parent: string): string {
  if (isBuiltin(specifier)) return specifier;
  if (specifier.startsWith("#")) return pathToFileURL(createRequire(parent).resolve(specifier)).href;
  return new URL(specifier, parent).href;
}

async function builtIn(identifier: string, context: vm.Context): Promise<vm.Module> {
  const namespace = (await import(identifier)) as Record<string, unknown>;
  const names = Object.keys(namespace);
  const module: vm.SyntheticModule = new vm.SyntheticModule(
    names,
    () => {
      for (const name of names) module.setExport(name, namespace[name]);
    },
    { context, identifier },
  );
  return module;
}

function own(identifier: string, context: vm.Context): Promise<vm.Module> {
  const code = readFileSync(fileURLToPath(identifier), "utf8");
  const module = new vm.SourceTextModule(code, {
    context,
    identifier,
    initializeImportMeta: (meta) => (meta.url = identifier),
    // Modules that a cell imports are loaded into the cells' realm.
    importModuleDynamically: (specifier: string) => import(specifier) as Promise<vm.Module>,
  });
  return Promise.resolve(module);
}
