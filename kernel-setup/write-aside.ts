/**
 * Writing a file whole or not at all: beside its place first, then renamed into it.
 */
import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";

/** Writes the file, making its folders; whoever reads it sees the old content or the new. */
export async function writeAside(file: string, content: string | Uint8Array): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true });
  const aside = `${file}.${process.pid}.part`;
  try {
    await writeFile(aside, content);
    await rename(aside, file);
  } catch (error) {
    await rm(aside, { force: true });
    throw error;
  }
}

/** Writes the file unless it holds this content already. */
export async function writeIfChanged(file: string, content: string | Uint8Array): Promise<void> {
  const present = await readFile(file).catch(() => undefined);
  if (present?.equals(Buffer.from(content))) return;
  await writeAside(file, content);
}
