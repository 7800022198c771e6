/**
 * Resolves import specifiers to the files that contain the types.
 *
 * A cell's imports are compiled to calls of `require`, so a package's `exports` are read with the condition
 * "require" first; if it does not match, with "import". In the course, `"neurones"` and `"neurones/tfjs"` always mean
 * this package, wherever the notebook lies. Other packages are searched from the notebook's folder, then from this package.
 */
import { HAS_ENGINE, inPackage } from "#kernel/compiler/installation";
import { readNpm, type NpmSpecifier } from "../packages/npm-specifier.js";
import { placeOf, type PackagePlace } from "../packages/place.js";
import ts from "./typescript.js";

/** The entries of this package, and the files that contain their types; none where the kernel is a package of its own. */
const OWN: ReadonlyMap<string, string> = new Map(
  HAS_ENGINE
    ? [
        ["neurones", inPackage("dist", "src", "index.d.ts")],
        ["neurones/tfjs", inPackage("dist", "src", "tfjs", "index.d.ts")],
      ]
    : [],
);
/** The file of this package from which packages are searched. */
const HERE = inPackage("package.json");

export function isPackageName(name: string): boolean {
  return !name.startsWith(".") && !name.startsWith("/") && !/^[a-zA-Z]:[\\/]/.test(name);
}

/** True for local files, which a person wrote beside the notebook; false for libraries. */
export function isLocalSource(fileName: string): boolean {
  return !/\.d\.[cm]?ts$/.test(fileName) && !fileName.includes("/node_modules/");
}

/** Where the package of an import `npm:…` in a file lies; undefined if it must be downloaded first. */
export function placeOfNpm(npm: NpmSpecifier, fromFile: string): PackagePlace | undefined {
  const folders = [fromFile, HERE].map((file) => file.replaceAll("\\", "/").replace(/\/[^/]*$/, ""));
  return placeOf(npm, folders, (file) => ts.sys.readFile(file));
}

/** Resolves `specifier` in `fromFile`; the result has no `resolvedModule` if there is none. */
export function resolveModule(
  specifier: string,
  fromFile: string,
  options: ts.CompilerOptions,
  host: ts.ModuleResolutionHost,
  mode?: ts.ResolutionMode,
  cache?: ts.ModuleResolutionCache,
): ts.ResolvedModuleWithFailedLookupLocations {
  const npm = readNpm(specifier);
  const own = OWN.get(npm === undefined ? specifier : `${npm.name}${npm.path}`);
  if (own !== undefined) {
    const resolvedModule = {
      resolvedFileName: own,
      extension: ts.Extension.Dts,
      isExternalLibraryImport: true,
    };
    return { resolvedModule } as unknown as ts.ResolvedModuleWithFailedLookupLocations;
  }
  const place = npm && placeOfNpm(npm, fromFile);
  const name = place?.id ?? specifier;
  const look = (from: string, as: ts.ResolutionMode): ts.ResolvedModuleWithFailedLookupLocations =>
    ts.resolveModuleName(name, from, options, host, cache, undefined, as);
  if (fromFile.includes("/node_modules/")) return look(fromFile, mode);
  const file = place === undefined ? fromFile : `${place.folder}/importer.ts`;
  const places = isPackageName(name) && place === undefined ? [file, HERE] : [file];
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
