/**
 * The container by which JupyterLab loads an extension; its form is that of webpack's module federation: `init`
 * receives the shared packages, `get` gives the module with the plugins. It is written by hand, since an extension
 * that contains nothing of JupyterLab's needs no builder of JupyterLab's.
 * https://jupyterlab.readthedocs.io/en/stable/extension/extension_dev.html#prebuilt-extensions
 */
import type { Plugin } from "./plugin.js";
import { setShareScope, type ShareScope } from "./share-scope.js";

interface Container {
  init(scope: ShareScope): void;
  get(module: string): Promise<() => { readonly __esModule: true; readonly default: readonly Plugin[] }>;
}

/**
 * Gives the container to JupyterLab.
 * @param name the extension's name, as in its `package.json`
 * @param plugins makes the plugins, once the shared packages are known
 */
export function defineContainer(name: string, plugins: () => Promise<readonly Plugin[]>): void {
  const page = globalThis as { _JUPYTERLAB?: Record<string, Container> };
  (page._JUPYTERLAB ??= {})[name] = {
    init: setShareScope,
    get: async () => {
      const made = await plugins();
      return () => ({ __esModule: true, default: made });
    },
  };
}
