/**
 * The function `require` of cells, in a browser: `neurones` and `neurones/tfjs`, which are loaded before the first
 * cell, and modules of the web by their address. The twin for Node is `modules.node.ts`.
 */
import { say } from "../../language/language.js";
import type { CellRequire } from "./cell-require.js";
import { asTheirs, cells } from "./cells.js";

const provided = new Map<string, unknown>();

/** Makes a module known under a name by which cells import it. */
export function provideModule(name: string, exports: unknown): void {
  provided.set(name, exports);
}

export class Modules {
  /** The `require` of cells. */
  readonly require: CellRequire;

  constructor() {
    const load = (id: string): unknown => {
      if (!provided.has(id)) throw notFound(id);
      return provided.get(id);
    };
    this.require = Object.assign(asTheirs(load), {
      imported: load,
      import: async (specifier: unknown) => {
        const id = String(specifier);
        if (provided.has(id)) return provided.get(id);
        if (!/^(?:https?|data|blob):/.test(id)) throw notFound(id);
        return (await import(id)) as unknown;
      },
      settled: (path: string) => Promise.reject(notFound(path)),
      meta: { url: location.href, filename: "notebook.ts", dirname: "/", resolve: (id: string) => id },
      module: new cells.Object({ exports: new cells.Object() }),
    }) as unknown as CellRequire;
  }

  /** There are no files beside the notebook. */
  add(): void {}

  forgetUnfinished(): void {}
}

function notFound(id: string): Error {
  const message = say({
    fr: `le module "${id}" n'existe pas dans la version du cours pour navigateur : tout ce dont le cours a besoin vient de "neurones"`,
    en: `module "${id}" does not exist in the course's edition for the browser: everything the course needs comes from "neurones"`,
  });
  return Object.assign(new cells.Error(message), { code: "MODULE_NOT_FOUND" });
}
