/**
 * Resolves a package's entry by the conditions of its `exports` (https://nodejs.org/api/packages.html).
 *
 * Node's `require.resolve` knows only the condition `require`; a package may have entries for `import` alone, or
 * other ones for it.
 */
import { existsSync, readFileSync, realpathSync } from "node:fs";
import { dirname, join } from "node:path";

/** A value in `exports`: a path, alternatives, conditions, or nothing. */
type Target = string | null | readonly Target[] | { readonly [condition: string]: Target };

/** The conditions under which Node loads ES modules. */
const CONDITIONS: ReadonlySet<string> = new Set(["import", "node", "module-sync", "node-addons", "default"]);

/**
 * The file that an import of a package leads to; undefined if there is no such package above `fromFile`, or if it
 * has no `exports`, so that `require.resolve` knows its files.
 */
export function resolveForImport(specifier: string, fromFile: string): string | undefined {
  const [, name, rest = ""] = /^((?:@[^/\\%]+\/)?[^./\\%@][^/\\%]*)(\/.*)?$/.exec(specifier) ?? [];
  if (name === undefined) return undefined;
  const folder = packageAbove(dirname(fromFile), name);
  if (folder === undefined) return undefined;
  const { exports } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as { exports?: Target };
  if (exports === undefined || exports === null) return undefined;
  const found = entry(exports, `.${rest}`);
  if (found === undefined) return undefined;
  const file = join(folder, found);
  return existsSync(file) ? realpathSync(file) : undefined;
}

/** The folder of an installed package, in this folder's `node_modules` or in those above. */
function packageAbove(folder: string, name: string): string | undefined {
  const candidate = join(folder, "node_modules", name);
  if (existsSync(join(candidate, "package.json"))) return candidate;
  return dirname(folder) === folder ? undefined : packageAbove(dirname(folder), name);
}

/** The path of the entry `subpath`, `.` or `./…`, below the package's folder. */
function entry(exports: Target, subpath: string): string | undefined {
  const entries =
    isConditions(exports) && Object.keys(exports).some((key) => key.startsWith("."))
      ? exports
      : { ".": exports };
  const exact = Object.hasOwn(entries, subpath) && !subpath.includes("*") ? entries[subpath] : undefined;
  if (exact !== undefined) return target(exact, "");
  // Of several patterns the one with the longest beginning counts.
  const patterns = Object.keys(entries)
    .filter((key) => key.includes("*"))
    .sort((a, b) => b.indexOf("*") - a.indexOf("*") || b.length - a.length);
  for (const pattern of patterns) {
    const [before = "", after = ""] = pattern.split("*");
    const isMatch =
      subpath.startsWith(before) && subpath.endsWith(after) && subpath.length >= before.length + after.length;
    if (isMatch)
      return target(entries[pattern]!, subpath.slice(before.length, subpath.length - after.length));
  }
  return undefined;
}

/** The path that a target leads to under the conditions of an import, with `star` in place of each `*`. */
function target(value: Target, star: string): string | undefined {
  if (typeof value === "string")
    return value.startsWith("./") && !value.split(/[\\/]/).includes("..")
      ? value.replaceAll("*", star)
      : undefined;
  const alternatives = isConditions(value)
    ? Object.entries(value).flatMap(([condition, inner]) => (CONDITIONS.has(condition) ? [inner] : []))
    : (value ?? []);
  for (const alternative of alternatives) {
    const found = target(alternative, star);
    if (found !== undefined) return found;
  }
  return undefined;
}

function isConditions(value: Target): value is { readonly [condition: string]: Target } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
