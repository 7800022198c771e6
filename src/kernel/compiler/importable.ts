/**
 * The names that a cell could import: of modules that earlier cells have imported, of this package, of the packages of the
 * project, and of Node's modules.
 */
import type { ProjectExports } from "./project-packages.js";
import ts from "./typescript.js";

/** What is known of modules. */
export interface KnownModules {
  readonly checker: ts.TypeChecker;
  /** The specifiers that cells have imported, the newest last, with the files that they lead to. */
  readonly imported: ReadonlyMap<string, ts.SourceFile>;
  /** The names in Node's modules, where the checker does not know all of them. */
  readonly node: Importable | undefined;
  /** The names of the packages of the project; undefined where they are not searched. */
  readonly project: ProjectExports | undefined;
}

/** For each name the module from which to import it. */
export type Importable = ReadonlyMap<string, string>;

/** The names that the checker knows, of the imported modules and of Node's. */
interface Listed {
  readonly size: number;
  readonly imported: Importable;
  readonly node: Importable;
}

/** The searched modules of each checker: to list the names of all takes some hundredths of a second. */
const listed = new WeakMap<ts.TypeChecker, Listed>();

/** Where modules export the same name: what cells import comes first, what the project needs only for its development last. */
export function importableNames({ checker, imported, node, project }: KnownModules): Importable {
  const known = listed.get(checker);
  const names = known?.size === imported.size ? known : list(checker, imported, node);
  listed.set(checker, names);
  if (project === undefined) return new Map([...names.node, ...names.imported]);
  return new Map([...project.others, ...names.node, ...project.needed, ...names.imported]);
}

function list(
  checker: ts.TypeChecker,
  imported: ReadonlyMap<string, ts.SourceFile>,
  node = nodeNames(checker),
): Listed {
  const newestFirst = [...imported]
    .reverse()
    .map(([specifier, file]) => [specifier, checker.getSymbolAtLocation(file)] as const);
  return {
    size: imported.size,
    imported: namesOf(newestFirst, checker),
    node,
  };
}

/** The values that Node's modules export, each with the module from which to import it. */
export function nodeNames(checker: ts.TypeChecker): Importable {
  return namesOf(nodeModules(checker), checker);
}

/** The values that modules export, each with the first module that has it. */
function namesOf(
  modules: readonly (readonly [specifier: string, module: ts.Symbol | undefined])[],
  checker: ts.TypeChecker,
): Importable {
  const names = new Map<string, string>();
  for (const [specifier, module] of modules) {
    if (module === undefined) continue;
    for (const symbol of checker.getExportsOfModule(module))
      if (symbol.name !== "default" && !names.has(symbol.name) && isValue(symbol, checker))
        names.set(symbol.name, specifier);
  }
  return names;
}

/** Node's modules, general ones before their parts: `node:path` before `node:path/posix`. */
function nodeModules(checker: ts.TypeChecker): [string, ts.Symbol][] {
  return checker
    .getAmbientModules()
    .map((module): [string, ts.Symbol] => [module.name.slice(1, -1), module])
    .filter(([specifier]) => specifier.startsWith("node:"))
    .sort(([a], [b]) => a.split("/").length - b.split("/").length || (a < b ? -1 : 1));
}

function isValue(symbol: ts.Symbol, checker: ts.TypeChecker): boolean {
  const target = symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
  return (target.flags & ts.SymbolFlags.Value) !== 0;
}
