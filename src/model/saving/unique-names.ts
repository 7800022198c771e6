/**
 * Gives the layers of models within a model names that occur once in the whole.
 *
 * Here the layers of each model are numbered by themselves, so that two models within a model may both have a
 * `dense_1`. TensorFlow.js finds weights by the name of the layer alone, and needs different names.
 */
import type { SavedLayer } from "../../layers/saved-layer.js";
import { MODELS } from "./graph-config.js";

/** A topology with unique names of layers, and the new name of each layer by its path in the model. */
export interface Renamed {
  readonly topology: SavedLayer;
  /** By the names of the models around a layer and its own: `inner/dense_1`. */
  readonly names: ReadonlyMap<string, string>;
}

export function withUniqueNames(topology: SavedLayer): Renamed {
  const names = new Map<string, string>();
  const taken = new Set<string>();
  return { topology: renameLayers(topology, "", names, taken), names };
}

type Config = Readonly<Record<string, unknown>> & { readonly layers?: unknown };
type Layers = readonly (SavedLayer & { readonly name?: string; readonly inboundNodes?: unknown })[];

function renameLayers(
  model: SavedLayer,
  prefix: string,
  names: Map<string, string>,
  taken: Set<string>,
): SavedLayer {
  const config: Config = model.config;
  const layers = config.layers as Layers;
  const own = new Map<string, string>();
  // The names of this model first: they stay, and those of models within it give way.
  for (const layer of layers) {
    const name = nameOf(layer);
    const free = freeName(name, prefix, taken);
    own.set(name, free);
    taken.add(free);
    names.set(`${prefix}${name}`, free);
  }
  const rename = (name: string) => own.get(name) ?? name;
  const renamed = layers.map((layer) => {
    const name = nameOf(layer);
    const inner = MODELS.has(layer.className)
      ? renameLayers(layer, `${prefix}${name}/`, names, taken)
      : layer;
    return {
      ...inner,
      ...(layer.name === undefined ? {} : { name: rename(name) }),
      config: { ...inner.config, name: rename(name) },
      ...(layer.inboundNodes === undefined
        ? {}
        : { inboundNodes: renameSources(layer.inboundNodes, rename) }),
    };
  });
  return {
    ...model,
    config: {
      ...config,
      layers: renamed,
      ...Object.fromEntries(
        ["inputLayers", "outputLayers"]
          .filter((key) => key in config)
          .map((key) => [key, renameSources(config[key], rename)]),
      ),
    },
  };
}

function nameOf(layer: Layers[number]): string {
  return layer.name ?? (layer.config.name as string);
}

/** This name; where another layer has it, the names of the models around it are put in front. */
function freeName(name: string, prefix: string, taken: ReadonlySet<string>): string {
  if (!taken.has(name)) return name;
  const long = `${prefix}${name}`.replaceAll("/", "_");
  let [free, count] = [long, 2];
  while (taken.has(free)) free = `${long}_${count++}`;
  return free;
}

/** Renames the layers that tensors come from: `[name, use, output]`, in lists of any depth. */
function renameSources(sources: unknown, rename: (name: string) => string): unknown {
  if (!Array.isArray(sources)) return sources;
  const [first, ...rest] = sources as unknown[];
  return typeof first === "string"
    ? [rename(first), ...rest]
    : sources.map((each) => renameSources(each, rename));
}
