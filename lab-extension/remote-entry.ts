/**
 * The container by which JupyterLab loads the extension; its form is that of webpack's module federation: `init`
 * receives the shared packages, `get` gives the module with the plugins.
 */
import type { Plugin } from "./jupyterlab.js";
import { makePlugin } from "./plugin.js";
import { setShareScope, type ShareScope } from "./share-scope.js";

/** The extension's name, as in its `package.json`. */
const NAME = "neurones-cells";

interface Container {
  init(scope: ShareScope): void;
  get(module: string): Promise<() => { readonly __esModule: true; readonly default: Plugin }>;
}

const page = globalThis as { _JUPYTERLAB?: Record<string, Container> };
(page._JUPYTERLAB ??= {})[NAME] = {
  init: setShareScope,
  get: async () => {
    const plugin = await makePlugin();
    return () => ({ __esModule: true, default: plugin });
  },
};
