/** Writes a file completely or not at all, and only if its content changes. */
import { readFile } from "node:fs/promises";
import { writeAside } from "../src/host/write-aside.node.js";

export { writeAside };

/** Writes the file unless it holds this content already. */
export async function writeIfChanged(file: string, content: string | Uint8Array): Promise<void> {
  const present = await readFile(file).catch(() => undefined);
  if (present?.equals(Buffer.from(content))) return;
  await writeAside(file, content);
}
