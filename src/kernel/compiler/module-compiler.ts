/**
 * Compiles the local modules that cells import: each when it is first imported, and again when it has
 * changed.
 */
import type { LocalSource } from "./cell-context.js";
import type { CompiledModule } from "./contract.js";
import { emitModule } from "./emit.js";
import type { Library } from "./library.js";
import { isPackageName } from "./resolution.js";
import ts, { type BoundFile } from "./typescript.js";

export class ModuleCompiler {
  /** For each file, the version that was last sent to the runner. */
  private readonly sent = new Map<string, string>();

  constructor(private readonly library: Library) {}

  /** The local source with this file name; undefined if it is no file that is compiled with the cells. */
  localSource(fileName: string | undefined): LocalSource | undefined {
    const source = this.library.locals.compiledSource(fileName);
    return (
      source && { path: ts.sys.resolvePath(source.fileName), isAsync: this.library.locals.isAsync(source) }
    );
  }

  /** Compiles those of the sources that are new or have changed since they were last sent. */
  changed(sources: readonly BoundFile[]): CompiledModule[] {
    return sources.flatMap((source) => {
      const isAsync = this.library.locals.isAsync(source);
      const version = `${isAsync} ${source.text}`;
      if (this.sent.get(source.fileName) === version) return [];
      this.sent.set(source.fileName, version);
      const path = ts.sys.resolvePath(source.fileName);
      const locate = (specifier: string): LocalSource | undefined => this.importOf(source, specifier);
      const emitted = emitModule(path, source.text, this.library.options, locate);
      return [{ path, isAsync, ...emitted }];
    });
  }

  /** The runner has lost all modules: each must be sent again. */
  clear(): void {
    this.sent.clear();
  }

  /** The path that an import of a local module is compiled to; undefined if the specifier stays as it is. */
  private importOf(source: BoundFile, specifier: string): LocalSource | undefined {
    const target = this.library.locals.targetOf(source, specifier);
    const local = this.localSource(target);
    if (local !== undefined || target === undefined || isPackageName(specifier)) return local;
    return { path: target, isAsync: false };
  }
}
