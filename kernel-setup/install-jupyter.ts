/** Puts the course into the environment's Jupyter: its kernel, JupyterLab's settings, and its extension. */
import type { Language } from "../src/language/language.js";
import type { Layout } from "../system/layout.js";
import { installSettings } from "./jupyter-settings.js";
import { installKernelspec } from "./kernelspec.js";
import { installLabExtension } from "./lab-extension.js";

/** Writes what has changed; `language` is that of JupyterLab's pages where nothing else is chosen. */
export async function installJupyter(layout: Layout, language: Language): Promise<void> {
  await installKernelspec(layout);
  await installSettings(layout, language);
  await installLabExtension(layout);
}
