/**
 * A realm of the kernel's own in the process that runs cells.
 *
 * A cell may replace whatever the language gives it: `JSON.stringify`, `Array.prototype.map`, `Promise`, `Symbol`. The
 * runner must go on all the same, so its modules are loaded, by this file, into a second realm (a context of `vm`) whose
 * built-in objects no cell can reach. Node's own modules, which guard themselves against such replacements, are shared.
 * What the runner needs of the cells' realm it takes from `cells.ts`.
 */
import { readFileSync } from "node:fs";
import { createRequire, isBuiltin } from "node:module";
import { fileURLToPath, pathToFileURL } from "node:url";
import vm from "node:vm";
import { SPOKEN } from "../../language/language.js";
import { CELLS } from "./realm-symbol.js";

/** What the realm's global object has beside the language itself. */
const GIVEN = [
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

/** Loads a module and all that it imports into a fresh realm. */
export async function loadIntoRealm(url: URL): Promise<object> {
  const theirs = globalThis as Record<string | symbol, unknown>;
  const given = Object.fromEntries([...GIVEN, SPOKEN].map((name) => [name, theirs[name]]));
  const sandbox: vm.Context = Object.assign(given, { [CELLS]: theirs });
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

/** As Node resolves it: a module of Node's by its name, one of this package by its address. */
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
    // What a cell imports belongs to the cells.
    importModuleDynamically: (specifier: string) => import(specifier) as Promise<vm.Module>,
  });
  return Promise.resolve(module);
}
