/**
 * Where data sets lie on this machine: in the folder that `NEURONES_DATA` names, or in the folder that the system keeps for
 * what can be had again.
 */
import { access, constants, stat } from "node:fs/promises";
import { homedir } from "node:os";
import path from "node:path";

export type Environment = Readonly<Record<string, string | undefined>>;

/** The machine's own folder for caches: `~/.cache`, `~/Library/Caches`, or `%LOCALAPPDATA%`. */
export function platformCache(
  env: Environment = process.env,
  platform: NodeJS.Platform = process.platform,
  home: string = homedir(),
): string {
  const { join } = platform === "win32" ? path.win32 : path.posix;
  if (platform === "win32")
    return join(env["LOCALAPPDATA"] || join(home, "AppData", "Local"), "neurones", "Cache");
  if (platform === "darwin") return join(home, "Library", "Caches", "neurones");
  return join(env["XDG_CACHE_HOME"] || join(home, ".cache"), "neurones");
}

/** Where to look for a data set, and where to write it. */
export interface DataFolders {
  /** Folders to look into, in this order. */
  readonly readable: readonly string[];
  /** The folder that downloads and indices are written into; it may not exist yet. */
  readonly writable: string;
}

/** The folders of one data set. A folder that `NEURONES_DATA` names is used alone, unless nothing can be written there. */
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
 * Whether files may be written into a folder, or into one that would be made there. A folder without a single write permission
 * is respected even where the system would let us (an administrator may write anywhere): whoever took them away meant it.
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
