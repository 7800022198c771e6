/** The plugins of the browser edition. Each has a file or a folder of its own; they do not know each other. */
import type * as PageKernel from "../kernel/page-kernel.js";
import { labPlugins } from "../../lab-extension/plugins.js";
import { checksPlugins } from "../checks/checks-plugin.js";
import { storagePlugins } from "../storage/storage-plugin.js";
import { kernelPlugins } from "./kernel-plugin.js";
import type { Plugin } from "../../lab-extension/plugin.js";

/** Makes the plugins; `base` is the address of the folder of the extension's scripts. */
export async function plugins(base: string): Promise<readonly Plugin[]> {
  // An ES module of its own, which finds its workers beside it.
  const kernel = (): Promise<typeof PageKernel> => import(`${base}kernel.js`) as Promise<typeof PageKernel>;
  const logo = (size: number): string => new URL(`../logos/logo-${size}x${size}.png`, base).href;
  const made = await Promise.all([
    kernelPlugins(kernel, logo),
    storagePlugins(),
    checksPlugins(),
    labPlugins(),
  ]);
  return made.flat();
}
