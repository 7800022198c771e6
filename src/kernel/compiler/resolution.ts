/**
 * From an import's name to the file whose types it has.
 *
 * A cell's imports end as calls of `require`, so a package's `exports` are read with the condition "require" first, and
 * with "import" where that leads nowhere. `"neurones"` is this package from whatever folder the notebook lies in; other
 * packages are looked for from the notebook's folder, then among this package's own.
 */
import { join } from "node:path";
import { PACKAGE_ROOT } from "./options.js";
import ts from "./typescript.js";

const SELF = "neurones";
const SELF_TYPES = join(PACKAGE_ROOT, "dist", "src", "index.d.ts");
/** A file in this package, to look for packages from. */
const HERE = join(PACKAGE_ROOT, "package.json");

export function isPackageName(name: string): boolean {
  return !name.startsWith(".") && !name.startsWith("/") && !/^[a-zA-Z]:[\\/]/.test(name);
}

/** True for files that a person wrote beside a notebook, as against libraries. */
export function isLocalSource(fileName: string): boolean {
  return !/\.d\.[cm]?ts$/.test(fileName) && !fileName.includes("/node_modules/");
}

/** Where `name` leads when `fromFile` imports it, or nothing. */
export function resolveModule(
  name: string,
  fromFile: string,
  options: ts.CompilerOptions,
  host: ts.ModuleResolutionHost,
  mode?: ts.ResolutionMode,
  cache?: ts.ModuleResolutionCache,
): ts.ResolvedModuleWithFailedLookupLocations {
  if (name === SELF) {
    const resolvedModule = {
      resolvedFileName: SELF_TYPES,
      extension: ts.Extension.Dts,
      isExternalLibraryImport: true,
    };
    return { resolvedModule } as unknown as ts.ResolvedModuleWithFailedLookupLocations;
  }
  const look = (from: string, as: ts.ResolutionMode): ts.ResolvedModuleWithFailedLookupLocations =>
    ts.resolveModuleName(name, from, options, host, cache, undefined, as);
  if (fromFile.includes("/node_modules/")) return look(fromFile, mode);
  const places = isPackageName(name) ? [fromFile, HERE] : [fromFile];
  let nothing: ts.ResolvedModuleWithFailedLookupLocations | undefined;
  for (const place of places) {
    for (const as of [ts.ModuleKind.CommonJS, ts.ModuleKind.ESNext] as const) {
      const found = look(place, as);
      if (found.resolvedModule !== undefined) return found;
      nothing ??= found;
    }
  }
  return nothing!;
}
