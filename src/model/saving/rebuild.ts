/** Makes a model from the plain data in its `model.json`. */
import { DataError } from "../../errors/errors.js";
import type { Layer } from "../../layers/layer.js";
import { layerFromSaved } from "../../layers/registry.js";
import type { SavedLayer } from "../../layers/saved-layer.js";
import { SymbolicTensor } from "../../layers/symbolic-tensor.js";
import type { BatchShape } from "../../tensor/shape.js";
import { Model } from "../model.js";
import { Sequential } from "../sequential.js";
import { fromKeras } from "./key-case.js";
import { firstUse, MODELS, type GraphConfig, type Source } from "./graph-config.js";

interface ChainConfig {
  readonly name: string;
  readonly layers: readonly SavedLayer[];
}

/**
 * @throws ArgumentError for an unknown layer class, DataError for a connection to a layer that does not exist
 */
export function modelFromSaved({ className, config }: SavedLayer, seed?: number): Model {
  const model =
    className === "Sequential"
      ? chain(config as unknown as ChainConfig, seed)
      : connected(config as unknown as GraphConfig, seed);
  model.trainable = config.trainable !== false;
  return model;
}

function chain({ name, layers }: ChainConfig, seed: number | undefined): Sequential {
  return new Sequential({ name, seed, layers: layers.map(layerOf) });
}

function layerOf(saved: SavedLayer): Layer {
  return MODELS.has(saved.className) ? modelFromSaved(saved) : layerFromSaved(saved, layerOf);
}

/** The outputs of each use of a layer; none for use 0 of a model, which is its construction. */
type Uses = (readonly SymbolicTensor[])[];

/** One use of a layer that is not connected yet. */
interface Waiting {
  readonly layer: Layer;
  readonly uses: Uses;
  readonly sources: readonly Source[];
}

function connected(
  { name, layers, inputLayers, outputLayers }: GraphConfig,
  seed: number | undefined,
): Model {
  const usesOf = new Map<string, Uses>();
  let waiting: Waiting[] = [];
  for (const node of layers) {
    const uses: Uses = Array.from({ length: firstUse(node.className) }, () => []);
    usesOf.set(node.name, uses);
    if (node.className === "InputLayer")
      uses.push([new SymbolicTensor(node.config.batchInputShape as BatchShape, undefined, node.name)]);
    else {
      const layer = layerOf(node);
      waiting.push(...node.inboundNodes.map((sources) => ({ layer, uses, sources })));
    }
  }
  const tensorOf = ([layer, use, output]: Source) => usesOf.get(layer)?.[use]?.[output];
  // A use is connected as soon as all its inputs are; the order of the list does not matter.
  while (waiting.length > 0) {
    const left = waiting.filter(({ layer, uses, sources }, i) => {
      const tensors = sources.map(tensorOf).filter((tensor) => tensor !== undefined);
      const earlierUse = waiting
        .slice(0, i)
        .some((other) => other.uses === uses && other.sources.map(tensorOf).includes(undefined));
      if (earlierUse || tensors.length < sources.length) return true;
      const outputs = layer.apply<SymbolicTensor | SymbolicTensor[]>(
        tensors.length === 1 ? tensors[0] : tensors,
        callOptions(sources),
      );
      uses.push(Array.isArray(outputs) ? outputs : [outputs]);
      return false;
    });
    if (left.length === waiting.length) throw disconnected(name);
    waiting = left;
  }
  const ends = (sources: readonly Source[]) => sources.map((source) => tensorOf(source) ?? fail(name));
  return new Model({ name, seed, inputs: ends(inputLayers), outputs: ends(outputLayers) });
}

/** What the layer was given besides its inputs, which is saved beside the first of them. */
function callOptions([[, , , options = {}]]: readonly Source[]): object {
  return Object.fromEntries(
    Object.entries(fromKeras(options) as object).filter(([, value]) => value !== null),
  );
}

function fail(name: string): never {
  throw disconnected(name);
}

function disconnected(name: string): DataError {
  return new DataError({
    where: "loadLayersModel",
    argument: name,
    received: { fr: "des couches reliées à rien", en: "layers that are not connected" },
    expected: { fr: "un chemin des entrées aux sorties", en: "a path from the inputs to the outputs" },
    mend: {
      fr: "Le fichier est abîmé : enregistrez le modèle de nouveau.",
      en: "The file is damaged: save the model again.",
    },
  });
}
