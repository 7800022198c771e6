/** Disposing layers: a layer that is used several times keeps its weights until the last use is disposed. */
import { StateError } from "../../errors/errors.js";
import type { Layer as EngineLayer } from "../../layers/layer.js";
import { Model as EngineModel } from "../../model/model.js";
import * as tracking from "../memory/tracking.js";

/** What `dispose` of layers and models gives. */
export interface DisposeResult {
  refCountAfterDispose: number;
  numDisposedVariables: number;
}

/** How often each layer was disposed. */
const disposals = new WeakMap<EngineLayer, number>();

/** How many uses a layer has that are not disposed: its places in graphs, and for a model also its own graph. */
function uses(layer: EngineLayer): number {
  const places = layer.calls.length + (layer instanceof EngineModel ? 1 : 0);
  return Math.max(1, places) - (disposals.get(layer) ?? 0);
}

/** @throws StateError for a layer that is disposed */
export function checkAlive(layer: EngineLayer): void {
  if (disposals.has(layer) && uses(layer) <= 0) throw disposedAlready(layer.label);
}

/**
 * Takes one use away; with the last one, the weights are disposed, of a model those of all its layers.
 * @throws StateError for a layer that is disposed already, or was never used
 */
export function disposeLayer(layer: EngineLayer): DisposeResult {
  checkAlive(layer);
  if (!(layer instanceof EngineModel) && !layer.built && layer.calls.length === 0)
    throw neverUsed(layer.label);
  const left = uses(layer) - 1;
  disposals.set(layer, (disposals.get(layer) ?? 0) + 1);
  const result: DisposeResult = { refCountAfterDispose: left, numDisposedVariables: 0 };
  if (left > 0) return result;
  if (layer instanceof EngineModel)
    for (const each of new Set(layer.layers))
      result.numDisposedVariables += disposeLayer(each).numDisposedVariables;
  else {
    layer.weights.forEach(tracking.dispose);
    result.numDisposedVariables = layer.weights.length;
  }
  return result;
}

function neverUsed(where: string): StateError {
  return new StateError({
    where,
    argument: "dispose",
    received: { fr: "une couche sans poids encore", en: "a layer without weights yet" },
    expected: { fr: "une couche utilisée", en: "a layer that was used" },
    mend: {
      fr: "Enlevez l’appel : il n’y a rien à libérer.",
      en: "Remove the call: there is nothing to dispose.",
    },
  });
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
