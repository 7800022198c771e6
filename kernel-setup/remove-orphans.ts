/**
 * Removing what was compiled from sources that are gone: the compiler leaves it, and a deleted test would run for ever.
 */
import { existsSync } from "node:fs";
import { readdir, rm } from "node:fs/promises";
import path from "node:path";
import type { Layout } from "./layout.js";

/** The endings of what one source `x.ts` compiles to. */
const COMPILED = /\.(d\.ts|js\.map|js)$/;

/** Deletes each compiled file without a source; returns how many there were. */
export async function removeOrphans(layout: Layout): Promise<number> {
  const compiled = path.join(layout.root, "dist");
  const files = await readdir(compiled, { recursive: true });
  const orphans = files.filter(
    (file) => COMPILED.test(file) && !existsSync(path.join(layout.root, file.replace(COMPILED, ".ts"))),
  );
  for (const file of orphans) await rm(path.join(compiled, file));
  return orphans.length;
}
