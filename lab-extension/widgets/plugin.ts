/** The plugin that gives every registry of renderers what `still.ts` does. */
import type { Plugin, Token } from "../plugin.js";
import { shared } from "../share-scope.js";
import { addStyle } from "../style.js";
import type { Factory, Registry } from "./jupyterlab.js";
import { STYLE, VIEW, withStill } from "./still.js";

/** The rank that the widgets' plugin gives its renderer. */
const RANK = -10;

export async function widgetsPlugin(): Promise<Plugin> {
  const { IRenderMimeRegistry } = await shared<{ readonly IRenderMimeRegistry: Token }>(
    "@jupyterlab/rendermime",
  );
  return {
    id: "neurones:widgets",
    description: "Shows the still picture of a widget that no kernel answers.",
    autoStart: true,
    requires: [IRenderMimeRegistry],
    activate: (_: unknown, registry: Registry) => {
      addStyle(STYLE);
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
