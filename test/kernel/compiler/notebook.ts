/**
 * A minimal notebook for tests: a `CompilerSession` compiles the cells, and they run here in a `vm` script,
 * with a `RunGuard` that a test can interrupt, as `src/kernel/compiler/contract.ts` specifies.
 */
import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import vm from "node:vm";
import type {
  CompiledCell,
  CompiledModule,
  RejectedCell,
  RunGuard,
} from "../../../src/kernel/compiler/contract.js";
import { CompilerSession } from "../../../src/kernel/compiler/session.js";

export class Interrupted extends Error {
  override name = "KernelInterrupted";
}

type Run = (exports: object, require: NodeJS.Require, run: RunGuard) => unknown;

export class TestNotebook {
  readonly directory = mkdtempSync(join(tmpdir(), "cellules é "));
  readonly session = new CompilerSession(this.directory);
  readonly exports: Record<string, unknown> = {};
  readonly interrupted = new Int32Array(new SharedArrayBuffer(8));
  run = 0;
  private readonly made = new Set<string>();
  private readonly modules = new Map<string, CompiledModule>();
  private readonly loaded = new Map<string, { exports: unknown }>();
  private readonly guard: RunGuard & { current: number } = {
    interrupted: this.interrupted,
    builtIn: { Map, Object, ReferenceError, Symbol },
    current: 0,
    sole: 0,
    now: () => this.guard.current,
    resumed: () => undefined,
    deliverMessages: () => undefined,
    stop: () => {
      throw new Interrupted("stopped");
    },
    stopCurrent: () => {
      throw new Interrupted("stopped");
    },
    isStop: (error) => error instanceof Interrupted,
    caught: () => undefined,
    made: (name) => void this.made.add(name),
  };

  /** Writes a file beside the notebook. */
  write(name: string, text: string): void {
    writeFileSync(join(this.directory, name), text);
  }

  /** Starts again without variables. */
  forget(): void {
    this.session.reset();
    for (const key of Reflect.ownKeys(this.exports)) Reflect.deleteProperty(this.exports, key);
  }

  compile(code: string): CompiledCell | RejectedCell {
    this.run += 1;
    return this.session.compile({ run: this.run, name: `Cell [${this.run}]`, code });
  }

  /** Compiles and runs a cell that must compile; returns the value of its last expression. */
  async cell(code: string): Promise<unknown> {
    return this.execute(this.compiled(code));
  }

  compiled(code: string): CompiledCell {
    const answer = this.compile(code);
    assert.ok(answer.ok, answer.ok ? "" : JSON.stringify(answer.diagnostics, null, 2));
    return answer;
  }

  /** The errors of a cell that must not compile. */
  rejected(code: string): RejectedCell["diagnostics"] {
    const answer = this.compile(code);
    assert.ok(!answer.ok, `should not compile: ${code}`);
    return answer.diagnostics;
  }

  async execute(cell: CompiledCell): Promise<unknown> {
    for (const module of cell.modules) {
      this.modules.set(module.path, module);
      this.loaded.delete(module.path);
    }
    this.made.clear();
    this.guard.current = cell.run;
    try {
      await this.start(cell);
    } catch (error) {
      this.session.settle({ run: cell.run, defined: [...this.made] });
      throw error;
    }
    this.session.settle({ run: cell.run, defined: "all" });
    const value = cell.lastExpression === undefined ? undefined : this.exports[cell.lastExpression];
    if (cell.lastExpression !== undefined) this.exports._ = value;
    return value;
  }

  /** The names to which the newest cell has given a value. */
  get defined(): readonly string[] {
    return [...this.made];
  }

  /** Interrupts the running cell. */
  interrupt(): void {
    this.interrupted[0] = this.guard.current;
  }

  /** Continues code of older runs as part of the newest run. */
  nextRun(): void {
    this.run += 1;
    this.guard.current = this.run;
  }

  private start(cell: CompiledCell): unknown {
    const asynchronous = cell.isAsync ? "async " : "";
    const source = `(${asynchronous}function (exports, require, __run) {${cell.javascript}\n})`;
    const run = vm.runInThisContext(source, { filename: `Cell [${cell.run}]` }) as Run;
    return run(this.exports, this.require, this.guard);
  }

  private readonly load = (name: string): unknown => {
    const module = this.modules.get(name);
    if (name === "neurones") return createRequire(import.meta.url)(name) as unknown;
    if (module === undefined) return createRequire(join(this.directory, "notebook.js"))(name) as unknown;
    const known = this.loaded.get(name);
    if (known !== undefined) return known.exports;
    const loaded = { exports: {} };
    this.loaded.set(name, loaded);
    const source = `(function (exports, require, module, __filename, __dirname, __run) {${module.javascript}\n})`;
    const run = vm.runInThisContext(source, { filename: module.path }) as (...given: unknown[]) => void;
    run(loaded.exports, this.require, loaded, module.path, this.directory, this.guard);
    return loaded.exports;
  };

  private readonly require = Object.assign(this.load, {
    imported: this.load,
    import: async (name: string): Promise<unknown> =>
      this.modules.has(name) ? this.load(name) : await import(name),
  }) as unknown as NodeJS.Require;
}
