/**
 * Makes the course's extension of JupyterLab and Notebook 7 (`lab-extension/`) and puts it into the clone's
 * environment: a container that JupyterLab loads as it is, so that nothing of JupyterLab is built here.
 */
import { createHash } from "node:crypto";
import { readdir, rm } from "node:fs/promises";
import path from "node:path";
import { build } from "esbuild";
import type { Layout } from "../system/layout.js";
import { writeIfChanged } from "../system/write-aside.js";

export const EXTENSION = "neurones-cells";

/** Writes the extension, if it has changed. */
export async function installLabExtension(layout: Layout): Promise<void> {
  await writeLabExtension(layout.root, path.join(layout.jupyterData, "labextensions", EXTENSION));
}

/** Writes the extension into a folder. */
export async function writeLabExtension(root: string, folder: string): Promise<void> {
  const built = await build({
    entryPoints: [path.join(root, "dist", "lab-extension", "remote-entry.js")],
    bundle: true,
    minify: true,
    write: false,
    charset: "utf8",
    format: "iife",
    target: "es2022",
    logLevel: "error",
  });
  const text = built.outputFiles[0]!.text;
  // The name changes with the content, since browsers keep what they have loaded.
  const script = `remote-entry.${createHash("sha256").update(text).digest("hex").slice(0, 12)}.js`;
  await writeIfChanged(path.join(folder, "static", script), text);
  for (const old of await readdir(path.join(folder, "static")))
    if (old !== script) await rm(path.join(folder, "static", old), { force: true });
  const description = {
    name: EXTENSION,
    version: "0.1.0",
    jupyterlab: { extension: true, _build: { load: `static/${script}`, extension: "./extension" } },
  };
  await writeIfChanged(path.join(folder, "package.json"), `${JSON.stringify(description, null, 2)}\n`);
}
