/**
 * A file while it is being downloaded. It lies beside its final place under another name, so that nothing
 * takes it for complete.
 *
 * A download continues the partial file of an earlier one that was interrupted. Several notebooks may
 * download the same file at the same time: a process owns a partial file after renaming it to a name with its
 * process id, and only one process can succeed in that.
 */
import { randomUUID } from "node:crypto";
import { open, mkdir, readdir, rename, rm, truncate, type FileHandle } from "node:fs/promises";
import path from "node:path";
import { isRunning } from "../../host/is-running.node.js";

export class PartialFile {
  private handle: FileHandle | undefined;

  private constructor(
    readonly target: string,
    private readonly file: string,
    /** The number of bytes received so far. */
    public size: number,
  ) {}

  /** Takes over the partial file of an earlier download, or creates a new one. */
  static async claim(target: string): Promise<PartialFile> {
    await mkdir(path.dirname(target), { recursive: true });
    const mine = `${target}.${process.pid}-${randomUUID().slice(0, 8)}.part`;
    for (const left of await abandoned(target)) {
      try {
        await rename(left, mine);
        break;
      } catch {
        // Another process has taken it.
      }
    }
    const partial = new PartialFile(target, mine, 0);
    partial.handle = await open(mine, "a");
    partial.size = (await partial.handle.stat()).size;
    return partial;
  }

  /** The path of the partial file. */
  get place(): string {
    return this.file;
  }

  async append(bytes: Uint8Array): Promise<void> {
    await this.handle?.appendFile(bytes);
    this.size += bytes.length;
  }

  /** Deletes the bytes received so far. */
  async restart(): Promise<void> {
    await truncate(this.file, 0);
    this.size = 0;
  }

  /** Moves the complete file to its final place. */
  async finish(): Promise<void> {
    await this.handle?.sync();
    await this.close();
    await rename(this.file, this.target);
  }

  /** Releases the partial file, so that a later download can continue it. */
  async leave(): Promise<void> {
    await this.close();
    if (this.size === 0) await rm(this.file, { force: true });
    else await rename(this.file, `${this.target}.part`);
  }

  private async close(): Promise<void> {
    await this.handle?.close();
    this.handle = undefined;
  }
}

/**
 * The partial files of this target that no process owns: released, or left by a process that no longer runs.
 */
async function abandoned(target: string): Promise<string[]> {
  const folder = path.dirname(target);
  const start = `${path.basename(target)}.`;
  const names = (await readdir(folder)).filter((name) => name.startsWith(start) && name.endsWith(".part"));
  const free = names.filter((name) => {
    const owner = /\.(\d+)-[0-9a-f]+\.part$/.exec(name);
    return owner === null || !isRunning(Number(owner[1]));
  });
  return free.map((name) => path.join(folder, name));
}
