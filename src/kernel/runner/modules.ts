/**
 * `require` as cells see it.
 *
 * `neurones` is this package, wherever the notebook lies; other packages are looked for from the notebook's folder, then
 * from this package, so that what the course uses needs no installation beside the notebook. ES modules load through
 * Node's own `require`. Local TypeScript modules come compiled with the cell that imports them, under their absolute path.
 */
import Module, { createRequire } from "node:module";
import { dirname, extname, join } from "node:path";
import { pathToFileURL } from "node:url";
import vm from "node:vm";
import { say } from "../../language/language.js";
import type { CompiledModule, RunGuard } from "../compiler/contract.js";
import { asTheirs, cells, isError } from "./cells.js";
import type { Sources } from "./sources.js";

interface LocalModule {
  readonly compiled: CompiledModule;
  /** Absent until somebody requires it. */
  instance?: { exports: unknown };
  readonly usedBy: Set<string>;
}

/** `require` with what `import(…)` is compiled to. */
export interface CellRequire extends NodeJS.Require {
  import(specifier: unknown): Promise<unknown>;
}

type LocalFunction = (exports: unknown, require: unknown, module: unknown, filename: string, directory: string, guard: RunGuard) => void;

const PARAMETERS = "exports, require, module, __filename, __dirname, __run";

export class Modules {
  /** What a cell gets as `require`. */
  readonly require: CellRequire;
  private readonly fromPackage = createRequire(import.meta.url);
  private readonly locals = new Map<string, LocalModule>();

  constructor(
    directory: string,
    private readonly guard: RunGuard,
    private readonly sources: Sources,
    private readonly provided: ReadonlyMap<string, () => unknown>,
  ) {
    this.require = this.requireFrom(createRequire(join(directory, "notebook.js")));
  }

  /** Takes local modules that are new or changed; they and whatever has used them are evaluated anew when next asked for. */
  add(modules: readonly CompiledModule[]): void {
    for (const compiled of modules) {
      const usedBy = this.locals.get(compiled.path)?.usedBy ?? new Set();
      this.locals.set(compiled.path, { compiled, usedBy });
      this.sources.addModule(compiled, 1);
      this.outdate(usedBy);
    }
  }

  /** Forgets modules whose evaluation was cut short by an interrupt: half of a module is worse than none. */
  forgetUnfinished(): void {
    const { cache } = this.fromPackage;
    for (const [path, module] of Object.entries(cache)) if (module?.loaded === false) delete cache[path];
  }

  private outdate(paths: Set<string>): void {
    for (const path of paths) {
      const local = this.locals.get(path);
      if (local?.instance === undefined) continue;
      delete local.instance;
      this.outdate(local.usedBy);
    }
  }

  private requireFrom(base: NodeJS.Require, user?: string): CellRequire {
    const load = (id: string): unknown => {
      const provided = this.provided.get(id);
      if (provided !== undefined) return provided();
      const local = this.locals.get(id);
      if (local !== undefined) return this.loadLocal(local, user);
      return this.loadPackage(base, id);
    };
    return Object.assign(asTheirs(load), {
      resolve: Object.assign((id: string, options?: NodeJS.RequireResolveOptions) => this.resolve(base, id, options), { paths: base.resolve.paths }),
      cache: base.cache,
      extensions: base.extensions,
      main: undefined,
      import: (specifier: unknown) => this.importFrom(base, load, String(specifier)),
    });
  }

  /** Local sources and JSON as `require` loads them; everything else as Node imports it, so that asynchronous modules work too. */
  private async importFrom(base: NodeJS.Require, load: (id: string) => unknown, id: string): Promise<unknown> {
    if (this.provided.has(id) || this.locals.has(id)) return namespaceOf(load(id));
    if (Module.isBuiltin(id) || /^(data|file):/.test(id)) return await import(id);
    const path = this.resolve(base, id);
    return extname(path) === ".json" ? namespaceOf(load(id)) : await import(pathToFileURL(path).href);
  }

  private resolve(base: NodeJS.Require, id: string, options?: NodeJS.RequireResolveOptions): string {
    if (isOwn(id)) return this.fromPackage.resolve(id);
    try {
      return base.resolve(id, options);
    } catch (error) {
      if (!isNotFound(error) || isPath(id)) throw error;
      try {
        return this.fromPackage.resolve(id, options);
      } catch {
        throw notFound(id, error);
      }
    }
  }

  private loadPackage(base: NodeJS.Require, id: string): unknown {
    if (Module.isBuiltin(id)) return base(id);
    const path = this.resolve(base, id);
    try {
      return base(path);
    } catch (error) {
      if (isError(error) && "code" in error && error.code === "ERR_REQUIRE_ASYNC_MODULE") throw asynchronous(id, error);
      throw error;
    }
  }

  private loadLocal(local: LocalModule, user: string | undefined): unknown {
    if (user !== undefined) local.usedBy.add(user);
    if (local.instance !== undefined) return local.instance.exports;
    const { path, javascript } = local.compiled;
    const module = { exports: {} as unknown };
    local.instance = module;
    try {
      const body = vm.runInThisContext(`(function (${PARAMETERS}) {\n${javascript}\n})`, { filename: path }) as LocalFunction;
      body(module.exports, this.requireFrom(createRequire(path), path), module, path, dirname(path), this.guard);
    } catch (error) {
      delete local.instance;
      throw error;
    }
    return module.exports;
  }
}

/** An ES module's namespace as it is; one made of what anything else exports. */
function namespaceOf(exported: unknown): object {
  const isNamespace = typeof exported === "object" && exported !== null && ("__esModule" in exported || Object.prototype.toString.call(exported) === "[object Module]");
  return isNamespace ? exported : { ...Object(exported), default: exported };
}

function isOwn(id: string): boolean {
  return id === "neurones" || id.startsWith("neurones/");
}

function isPath(id: string): boolean {
  return /^(\.{0,2}[\\/]|[A-Za-z]:|file:)/.test(id);
}

function isNotFound(error: unknown): error is Error {
  return isError(error) && "code" in error && error.code === "MODULE_NOT_FOUND";
}

function notFound(id: string, cause: Error): Error {
  const name = id.split("/").slice(0, id.startsWith("@") ? 2 : 1).join("/");
  const message = say({
    fr: `le module "${id}" est introuvable. Pour l'installer : npm install ${name}`,
    en: `module "${id}" was not found. To install it: npm install ${name}`,
  });
  return Object.assign(new cells.Error(message, { cause }), { code: "MODULE_NOT_FOUND" });
}

function asynchronous(id: string, cause: Error): Error {
  const message = say({
    fr: `"${id}" est un module asynchrone : écrivez const m = await import("${id}")`,
    en: `"${id}" is an asynchronous module: write const m = await import("${id}")`,
  });
  return Object.assign(new cells.Error(message, { cause }), { code: "ERR_REQUIRE_ASYNC_MODULE" });
}
