/**
 * JSON and CommonJS files that a person wrote beside the notebook. Node's `require` caches them; here they
 * are removed from the cache when they have changed on disk, together with the modules that use them.
 */
import { statSync } from "node:fs";

type Cache = NodeJS.Dict<NodeModule>;

export class LocalFiles {
  /** The files that were read, each with its modification time and size at that moment. */
  private readonly versions = new Map<string, string>();
  /** For each file, the compiled local modules that required it. */
  private readonly users = new Map<string, Set<string>>();

  constructor(
    private readonly cache: Cache,
    /** Folders whose files never change while the kernel runs. */
    private readonly fixed: readonly string[],
  ) {}

  /** Records that a compiled local module requires a file. */
  usedBy(path: string, user: string): void {
    if (this.isLocal(path)) this.users.set(path, (this.users.get(path) ?? new Set()).add(user));
  }

  /** Records the files that were read since the last call. */
  note(): void {
    for (const path of Object.keys(this.cache))
      if (!this.versions.has(path) && this.isLocal(path)) this.versions.set(path, versionOf(path));
  }

  /**
   * Removes the files that have changed from the cache. Returns the compiled local modules that have used
   * them.
   */
  forgetChanged(): Set<string> {
    const outdated = new Set<string>();
    for (const [path, version] of [...this.versions])
      if (versionOf(path) !== version) this.forget(path, outdated);
    return outdated;
  }

  private forget(path: string, outdated: Set<string>): void {
    if (!this.versions.delete(path)) return;
    for (const user of this.users.get(path) ?? []) outdated.add(user);
    this.users.delete(path);
    delete this.cache[path];
    for (const [user, module] of Object.entries(this.cache)) {
      if (module?.children.some(({ filename }) => filename === path)) this.forget(user, outdated);
    }
  }

  private isLocal(path: string): boolean {
    return !/[\\/]node_modules[\\/]/.test(path) && !this.fixed.some((folder) => path.startsWith(folder));
  }
}

function versionOf(path: string): string {
  const stat = statSync(path, { throwIfNoEntry: false });
  return stat === undefined ? "" : `${stat.mtimeMs} ${stat.size}`;
}
