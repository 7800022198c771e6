/**
 * The declarations of Node's modules that the compiler has read. They are more than half of all declarations, but hardly a
 * notebook imports `node:inspector` or `node:http2`. So the compiler's snapshot holds of most modules only what globals such as
 * `process`, `fetch` and `crypto` need; a cell that imports one of these modules makes the compiler read all of them.
 */
import { nodeNames, type Importable } from "./importable.js";
import { partsOf, unreachedParts } from "./reached-declarations.js";
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
  /** For each file the places of the declarations that were left out, among `partsOf`. */
  private left: ReadonlyMap<string, ReadonlySet<number>> = new Map();
  /** The names of all modules from which something may have been left out. */
  private parted: ReadonlySet<string> = new Set();
  /** What cells could import from Node's modules, while declarations are left out. */
  importable: Importable | undefined;

  /** From now on, files are read without the declarations that nothing in this program needs. Returns their names. */
  leaveOut(program: ts.Program): string[] {
    const checker = program.getTypeChecker();
    const modules = checker.getAmbientModules().map(({ name }) => name.slice(1, -1));
    this.parted = new Set(modules.filter((name) => !COMMON.has(name.replace(/^node:/, "").split("/")[0])));
    this.importable = nodeNames(checker);
    this.left = unreachedParts(program, (name) => this.parted.has(name));
    return [...this.left.keys()];
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

  /** True if a file imports a module from which something was left out, declares something in it, or may ask for any. */
  isNamedIn(file: BoundFile): boolean {
    if (this.parted.size === 0) return false;
    const declared = file.statements.flatMap((one) =>
      ts.isModuleDeclaration(one) && ts.isStringLiteral(one.name) ? [one.name] : [],
    );
    return (
      file.identifiers.has(ANY_MODULE) ||
      [...file.imports, ...declared].some(({ text }) => this.parted.has(text))
    );
  }

  /** From the next program on, all declarations. Returns the names of the files to be read again. */
  readWhole(): string[] {
    const files = [...this.left.keys()];
    this.left = new Map();
    this.parted = new Set();
    this.importable = undefined;
    return files;
  }
}
