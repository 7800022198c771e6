/**
 * Loads ES modules again whose evaluation was interrupted by a stop.
 *
 * Node records such a module as failed, with `null` as its error, and throws that `null` at each later
 * import. Here the module is evaluated once more, under another name. The modules that it imports are looked
 * up under their old names: if the stop interrupted one of these, only a restart of the kernel helps, and the
 * error says so.
 */
import { readFileSync } from "node:fs";
import Module from "node:module";
import { say } from "../../language/language.js";
import { cells } from "./cells.js";

/** A module as Node's loader creates it; `_compile` has a parameter `format` since Node 20.19. */
interface LoadedModule {
  filename: string;
  exports: unknown;
  _compile(source: string, filename: string, format: "module"): unknown;
}

export class InterruptedModules {
  private readonly renewed = new Map<string, { readonly exports: unknown }>();
  private count = 0;

  /**
   * The result of `load`; if the module's evaluation was interrupted, its exports after another evaluation.
   */
  load(path: string, load: () => unknown): unknown {
    const renewed = this.renewed.get(path);
    if (renewed !== undefined) return renewed.exports;
    try {
      return load();
    } catch (error) {
      if (error !== null) throw error;
      return this.renew(path);
    }
  }

  /** Like `load`, for a module that is loaded asynchronously. */
  async import(path: string, load: () => Promise<unknown>): Promise<unknown> {
    const renewed = this.renewed.get(path);
    if (renewed !== undefined) return renewed.exports;
    try {
      return await load();
    } catch (error) {
      if (error !== null) throw error;
      return this.renew(path);
    }
  }

  private renew(path: string): unknown {
    const name = `${path}?${++this.count}`;
    const module = new Module(name) as unknown as LoadedModule;
    module.filename = name;
    try {
      module._compile(readFileSync(path, "utf8"), name, "module");
    } catch (error) {
      throw error === null ? stillBroken(path) : error;
    }
    this.renewed.set(path, module);
    return module.exports;
  }
}

function stillBroken(path: string): Error {
  return new cells.Error(
    say({
      fr: `le chargement d'un module que « ${path} » importe a été interrompu : redémarrez le noyau pour le charger de nouveau.`,
      en: `loading a module that "${path}" imports was interrupted: restart the kernel to load it again.`,
    }),
  );
}
