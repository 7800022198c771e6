/**
 * Where the package of an import `npm:NAME@RANGE` lies: installed above the file that imports it, in a version that
 * satisfies the range, or in the folder into which the kernel downloads packages (`main/download-packages.ts`).
 *
 * The compiler and the runner ask this each for itself, so that types and code are those of one file.
 */
import { isRange, satisfies } from "./version-range.js";
import type { NpmSpecifier } from "./npm-specifier.js";

/** The folder beside a notebook for downloaded packages, and the list of them in it. */
export const DOWNLOADS = ".neurones-packages";
export const INDEX = "downloaded.json";

/** The list: for each import that was downloaded, `NAME@RANGE`, the folder of its package in `node_modules`. */
export type Downloaded = Readonly<Record<string, string>>;

export interface PackagePlace {
  /** The folder whose `node_modules` holds the package. */
  readonly folder: string;
  /** The package's name there, followed by the path in it. */
  readonly id: string;
}

/** The text of a file; undefined if there is none. */
export type ReadText = (file: string) => string | undefined;

/** The place of the package for a file in this folder, or in the first of several; undefined if there is none. */
export function placeOf(
  npm: NpmSpecifier,
  folders: readonly string[],
  read: ReadText,
): PackagePlace | undefined {
  for (const start of folders)
    for (let folder: string | undefined = start; folder !== undefined; folder = parentOf(folder)) {
      const found = installedIn(folder, npm, read) ?? downloadedIn(`${folder}/${DOWNLOADS}`, npm, read);
      if (found !== undefined) return found;
    }
  return undefined;
}

/** The key of an import in the list of downloads. */
export function keyOf({ name, range = "" }: NpmSpecifier): string {
  return `${name}@${range}`;
}

/** The list of a folder of downloads; empty if there is none. */
export function downloadsIn(folder: string, read: ReadText): Downloaded {
  return (parsed(read(`${folder}/${INDEX}`)) ?? {}) as Downloaded;
}

/** The version of a package in a folder's `node_modules`; undefined if there is none. */
export function versionIn(folder: string, name: string, read: ReadText): string | undefined {
  const version = parsed(read(`${folder}/node_modules/${name}/package.json`))?.["version"];
  return typeof version === "string" ? version : undefined;
}

function installedIn(folder: string, npm: NpmSpecifier, read: ReadText): PackagePlace | undefined {
  const { name, range, path } = npm;
  return fits(versionIn(folder, name, read), range) ? { folder, id: `${name}${path}` } : undefined;
}

function downloadedIn(folder: string, npm: NpmSpecifier, read: ReadText): PackagePlace | undefined {
  const downloaded = downloadsIn(folder, read);
  const { name, range, path } = npm;
  const exact = downloaded[keyOf(npm)];
  const others = Object.entries(downloaded)
    .filter(([key]) => key.startsWith(`${name}@`))
    .map(([, alias]) => alias);
  const isTag = range !== undefined && !isRange(range);
  const alias = isTag
    ? exact
    : [exact, ...others].find((one) => one !== undefined && fits(versionIn(folder, one, read), range));
  return alias === undefined ? undefined : { folder, id: `${alias}${path}` };
}

/** Without a range any version is meant, prereleases too; a tag is none that an installed package is known to have. */
function fits(version: string | undefined, range: string | undefined): boolean {
  return version !== undefined && (range === undefined || satisfies(version, range));
}

function parentOf(folder: string): string | undefined {
  const parent = folder.replace(/[\\/][^\\/]*$/, "");
  return parent === folder || parent === "" ? undefined : parent;
}

function parsed(text: string | undefined): Readonly<Record<string, unknown>> | undefined {
  if (text === undefined) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}
