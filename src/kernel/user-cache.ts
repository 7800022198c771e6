/**
 * The folder in which this kernel keeps, for one person, what it can make anew: where a person cannot write into the
 * installation, as in one that all people of a machine share.
 *
 * Paths are made for the given platform, not for the one that runs this, so that all can be tested on one.
 */
import path from "node:path";
import { digest } from "./digest.js";

/** What the paths of a person depend on. */
export interface Person {
  readonly platform: NodeJS.Platform;
  readonly home: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/** The folder of the kernel's caches of a person, for all installations. */
export function userCache({ platform, home, environment }: Person): string {
  if (platform === "win32")
    return path.win32.join(
      environment["LOCALAPPDATA"] || path.win32.join(home, "AppData", "Local"),
      "neurones-kernel",
    );
  const folder =
    platform === "darwin"
      ? path.posix.join(home, "Library", "Caches")
      : environment["XDG_CACHE_HOME"] || path.posix.join(home, ".cache");
  return path.posix.join(folder, "neurones-kernel");
}

/** The folder of one installation among these caches. */
export function cacheOfInstallation(person: Person, installation: string): string {
  const { join } = person.platform === "win32" ? path.win32 : path.posix;
  return join(userCache(person), digest(installation).replace(":", "-"));
}
