/**
 * The folder in which a system lets a person's programs keep what they can make anew: `~/.cache`, `~/Library/Caches`
 * or `%LOCALAPPDATA%`.
 *
 * Paths are made for the given platform, not for the one that runs this, so that all can be tested on one.
 */
import path from "node:path";

/** What the paths of a person depend on. */
export interface Person {
  readonly platform: NodeJS.Platform;
  readonly home: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/** The person's folder for caches, joined with these names of folders below it. */
export function systemCache(person: Person, ...below: readonly string[]): string {
  const { platform, home, environment } = person;
  const { join } = pathsOf(person);
  if (platform === "win32")
    return join(environment["LOCALAPPDATA"] || join(home, "AppData", "Local"), ...below);
  if (platform === "darwin") return join(home, "Library", "Caches", ...below);
  return join(environment["XDG_CACHE_HOME"] || join(home, ".cache"), ...below);
}

/** How the person's system writes paths. */
export function pathsOf({ platform }: Person): path.PlatformPath {
  return platform === "win32" ? path.win32 : path.posix;
}
