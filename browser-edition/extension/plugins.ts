/** The plugins of the browser edition. Each has a file or a folder of its own; they do not know each other. */
import type { Plugin } from "./jupyterlab.js";

export async function plugins(): Promise<readonly Plugin[]> {
  const made = await Promise.all<readonly Plugin[]>([]);
  return made.flat();
}
