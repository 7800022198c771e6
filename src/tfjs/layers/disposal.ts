/** Disposing layers: a layer of several models keeps its weights until the last of them is disposed. */
import { StateError } from "../../errors/errors.js";
import type { Layer as EngineLayer } from "../../layers/layer.js";
import { Model as EngineModel } from "../../model/model.js";
import * as tracking from "../memory/tracking.js";

/** What `dispose` of layers and models gives. */
export interface DisposeResult {
  refCountAfterDispose: number;
  numDisposedVariables: number;
}

/** In how many models a layer is. */
const references = new WeakMap<EngineLayer, number>();

/** Notes that a model has this layer. A model within a model is also in the program's hands. */
export function refer(layer: EngineLayer): void {
  references.set(layer, (references.get(layer) ?? (layer instanceof EngineModel ? 1 : 0)) + 1);
}

/**
 * Takes one reference away; with the last one, the weights are disposed, of a model those of all its layers.
 * @throws StateError for a layer that is disposed already
 */
export function disposeLayer(layer: EngineLayer): DisposeResult {
  const before = references.get(layer) ?? 1;
  if (before === 0) throw disposedAlready(layer.label);
  references.set(layer, before - 1);
  const result: DisposeResult = { refCountAfterDispose: before - 1, numDisposedVariables: 0 };
  if (before > 1) return result;
  if (layer instanceof EngineModel)
    for (const each of new Set(layer.layers))
      result.numDisposedVariables += disposeLayer(each).numDisposedVariables;
  else {
    layer.weights.forEach(tracking.dispose);
    result.numDisposedVariables = layer.weights.length;
  }
  return result;
}

function disposedAlready(where: string): StateError {
  return new StateError({
    where,
    argument: "dispose",
    received: { fr: "une couche déjà libérée", en: "a layer that is disposed already" },
    expected: { fr: "une couche qui ne l’est pas", en: "a layer that is not" },
    mend: {
      fr: "Une couche ou un modèle ne se libère qu’une fois : enlevez le second appel.",
      en: "A layer or a model is disposed only once: remove the second call.",
    },
  });
}
