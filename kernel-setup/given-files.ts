/**
 * The files of the kit that a class is given: its compiled files came with it, and are not made here. A newer kit is unpacked
 * over an older one; files that only the older one had are then removed.
 */
import { readdir, readFile, rm } from "node:fs/promises";
import path from "node:path";

/** The file that lists all files of a kit; a clone has none. `bootstrap.cjs` knows it too. */
export const KIT_LIST = "dist/kit.json";

/** The folders that hold nothing but the kit's files, and in `dist` what the set-up makes of them. */
const OWN = ["dist", "notebooks"];
const MADE = ["dist/code-cache/", "dist/compiler-snapshot/"];

/** Removes the files of an older kit from the kit's own folders; what a student works on lies in others. */
export async function removeFormerFiles(root: string): Promise<void> {
  const { files } = JSON.parse(await readFile(path.join(root, KIT_LIST), "utf8")) as {
    readonly files: readonly string[];
  };
  const given = new Set([...files, KIT_LIST]);
  for (const folder of OWN) {
    const entries = await readdir(path.join(root, folder), { recursive: true, withFileTypes: true });
    for (const entry of entries.filter((one) => one.isFile())) {
      const place = path.join(entry.parentPath, entry.name);
      const name = path.relative(root, place).split(path.sep).join("/");
      if (!given.has(name) && !MADE.some((made) => name.startsWith(made))) await rm(place, { force: true });
    }
  }
}
