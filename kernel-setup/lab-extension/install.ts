/** Puts the extension (`entry.ts`) where JupyterLab and Notebook 7 look for extensions in the environment. */
import { readFile } from "node:fs/promises";
import path from "node:path";
import type { Layout } from "../../system/layout.js";
import { writeIfChanged } from "../../system/write-aside.js";

/** The script as `bundle.ts` has joined it. */
const SCRIPT = new URL("../../bundle/lab-extension.js", import.meta.url);

const PACKAGE = {
  name: "neurones-widgets",
  version: "1.0.0",
  description: "Shows the still picture of a widget that no kernel answers.",
  license: "MIT",
  jupyterlab: {
    extension: true,
    _build: { load: "static/remoteEntry.js", extension: "./extension" },
  },
};

export async function installLabExtension({ jupyterData }: Layout): Promise<void> {
  const folder = path.join(jupyterData, "labextensions", PACKAGE.name);
  await writeIfChanged(path.join(folder, "static", "remoteEntry.js"), await readFile(SCRIPT));
  await writeIfChanged(path.join(folder, "package.json"), `${JSON.stringify(PACKAGE, null, 2)}\n`);
}
