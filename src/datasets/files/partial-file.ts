/**
 * A file while it is being downloaded: beside its final place, under a name of its own, so that nobody takes it for complete.
 *
 * What a download that was stopped has left is taken up by the next one. Several notebooks may want the same file at once:
 * a partial file belongs to whoever renames it to a name with its own process number in it, which only one can succeed in.
 */
import { randomUUID } from "node:crypto";
import { open, mkdir, readdir, rename, rm, truncate, type FileHandle } from "node:fs/promises";
import path from "node:path";

export class PartialFile {
  private handle: FileHandle | undefined;

  private constructor(
    readonly target: string,
    private readonly file: string,
    /** How many bytes it holds. */
    public size: number,
  ) {}

  /** Takes up what is left of an earlier download of this file, or starts a new one. */
  static async claim(target: string): Promise<PartialFile> {
    await mkdir(path.dirname(target), { recursive: true });
    const mine = `${target}.${process.pid}-${randomUUID().slice(0, 8)}.part`;
    for (const left of await abandoned(target)) {
      try {
        await rename(left, mine);
        break;
      } catch {
        // Somebody else was faster.
      }
    }
    const partial = new PartialFile(target, mine, 0);
    partial.handle = await open(mine, "a");
    partial.size = (await partial.handle.stat()).size;
    return partial;
  }

  /** Where the bytes are now. */
  get place(): string {
    return this.file;
  }

  async append(bytes: Uint8Array): Promise<void> {
    await this.handle?.appendFile(bytes);
    this.size += bytes.length;
  }

  /** Throws away what there is. */
  async restart(): Promise<void> {
    await truncate(this.file, 0);
    this.size = 0;
  }

  /** Puts the file, which is complete, in its final place. */
  async finish(): Promise<void> {
    await this.handle?.sync();
    await this.close();
    await rename(this.file, this.target);
  }

  /** Leaves what there is for a later download to take up. */
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

/** Partial files of this target that nobody is writing: left in order, or by a process that is no more. */
async function abandoned(target: string): Promise<string[]> {
  const folder = path.dirname(target);
  const start = `${path.basename(target)}.`;
  const names = (await readdir(folder)).filter((name) => name.startsWith(start) && name.endsWith(".part"));
  const free = names.filter((name) => {
    const owner = /\.(\d+)-[0-9a-f]+\.part$/.exec(name);
    return owner === null || !isAlive(Number(owner[1]));
  });
  return free.map((name) => path.join(folder, name));
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // A process of somebody else's is there, though we may not signal it.
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
