/**
 * The folder in which this kernel keeps, for one person, what it can make anew: where a person cannot write into the
 * installation, as in one that all people of a machine share.
 */
import { pathsOf, systemCache, type Person } from "../host/system-cache.node.js";
import { digest } from "./digest.js";

/** The folder of the kernel's caches of a person, for all installations. */
export function userCache(person: Person): string {
  return systemCache(person, "neurones-kernel");
}

/** The folder of one installation among these caches. */
export function cacheOfInstallation(person: Person, installation: string): string {
  return pathsOf(person).join(userCache(person), digest(installation).replace(":", "-"));
}
