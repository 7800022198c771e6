/**
 * The compiled local modules of a notebook: evaluates each when it is first required, and again when it has
 * changed.
 */
import { dirname } from "node:path";
import vm from "node:vm";
import { say } from "../../language/language.js";
import type { CompiledModule, RunGuard } from "../compiler/contract.js";
import { cells, settled } from "./cells.js";
import type { Sources } from "./sources.js";

interface LocalModule {
  readonly compiled: CompiledModule;
  /** Undefined until the module is required. */
  instance?: Instance;
  /** The paths of the local modules that use it. */
  readonly usedBy: Set<string>;
}

interface Instance {
  exports: unknown;
  /** Settles when an async module is evaluated. */
  ready?: Promise<unknown>;
  isReady?: boolean;
}

type LocalFunction = (
  exports: unknown,
  require: unknown,
  module: unknown,
  filename: string,
  directory: string,
  guard: RunGuard,
) => unknown;

const PARAMETERS = "exports, require, module, __filename, __dirname, __run";
/** The number of lines in a module's script before the module's JavaScript. */
const LINES_BEFORE = 1;

export class LocalModules {
  private readonly locals = new Map<string, LocalModule>();
  /** For each async module that waits for another one, the path of that other module. */
  private readonly waits = new Map<string, string>();

  constructor(
    private readonly guard: RunGuard,
    private readonly sources: Sources,
    private readonly requireOf: (path: string) => unknown,
  ) {}

  has(path: string): boolean {
    return this.locals.has(path);
  }

  /** Adds a module that is new or changed. */
  add(compiled: CompiledModule): void {
    const usedBy = this.locals.get(compiled.path)?.usedBy ?? new Set();
    this.locals.set(compiled.path, { compiled, usedBy });
    this.sources.addModule(compiled, LINES_BEFORE);
    this.outdate(usedBy);
  }

  /** Makes these modules, and all modules that use them, be evaluated again when they are next required. */
  outdate(paths: ReadonlySet<string>): void {
    for (const path of paths) {
      const local = this.locals.get(path);
      if (local?.instance === undefined) continue;
      delete local.instance;
      this.outdate(local.usedBy);
    }
  }

  /**
   * The exports of a module for `require`, which cannot wait; `user` is the path of the local module that
   * requires it.
   */
  load(path: string, user: string | undefined): unknown {
    const local = this.locals.get(path)!;
    const instance = this.instanceOf(local, user);
    if (local.compiled.isAsync && instance.isReady !== true) throw asynchronousModule(path);
    return instance.exports;
  }

  /**
   * The exports of a module for an import, which waits until the module is evaluated; but not if the module
   * itself waits for the one that imports it.
   */
  async loadSettled(path: string, user: string | undefined): Promise<unknown> {
    const instance = this.instanceOf(this.locals.get(path)!, user);
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

  /** Whether the module at `path` waits for the one at `target`, directly or through others. */
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
      const ended = body(module.exports, this.requireOf(path), module, path, dirname(path), this.guard);
      if (!isAsync) return module;
      module.ready = settled(ended).then(() => (module.isReady = true), fail);
      // The modules and cells that wait for it receive the error; without them it must not be an unhandled
      // rejection.
      module.ready.catch(() => undefined);
    } catch (error) {
      fail(error);
    }
    return module;
  }
}

/** The error of a `require` of a module that is evaluated asynchronously. */
export function asynchronousModule(id: string, cause?: Error): Error {
  const message = say({
    fr: `"${id}" est un module asynchrone : écrivez const m = await import("${id}")`,
    en: `"${id}" is an asynchronous module: write const m = await import("${id}")`,
  });
  return Object.assign(new cells.Error(message, { cause }), { code: "ERR_REQUIRE_ASYNC_MODULE" });
}
