/**
 * JSON and CommonJS files that a person wrote beside the notebook, as Node's `require` keeps them: read again once they
 * have changed, and with them whatever has used them.
 */
import { statSync } from "node:fs";

type Cache = NodeJS.Dict<NodeModule>;

export class LocalFiles {
  /** What was read, with the time and size that it had. */
  private readonly versions = new Map<string, string>();
  /** The local modules of the kernel's own that asked for a file. */
  private readonly users = new Map<string, Set<string>>();

  constructor(
    private readonly cache: Cache,
    /** Folders whose files never change while the kernel lives. */
    private readonly fixed: readonly string[],
  ) {}

  /** A local module asks for a file. */
  usedBy(path: string, user: string): void {
    if (this.isLocal(path)) this.users.set(path, (this.users.get(path) ?? new Set()).add(user));
  }

  /** Remembers what has been read since. */
  note(): void {
    for (const path of Object.keys(this.cache))
      if (!this.versions.has(path) && this.isLocal(path)) this.versions.set(path, versionOf(path));
  }

  /** Forgets the files that have changed. Gives the local modules that have used them. */
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
