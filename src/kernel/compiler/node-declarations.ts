/**
 * The declarations of Node's modules that the compiler has read. They are more than half of all declarations, but hardly a
 * notebook imports `node:inspector` or `node:http2`. So the compiler's snapshot holds of most modules only what globals such as
 * `process`, `fetch` and `crypto` need; a cell that imports one of these modules makes the compiler read the declarations of this
 * module and those that it needs in turn.
 */
import { nodeNames, type Importable } from "./importable.js";
import { partsOf, plainName, unreachedParts, type Places } from "./reached-declarations.js";
import ts, { type BoundFile } from "./typescript.js";

/** The modules that many notebooks import are whole from the start, with their parts such as `fs/promises`. */
const COMMON: ReadonlySet<string> = new Set([
  "assert",
  "buffer",
  "console",
  "events",
  "fs",
  "os",
  "path",
  "perf_hooks",
  "process",
  "timers",
  "url",
  "util",
]);

/** Gives any module of Node by its name, as a text: its type names all modules. */
const ANY_MODULE = "getBuiltinModule";

export class NodeDeclarations {
  /** For each file the places of the declarations that are left out, among `partsOf`. */
  private left: Places = new Map();
  /** The names of all modules from which something was left out at first. */
  private parted: ReadonlySet<string> = new Set();
  /** For each module that is not whole what it needs of the declarations that were left out at first. */
  private neededBy = new Map<string, Places>();
  /** What cells could import from Node's modules, while declarations are left out. */
  importable: Importable | undefined;

  /** From now on, files are read without the declarations that nothing in this program needs. Returns their names. */
  leaveOut(program: ts.Program): string[] {
    const checker = program.getTypeChecker();
    const modules = checker.getAmbientModules().map(({ name }) => name.slice(1, -1));
    this.parted = new Set(modules.filter((name) => !COMMON.has(plainName(name).split("/")[0])));
    this.importable = nodeNames(checker);
    const { places, neededBy } = unreachedParts(program, (name) => this.parted.has(name));
    this.left = places;
    this.neededBy = new Map(neededBy);
    return [...places.keys()];
  }

  /** The function that takes what is left out now from a file that was just parsed, and returns the file. */
  reducer(): (file: ts.SourceFile) => ts.SourceFile {
    const { left, parted } = this;
    return (file) => {
      const places = left.get(file.fileName);
      if (places === undefined) return file;
      const parts = partsOf(file, (name) => parted.has(name));
      const gone = new Set(parts.filter((_, place) => places.has(place)).map(({ statement }) => statement));
      for (const block of new Set(parts.map((part) => part.block))) {
        const kept = block.statements.filter((statement) => !gone.has(statement));
        const statements = ts.setTextRange(ts.factory.createNodeArray(kept), block.statements);
        Object.assign(block, { statements });
      }
      return file;
    };
  }

  /** The modules that a file imports, declares something in, or may ask for, and that are not whole. */
  modulesNamedIn(file: BoundFile): string[] {
    if (this.neededBy.size === 0) return [];
    if (file.identifiers.has(ANY_MODULE)) return [...this.neededBy.keys()];
    const declared = file.statements.flatMap((one) =>
      ts.isModuleDeclaration(one) && ts.isStringLiteral(one.name) ? [one.name] : [],
    );
    const named = [...file.imports, ...declared].map(({ text }) => plainName(text));
    return [...new Set(named)].filter((name) => this.neededBy.has(name));
  }

  /**
   * From the next program on, these modules are whole, with all that they need; without an argument, all modules. Returns the
   * names of the files to be read again.
   */
  read(modules: readonly string[] = [...this.neededBy.keys()]): string[] {
    const left = new Map(this.left);
    const changed = new Set<string>();
    for (const module of modules) {
      for (const [file, needed] of this.neededBy.get(module) ?? []) {
        const before = left.get(file);
        const after = new Set([...(before ?? [])].filter((place) => !needed.has(place)));
        if (before === undefined || after.size === before.size) continue;
        left.set(file, after);
        changed.add(file);
      }
      this.neededBy.delete(module);
    }
    this.left = left;
    if (this.neededBy.size === 0) this.importable = undefined;
    return [...changed];
  }
}
