/** Layers within layers, in the saved form: each as its class name and its options. */
import { COMMON } from "./layer-options.js";
import type { Layer } from "./layer.js";

/** A layer as plain data. */
export interface SavedLayer {
  readonly className: string;
  readonly config: Readonly<Record<string, unknown>>;
}

/** Under the name by which the layer around it calls it, so that the names of weights stay. */
export function savedLayer(layer: Layer): SavedLayer {
  return { className: layer.className, config: { ...layer.getConfig(), name: layer.label } };
}

/** The options that hold layers. */
const HOLDERS = ["layer", "cell", "cells"];

function isSaved(value: unknown): value is SavedLayer {
  return typeof value === "object" && value !== null && "className" in value && "config" in value;
}

/**
 * The options of a layer with layers in place of their saved forms.
 *
 * TensorFlow.js repeats the options of a cell beside it; they are removed where the layer has no such option.
 */
export function withLayers(
  config: unknown,
  known: readonly string[],
  restore: (saved: SavedLayer) => Layer,
): unknown {
  if (typeof config !== "object" || config === null) return config;
  const given = config as Readonly<Record<string, unknown>>;
  const repeated = isSaved(given.cell) ? Object.keys(given.cell.config) : [];
  return Object.fromEntries(
    Object.entries(given)
      .filter(([name]) => known.includes(name) || COMMON.includes(name) || !repeated.includes(name))
      .map(([name, value]) => [name, HOLDERS.includes(name) ? restored(value, restore) : value]),
  );
}

function restored(value: unknown, restore: (saved: SavedLayer) => Layer): unknown {
  if (Array.isArray(value)) return value.map((each) => restored(each, restore));
  return isSaved(value) ? restore(value) : value;
}
