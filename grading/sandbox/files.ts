/** Prepares the files of the sandboxes: the image and its snapshot, once for each version of the code. */
import { existsSync } from "node:fs";
import { readdir, rm, stat } from "node:fs/promises";
import path from "node:path";
import type { Layout } from "../../system/layout.js";
import type { Confinement, SandboxFiles } from "./configuration.js";
import { makeImage } from "./image.js";
import { withSnapshot } from "./snapshot.js";

/** Milliseconds after which an image of an earlier version of the code is certainly no longer in use. */
const OLD = 24 * 3600 * 1000;

/**
 * The files, which are made where they are missing.
 * @param code  the digest of the code (`digestOfCode`)
 */
export async function prepareFiles(
  layout: Layout,
  code: string,
  confinement: Confinement,
): Promise<SandboxFiles> {
  const image = path.join(layout.state, "grading", code.slice(0, 16));
  if (!existsSync(image)) {
    await deleteOldImages(path.dirname(image));
    await makeImage(layout, image);
  }
  return withSnapshot(confinement, { image, packages: path.join(layout.root, "node_modules") });
}

/** Deletes old images. */
async function deleteOldImages(folder: string): Promise<void> {
  for (const name of await readdir(folder).catch(() => [])) {
    const image = path.join(folder, name);
    if ((await stat(image)).mtimeMs < Date.now() - OLD) await rm(image, { recursive: true, force: true });
  }
}
