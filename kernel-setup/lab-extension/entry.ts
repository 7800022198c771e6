/**
 * An extension of JupyterLab and Notebook 7, as a script that their pages load (`install.ts`): it gives every
 * registry of renderers what `still.ts` does.
 *
 * The script is a container of webpack's module federation, in which JupyterLab looks for a plugin. It is
 * written by hand: a plugin of one file needs no builder of JupyterLab's.
 * https://jupyterlab.readthedocs.io/en/stable/extension/extension_dev.html#prebuilt-extensions
 */
import type { Factory, Registry, ShareScope, Token } from "./jupyterlab.js";
import { STYLE, VIEW, withStill } from "./still.js";

/** The name of the package, under which JupyterLab looks for the container. */
const NAME = "neurones-widgets";
/** The rank that the widgets' plugin gives its renderer. */
const RANK = -10;

let scope: ShareScope = {};

/** A module that JupyterLab shares. */
async function shared(name: string): Promise<Readonly<Record<string, Token>>> {
  const [version] = Object.values(scope[name] ?? {});
  return (await version.get())() as Readonly<Record<string, Token>>;
}

async function plugin(): Promise<unknown> {
  const { IRenderMimeRegistry } = await shared("@jupyterlab/rendermime");
  return {
    id: `${NAME}:plugin`,
    description: "Shows the still picture of a widget that no kernel answers.",
    autoStart: true,
    requires: [IRenderMimeRegistry],
    activate: (_: unknown, registry: Registry) => {
      document.head.append(Object.assign(document.createElement("style"), { textContent: STYLE }));
      wrapAll(registry);
    },
  };
}

/** Each notebook has a registry of its own, to which the widgets' plugin adds a factory. */
function wrapAll(registry: Registry): void {
  const done = new WeakSet<Factory>();
  const registries = Object.getPrototypeOf(registry) as Registry;
  const { addFactory } = registries;
  registries.addFactory = function (this: Registry, factory, rank) {
    if (!factory.mimeTypes.includes(VIEW) || done.has(factory)) return addFactory.call(this, factory, rank);
    const wrapped = withStill(factory, this);
    done.add(wrapped);
    addFactory.call(this, wrapped, rank);
  };
  const present = registry.getFactory(VIEW);
  if (present !== undefined) registry.addFactory(present, RANK);
}

const containers = ((globalThis as { _JUPYTERLAB?: Record<string, unknown> })._JUPYTERLAB ??= {});
containers[NAME] = {
  init: (sharing: ShareScope) => void (scope = sharing),
  get: async () => {
    const made = await plugin();
    return () => ({ __esModule: true, default: made });
  },
};
