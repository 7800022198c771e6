/**
 * `require` as cells see it.
 *
 * `neurones` is this package, wherever the notebook lies; other packages are looked for from the notebook's folder, then
 * from this package, so that what the course uses needs no installation beside the notebook. ES modules load through
 * Node's own `require`. Local modules of TypeScript, and of JavaScript with `import` and `export`, come compiled with the cell that imports them, under their absolute path.
 */
import Module, { createRequire } from "node:module";
import { dirname, extname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import vm from "node:vm";
import { say } from "../../language/language.js";
import type { CompiledModule, RunGuard } from "../compiler/contract.js";
import { asTheirs, cells, isError, settled } from "./cells.js";
import { InterruptedModules } from "./interrupted-modules.js";
import { LocalFiles } from "./local-files.js";
import type { Sources } from "./sources.js";

interface LocalModule {
  readonly compiled: CompiledModule;
  /** Absent until somebody requires it. */
  instance?: Instance;
  readonly usedBy: Set<string>;
}

interface Instance {
  exports: unknown;
  /** The end of an async module's evaluation. */
  ready?: Promise<unknown>;
  isReady?: boolean;
}

/** What `import.meta` is compiled to. */
interface ImportMeta {
  readonly url: string;
  readonly filename: string;
  readonly dirname: string;
  resolve(specifier: string): string;
}

/** `require` with what other ways of importing are compiled to; `compiler/contract.ts` describes them. */
export interface CellRequire extends NodeJS.Require {
  import(specifier: unknown): Promise<unknown>;
  settled(path: string): Promise<unknown>;
  readonly meta: ImportMeta;
  readonly module: { exports: unknown };
}

type LocalFunction = (
  exports: unknown,
  require: unknown,
  module: unknown,
  filename: string,
  directory: string,
  guard: RunGuard,
) => unknown;

/** The compiled files of this package. */
const PACKAGE_DIST = fileURLToPath(new URL("../../../", import.meta.url));

const PARAMETERS = "exports, require, module, __filename, __dirname, __run";

export class Modules {
  /** What a cell gets as `require`. */
  readonly require: CellRequire;
  private readonly fromPackage = createRequire(import.meta.url);
  private readonly interrupted = new InterruptedModules();
  private readonly locals = new Map<string, LocalModule>();
  private readonly files = new LocalFiles(this.fromPackage.cache, [PACKAGE_DIST]);
  /** For each async module that waits for another, which one. */
  private readonly waits = new Map<string, string>();

  constructor(
    directory: string,
    private readonly guard: RunGuard,
    private readonly sources: Sources,
    private readonly provided: ReadonlyMap<string, () => unknown>,
  ) {
    this.require = this.requireFrom(join(directory, "notebook.ts"));
  }

  /** Takes local modules that are new or changed; they and whatever has used them are evaluated anew when next asked for. */
  add(modules: readonly CompiledModule[]): void {
    this.outdate(this.files.forgetChanged());
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

  /** The `require` of a file; `user` where it is a local module. */
  private requireFrom(filename: string, user?: string): CellRequire {
    const base = createRequire(filename);
    const load = (id: string): unknown => {
      const provided = this.provided.get(id);
      if (provided !== undefined) return provided();
      const local = this.locals.get(id);
      if (local !== undefined) return this.loadLocal(local, user);
      return this.loadPackage(base, id, user);
    };
    return Object.assign(asTheirs(load), {
      resolve: Object.assign(
        (id: string, options?: NodeJS.RequireResolveOptions) => this.resolve(base, id, options),
        { paths: base.resolve.paths },
      ),
      cache: base.cache,
      extensions: base.extensions,
      main: undefined,
      import: (specifier: unknown) => this.importFrom(base, load, String(specifier), user),
      settled: (path: string) => this.loadSettled(this.locals.get(path)!, user),
      meta: this.metaOf(filename, base),
      module: new cells.Object({
        exports: new cells.Object(),
        id: ".",
        filename,
        path: dirname(filename),
        loaded: true,
        children: [],
        paths: [],
      }) as { exports: unknown },
    });
  }

  private metaOf(filename: string, base: NodeJS.Require): ImportMeta {
    const url = pathToFileURL(filename).href;
    const resolve = (specifier: string): string => {
      if (/^\.{0,2}\//.test(specifier) || /^[a-z]+:/i.test(specifier)) return new URL(specifier, url).href;
      return Module.isBuiltin(specifier)
        ? `node:${specifier}`
        : pathToFileURL(this.resolve(base, specifier)).href;
    };
    return Object.assign(new cells.Object(), {
      url,
      filename,
      dirname: dirname(filename),
      resolve: asTheirs(resolve),
    });
  }

  /** Local sources and JSON as `require` loads them; everything else as Node imports it, so that asynchronous modules work too. */
  private async importFrom(
    base: NodeJS.Require,
    load: (id: string) => unknown,
    id: string,
    user?: string,
  ): Promise<unknown> {
    const local = this.locals.get(id);
    if (local !== undefined) return namespaceOf(await this.loadSettled(local, user));
    if (this.provided.has(id)) return namespaceOf(load(id));
    if (Module.isBuiltin(id) || /^(data|file):/.test(id)) return await import(id);
    const path = this.resolve(base, id);
    return extname(path) === ".json"
      ? namespaceOf(load(id))
      : await this.interrupted.import(path, () => import(pathToFileURL(path).href));
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

  private loadPackage(base: NodeJS.Require, id: string, user?: string): unknown {
    if (Module.isBuiltin(id)) return base(id);
    const path = this.resolve(base, id);
    if (user !== undefined) this.files.usedBy(path, user);
    try {
      const exports = this.interrupted.load(path, () => base(path) as unknown);
      this.files.note();
      return exports;
    } catch (error) {
      if (isError(error) && "code" in error && error.code === "ERR_REQUIRE_ASYNC_MODULE")
        throw asynchronous(id, error);
      throw error;
    }
  }

  /** A local module by `require`, which cannot wait. */
  private loadLocal(local: LocalModule, user: string | undefined): unknown {
    const instance = this.instanceOf(local, user);
    if (local.compiled.isAsync && instance.isReady !== true) throw asynchronous(local.compiled.path);
    return instance.exports;
  }

  /** A local module by an import, which waits for it; not, where the module waits for the one that asks. */
  private async loadSettled(local: LocalModule, user: string | undefined): Promise<unknown> {
    const { path } = local.compiled;
    const instance = this.instanceOf(local, user);
    if (instance.ready === undefined || instance.isReady === true) return instance.exports;
    if (user === undefined) await instance.ready;
    else if (!this.isWaiting(path, user)) {
      this.waits.set(user, path);
      try {
        await instance.ready;
      } finally {
        this.waits.delete(user);
      }
    }
    return instance.exports;
  }

  private isWaiting(path: string, target: string): boolean {
    for (let next: string | undefined = path; next !== undefined; next = this.waits.get(next))
      if (next === target) return true;
    return false;
  }

  private instanceOf(local: LocalModule, user: string | undefined): Instance {
    if (user !== undefined) local.usedBy.add(user);
    if (local.instance !== undefined) return local.instance;
    const { path, javascript, isAsync } = local.compiled;
    const module: Instance = { exports: new cells.Object() };
    local.instance = module;
    const fail = (error: unknown): never => {
      if (local.instance === module) delete local.instance;
      throw error;
    };
    try {
      const source = `(${isAsync ? "async " : ""}function (${PARAMETERS}) {\n${javascript}\n})`;
      const body = vm.runInThisContext(source, { filename: path }) as LocalFunction;
      const ended = body(
        module.exports,
        this.requireFrom(path, path),
        module,
        path,
        dirname(path),
        this.guard,
      );
      if (!isAsync) return module;
      module.ready = settled(ended).then(() => (module.isReady = true), fail);
      // Whoever waits for it hears of the failure.
      module.ready.catch(() => undefined);
    } catch (error) {
      fail(error);
    }
    return module;
  }
}

/** An ES module's namespace as it is; one made of what anything else exports. */
function namespaceOf(exported: unknown): object {
  const isNamespace =
    typeof exported === "object" &&
    exported !== null &&
    ("__esModule" in exported || Object.prototype.toString.call(exported) === "[object Module]");
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
  const name = id
    .split("/")
    .slice(0, id.startsWith("@") ? 2 : 1)
    .join("/");
  const message = say({
    fr: `le module "${id}" est introuvable. Pour l'installer : npm install ${name}`,
    en: `module "${id}" was not found. To install it: npm install ${name}`,
  });
  return Object.assign(new cells.Error(message, { cause }), { code: "MODULE_NOT_FOUND" });
}

function asynchronous(id: string, cause?: Error): Error {
  const message = say({
    fr: `"${id}" est un module asynchrone : écrivez const m = await import("${id}")`,
    en: `"${id}" is an asynchronous module: write const m = await import("${id}")`,
  });
  return Object.assign(new cells.Error(message, { cause }), { code: "ERR_REQUIRE_ASYNC_MODULE" });
}
