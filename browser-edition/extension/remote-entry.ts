/**
 * The extension's container, by which JupyterLab loads it (the form is webpack's module federation): `init`
 * receives the shared packages, `get` gives the module with the plugins.
 */
import { setShareScope, type Plugin, type ShareScope } from "./jupyterlab.js";
import { plugins } from "./plugins.js";

/** The extension's name, as in its `package.json`. */
const NAME = "neurones-browser-edition";

interface Container {
  init(scope: ShareScope): void;
  get(module: string): Promise<() => { readonly __esModule: true; readonly default: readonly Plugin[] }>;
}

/** The folder of this script, which is a classic one. */
const base = new URL("./", (document.currentScript as HTMLScriptElement).src).href;

const page = globalThis as { _JUPYTERLAB?: Record<string, Container> };
(page._JUPYTERLAB ??= {})[NAME] = {
  init: setShareScope,
  get: async () => {
    const made = await plugins(base);
    return () => ({ __esModule: true, default: made });
  },
};
