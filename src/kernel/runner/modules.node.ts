/**
 * The function `require` of cells, in Node. The twin for the browser is `modules.browser.ts`.
 *
 * In the course `neurones` always means this package. Other packages are searched from the notebook's folder, then from
 * this package, so that the packages of the course need no installation beside the notebook. ES modules load
 * through Node's `require`. Local modules in TypeScript, or in JavaScript with `import` and `export`, are
 * compiled together with the cell that imports them and required by their absolute path (`local-modules.ts`).
 */
import { readFileSync } from "node:fs";
import Module, { createRequire } from "node:module";
import { dirname, extname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { say } from "../../language/language.js";
import { adviceOnAddress, isAddress } from "../addresses.js";
import type { CompiledModule, RunGuard } from "../compiler/contract.js";
import { readNpm, type NpmSpecifier } from "../packages/npm-specifier.js";
import { placeOf } from "../packages/place.js";
import type { CellRequire, ImportMeta } from "./cell-require.js";
import { AwaitedImport } from "./awaited-import.js";
import { asTheirs, cells, isError } from "./cells.js";
import { InterruptedModules } from "./interrupted-modules.js";
import { LocalFiles } from "./local-files.js";
import { asynchronousModule, LocalModules } from "./local-modules.js";
import { resolveForImport } from "./package-exports.js";
import type { Sources } from "./sources.js";

/** The compiled files of this package. */
const PACKAGE_DIST = fileURLToPath(new URL("../../../", import.meta.url));

export class Modules {
  /** The `require` of cells. */
  readonly require: CellRequire;
  private readonly fromPackage = createRequire(import.meta.url);
  private readonly interrupted = new InterruptedModules();
  private readonly locals: LocalModules;
  private readonly files = new LocalFiles(this.fromPackage.cache, [PACKAGE_DIST]);
  /** The modules that static imports have awaited, by path or address. */
  private readonly awaited = new Map<string, unknown>();

  constructor(
    directory: string,
    guard: RunGuard,
    sources: Sources,
    private readonly provided: ReadonlyMap<string, () => unknown>,
  ) {
    this.locals = new LocalModules(guard, sources, (path) => this.requireFrom(path, path));
    this.require = this.requireFrom(join(directory, "notebook.ts"));
  }

  /**
   * Adds local modules that are new or changed. They, and all modules that use them, are evaluated again when
   * required.
   */
  add(modules: readonly CompiledModule[]): void {
    this.locals.outdate(this.files.forgetChanged());
    for (const compiled of modules) this.locals.add(compiled);
  }

  /**
   * Removes CommonJS modules from the cache whose evaluation was interrupted: they have only some of their
   * exports.
   */
  forgetUnfinished(): void {
    const { cache } = this.fromPackage;
    for (const [path, module] of Object.entries(cache)) if (module?.loaded === false) delete cache[path];
  }

  /** The `require` of a file; if the file is a local module, `user` is its path. */
  private requireFrom(filename: string, user?: string): CellRequire {
    const own = createRequire(filename);
    const located = (specifier: string): Located => this.locate(specifier, filename, own);
    const imported = (specifier: string): unknown => {
      const { base, id } = located(specifier);
      const provided = this.provided.get(id);
      if (provided !== undefined) return provided();
      return this.locals.has(id) ? this.locals.load(id, user) : this.loadPackage(base, id, user);
    };
    const load = (id: string): unknown => {
      try {
        return imported(id);
      } catch (error) {
        throw error instanceof AwaitedImport ? asynchronousModule(error.specifier, error) : error;
      }
    };
    return Object.assign(asTheirs(load), {
      imported,
      resolve: Object.assign(
        (id: string, options?: NodeJS.RequireResolveOptions) => this.resolve(own, id, options),
        { paths: own.resolve.paths },
      ),
      cache: own.cache,
      extensions: own.extensions,
      main: undefined,
      import: async (specifier: unknown) => {
        const { base, id } = located(String(specifier));
        return await this.importFrom(base, load, id, user);
      },
      settled: (path: string) => this.locals.loadSettled(path, user),
      meta: this.metaOf(filename, own),
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

  /** From where a module is searched, and by which name; those of `npm:` lie where the compiler has found their types. */
  private locate(specifier: string, filename: string, own: NodeJS.Require): Located {
    const npm = readNpm(specifier);
    if (npm === undefined) return { base: own, id: specifier };
    const id = `${npm.name}${npm.path}`;
    if (isOwn(id) || this.provided.has(id)) return { base: own, id };
    const place = placeOf(npm, [dirname(filename), PACKAGE_DIST], textOf);
    if (place === undefined) throw notDownloaded(specifier, npm);
    return { base: createRequire(join(place.folder, "importer.js")), id: place.id };
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

  /** `import(…)`: loads local modules and JSON as `require` does, and other modules by Node's `import`. */
  private async importFrom(
    base: NodeJS.Require,
    load: (id: string) => unknown,
    id: string,
    user?: string,
  ): Promise<unknown> {
    if (this.locals.has(id)) return namespaceOf(await this.loadLocal(id, user));
    if (this.provided.has(id)) return namespaceOf(load(id));
    if (Module.isBuiltin(id) || isAddress(id)) return await import(id);
    const path = this.resolve(base, id, undefined, true);
    return extname(path) === ".json"
      ? namespaceOf(this.loadPackage(base, id, user))
      : await this.interrupted.import(path, () => import(pathToFileURL(path).href));
  }

  /** A local module for `import(…)`, which can await what the module imports statically. */
  private async loadLocal(path: string, user?: string): Promise<unknown> {
    for (;;) {
      try {
        return await this.locals.loadSettled(path, user);
      } catch (error) {
        if (!(error instanceof AwaitedImport)) throw error;
        await error.load();
      }
    }
  }

  /** The file of a module; `isImport` prefers the entry that a package has for `import`. */
  private resolve(
    base: NodeJS.Require,
    id: string,
    options?: NodeJS.RequireResolveOptions,
    isImport = false,
  ): string {
    const own = isOwn(id) ? this.resolveOwn(id) : undefined;
    if (own !== undefined) return own;
    const [above] = base.resolve.paths("x") ?? [];
    const forImport = (): string | undefined =>
      above === undefined ? undefined : resolveForImport(id, above);
    try {
      return (isImport ? forImport() : undefined) ?? base.resolve(id, options);
    } catch (error) {
      const exported = isNotExported(error) ? forImport() : undefined;
      if (exported !== undefined) return exported;
      if (!isNotFound(error) || isPath(id)) throw error;
      try {
        return this.fromPackage.resolve(id, options);
      } catch {
        throw notFound(id, error);
      }
    }
  }

  /** The file of the engine in this package; undefined where the kernel is a package of its own without it. */
  private resolveOwn(id: string): string | undefined {
    try {
      return this.fromPackage.resolve(id);
    } catch (error) {
      if (isNotFound(error)) return undefined;
      throw error;
    }
  }

  private loadPackage(base: NodeJS.Require, id: string, user?: string): unknown {
    if (Module.isBuiltin(id)) return base(id);
    if (isAddress(id)) return this.awaitedModule(id, id);
    const path = this.resolve(base, id);
    if (this.awaited.has(path)) return this.awaited.get(path);
    if (user !== undefined) this.files.usedBy(path, user);
    try {
      const exports = this.interrupted.load(path, () => base(path) as unknown);
      this.files.note();
      return exports;
    } catch (error) {
      if (isError(error) && "code" in error && error.code === "ERR_REQUIRE_ASYNC_MODULE")
        return this.awaitedModule(pathToFileURL(path).href, id, path, error);
      throw error;
    }
  }

  /** A module that a static import has awaited; throws `AwaitedImport` if none has yet. */
  private awaitedModule(url: string, id: string, key = url, cause?: unknown): unknown {
    if (this.awaited.has(key)) return this.awaited.get(key);
    const load = async (): Promise<void> => void this.awaited.set(key, await import(url));
    throw new AwaitedImport(id, load, cause);
  }
}

/** A module's name, and the `require` that finds it. */
interface Located {
  readonly base: NodeJS.Require;
  readonly id: string;
}

/** The text of a file; undefined if there is none. */
function textOf(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}

/** The namespace of an ES module; for other exports, a namespace made of them. */
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

/** True where a package has no entry under the conditions of `require`. */
function isNotExported(error: unknown): boolean {
  return isError(error) && "code" in error && error.code === "ERR_PACKAGE_PATH_NOT_EXPORTED";
}

function isNotFound(error: unknown): error is Error {
  return isError(error) && "code" in error && error.code === "MODULE_NOT_FOUND";
}

/** The error at an import `npm:…` whose text is computed while the cell runs, so that nobody could download it before. */
function notDownloaded(specifier: string, { name, range }: NpmSpecifier): Error {
  const asked = range === undefined ? name : `"${name}@${range}"`;
  const message = say({
    fr: `le paquet de "${specifier}" n’est pas là. Écrivez cette adresse telle quelle dans l’import, pour qu’il soit téléchargé, ou installez-le : npm install ${asked}`,
    en: `the package of "${specifier}" is not there. Write this address as it is in the import, so that it is downloaded, or install it: npm install ${asked}`,
  });
  return Object.assign(new cells.Error(message), { code: "MODULE_NOT_FOUND" });
}

function notFound(id: string, cause: Error): Error {
  const name = id
    .split("/")
    .slice(0, id.startsWith("@") ? 2 : 1)
    .join("/");
  const address = adviceOnAddress(id);
  if (address !== undefined)
    return Object.assign(new cells.Error(say(address), { cause }), { code: "MODULE_NOT_FOUND" });
  const isTensorFlow = name.startsWith("@tensorflow/tfjs");
  const message = isTensorFlow
    ? say({
        fr: `le module "${id}" est introuvable. Les programmes écrits pour TensorFlow.js s’exécutent ici avec import * as tf from "neurones/tfjs"`,
        en: `module "${id}" was not found. Programs written for TensorFlow.js run here with import * as tf from "neurones/tfjs"`,
      })
    : say({
        fr: `le module "${id}" est introuvable. Pour l'installer : npm install ${name}`,
        en: `module "${id}" was not found. To install it: npm install ${name}`,
      });
  return Object.assign(new cells.Error(message, { cause }), { code: "MODULE_NOT_FOUND" });
}
