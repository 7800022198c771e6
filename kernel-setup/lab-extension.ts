/** Puts the course's extension (`lab-extension/`) where JupyterLab and Notebook 7 look for extensions. */
import { readdir, readFile, rm } from "node:fs/promises";
import path from "node:path";
import type { Layout } from "../system/layout.js";
import { sha256 } from "../system/sha256.js";
import { writeIfChanged } from "../system/write-aside.js";

/** The script as `bundle.ts` has joined it. */
const SCRIPT = new URL("../bundle/lab-extension.js", import.meta.url);

export async function installLabExtension({ jupyterData }: Layout): Promise<void> {
  const folder = path.join(jupyterData, "labextensions", "neurones");
  const text = await readFile(SCRIPT);
  // The name changes with the content, since browsers keep what they have loaded.
  const script = `remote-entry.${sha256(text).slice(0, 12)}.js`;
  await writeIfChanged(path.join(folder, "static", script), text);
  for (const old of await readdir(path.join(folder, "static")))
    if (old !== script) await rm(path.join(folder, "static", old), { force: true });
  const description = {
    name: "neurones",
    version: "1.0.0",
    description:
      "Marks cells that are out of date, and shows the still picture of a widget that no kernel answers.",
    license: "MIT",
    jupyterlab: { extension: true, _build: { load: `static/${script}`, extension: "./extension" } },
  };
  await writeIfChanged(path.join(folder, "package.json"), `${JSON.stringify(description, null, 2)}\n`);
}
