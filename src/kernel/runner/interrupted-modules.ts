/**
 * ES modules whose evaluation a stop has cut short.
 *
 * Node remembers such a module as failed, with `null` for an error, and says so to whoever imports it afterwards. It is
 * evaluated anew here, under a name of its own. What it imports in turn is looked up under the old names: where the stop came
 * during one of those, only a restart helps, and the error says so.
 */
import { readFileSync } from "node:fs";
import Module from "node:module";
import { say } from "../../language/language.js";
import { cells } from "./cells.js";

/** A module as Node's own loader makes it; `_compile` takes the format from Node 20.19 on. */
interface LoadedModule {
  filename: string;
  exports: unknown;
  _compile(source: string, filename: string, format: "module"): unknown;
}

export class InterruptedModules {
  private readonly renewed = new Map<string, { readonly exports: unknown }>();
  private count = 0;

  /** What `load` gives; where a stop had cut the module short, its exports after another evaluation. */
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

  /** The same for what is loaded asynchronously. */
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
      en: `the loading of a module that "${path}" imports was interrupted: restart the kernel to load it again.`,
    }),
  );
}
