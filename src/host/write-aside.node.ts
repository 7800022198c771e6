/** Writes a file completely or not at all: first to a temporary file beside it, which is then renamed. */
import { mkdir, readdir, rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { isRunning } from "./is-running.node.js";

export async function writeAside(file: string, content: string | Uint8Array): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true });
  await deleteLeftovers(file);
  const aside = `${file}.${process.pid}-${crypto.randomUUID().slice(0, 8)}.new`;
  try {
    await writeFile(aside, content);
    await rename(aside, file);
  } catch (error) {
    await rm(aside, { force: true });
    throw error;
  }
}

/** Deletes the temporary files that processes have left beside the file when they were ended. */
async function deleteLeftovers(file: string): Promise<void> {
  const folder = path.dirname(file);
  const start = `${path.basename(file)}.`;
  for (const name of await readdir(folder)) {
    if (!name.startsWith(start)) continue;
    const [, process] = /^(\d+)-[0-9a-f]{8}\.new$/.exec(name.slice(start.length)) ?? [];
    if (process !== undefined && !isRunning(Number(process)))
      await rm(path.join(folder, name), { force: true });
  }
}
