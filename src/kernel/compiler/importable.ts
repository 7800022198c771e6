/**
 * The names that a cell could import: of modules that earlier cells have imported, of this package, and of Node's modules.
 * Other installed packages are not searched, since their declarations would have to be read.
 */
import ts from "./typescript.js";

/** What is known of modules. */
export interface KnownModules {
  readonly checker: ts.TypeChecker;
  /** The specifiers that cells have imported, the newest last, with the files that they lead to. */
  readonly imported: ReadonlyMap<string, ts.SourceFile>;
}

/** For each name the module from which to import it. */
export type Importable = ReadonlyMap<string, string>;

/** The searched modules of each checker: to list the names of all takes some hundredths of a second. */
const listed = new WeakMap<ts.TypeChecker, { readonly size: number; readonly names: Importable }>();

export function importableNames({ checker, imported }: KnownModules): Importable {
  const known = listed.get(checker);
  if (known?.size === imported.size) return known.names;
  const names = new Map<string, string>();
  const add = (specifier: string, module: ts.Symbol | undefined): void => {
    if (module === undefined) return;
    for (const symbol of checker.getExportsOfModule(module))
      if (symbol.name !== "default" && !names.has(symbol.name) && isValue(symbol, checker))
        names.set(symbol.name, specifier);
  };
  for (const [specifier, file] of [...imported].reverse()) add(specifier, checker.getSymbolAtLocation(file));
  for (const [specifier, module] of nodeModules(checker)) add(specifier, module);
  listed.set(checker, { size: imported.size, names });
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
