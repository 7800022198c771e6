/** The folders for data sets: the one that `NEURONES_DATA` names, or the system's folder for caches. */
import { access, constants, stat } from "node:fs/promises";
import { homedir } from "node:os";
import path from "node:path";
import { systemCache } from "../../host/system-cache.node.js";

export type Environment = Readonly<Record<string, string | undefined>>;

/** The folder for data sets among a person's caches. */
export function platformCache(
  environment: Environment = process.env,
  platform: NodeJS.Platform = process.platform,
  home: string = homedir(),
): string {
  const person = { platform, home, environment };
  return platform === "win32" ? systemCache(person, "neurones", "Cache") : systemCache(person, "neurones");
}

/** The folders in which a data set is searched, and the one to which it is written. */
export interface DataFolders {
  /** The folders to search, in this order. */
  readonly readable: readonly string[];
  /** The folder for downloads and indices; it may not exist yet. */
  readonly writable: string;
}

/**
 * The folders of one data set. If `NEURONES_DATA` names a folder that can be written to, it is the only one.
 */
export async function dataFolders(folder: string, env: Environment = process.env): Promise<DataFolders> {
  const cache = path.join(platformCache(env), folder);
  const named = env["NEURONES_DATA"];
  if (!named) return { readable: [cache], writable: cache };
  const chosen = path.resolve(named, folder);
  return (await isWritable(chosen))
    ? { readable: [chosen], writable: chosen }
    : { readable: [chosen, cache], writable: cache };
}

/**
 * Whether files may be written into a folder, or into a folder to be created under this path. A folder
 * without any write permission counts as read-only, even for an administrator, whom the system would allow to
 * write.
 */
export async function isWritable(folder: string): Promise<boolean> {
  try {
    const { mode } = await stat(folder);
    if ((mode & 0o222) === 0) return false;
    await access(folder, constants.W_OK);
    return true;
  } catch (error) {
    const above = path.dirname(folder);
    return (error as NodeJS.ErrnoException).code === "ENOENT" && above !== folder && isWritable(above);
  }
}
