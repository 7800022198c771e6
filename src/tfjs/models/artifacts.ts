/** A model as TensorFlow.js' plain data, and a model from these data: the engine's own, in the types of handlers. */
import { DataError } from "../../errors/errors.js";
import type { Sentence } from "../../language/language.js";
import { artifactsOf as engineArtifacts } from "../../model/saving/artifacts.js";
import { modelFromArtifacts, setStoredWeights } from "../../model/saving/from-artifacts.js";
import {
  decodeWeights as decodeStored,
  type Fail,
  type StoredWeight,
} from "../../model/saving/weight-specs.js";
import { placedWeights } from "../../model/description.js";
import type { Model } from "../../model/model.js";
import { concatenateArrayBuffers } from "../io/bytes.js";
import type { ModelArtifacts, SaveConfig, TrainingConfig, WeightsManifestEntry } from "../io/types.js";
import { encodeWeights } from "../io/weights.js";
import { lenient } from "../options.js";
import { modelFromTopology } from "./topology.js";

/** What TensorFlow.js writes beside the layers. */
export const VERSIONS = { keras_version: "tfjs-layers 4.22.0", backend: "tensor_flow.js" };

export async function artifactsOf(model: Model, config: SaveConfig = {}): Promise<ModelArtifacts> {
  const { includeOptimizer = false, trainableOnly = false } = config;
  const made = engineArtifacts(model, model.compiledSettings, includeOptimizer);
  const artifacts: ModelArtifacts = {
    ...made,
    modelTopology: { ...(made.modelTopology as object), ...VERSIONS },
    trainingConfig: made.trainingConfig as TrainingConfig | undefined,
    userDefinedMetadata: made.userDefinedMetadata as Record<string, object>,
    weightSpecs: made.weightSpecs as unknown as WeightsManifestEntry[],
    weightData: new Uint8Array(made.weightData).buffer,
  };
  return trainableOnly ? withoutOthers(model, artifacts, made.weightData) : artifacts;
}

/** The same data with the weights alone that are learned. */
async function withoutOthers(
  model: Model,
  artifacts: ModelArtifacts,
  bytes: Uint8Array,
): Promise<ModelArtifacts> {
  const weights = decodeStored(artifacts.weightSpecs, bytes, doNotFit);
  const all = placedWeights(model);
  const kept = weights.filter(
    ({ ofOptimizer }, i) => ofOptimizer === true || model.trainableWeights.includes(all[i].variable),
  );
  const { specs, data } = await encodeWeights(kept);
  return { ...artifacts, weightSpecs: specs, weightData: data };
}

/**
 * @param strict whether the data and the model must have the same weights
 * @throws DataError for layers that are not here, and for weights that do not fit the model
 */
export async function modelOf(artifacts: ModelArtifacts, strict = true): Promise<Model> {
  const { modelTopology, weightSpecs = [], weightData } = artifacts;
  if (artifacts.format === "graph-model" || modelTopology instanceof ArrayBuffer) throw graphModel();
  if (weightData === undefined) return modelFromTopology(modelTopology);
  const bytes = new Uint8Array(concatenateArrayBuffers(weightData));
  if (strict)
    return lenient(() =>
      modelFromArtifacts(
        { ...artifacts, modelTopology, weightSpecs: weightSpecs as never, weightData: bytes },
        FAIL,
      ),
    );
  const model = await modelFromTopology(modelTopology);
  setWhatFits(model, decodeStored(weightSpecs, bytes, doNotFit));
  return model;
}

/** Sets the weights whose names and shapes both have. */
function setWhatFits(model: Model, stored: readonly StoredWeight[]): void {
  const values = new Map(stored.map((weight) => [weight.name, weight]));
  const all = placedWeights(model).map(({ layer, name, variable }): StoredWeight => {
    const own = `${layer.slice(layer.lastIndexOf("/") + 1)}/${name}`;
    const found = values.get(own);
    const fits = found !== undefined && String(found.tensor.shape) === String(variable.shape);
    return { name: own, tensor: fits ? found.tensor : variable };
  });
  setStoredWeights(model, all, doNotFit);
}

function graphModel(): DataError {
  return new DataError({
    where: "loadLayersModel",
    argument: "format",
    received: "graph-model",
    expected: "layers-model",
    mend: {
      fr: "Un modèle en graphe n’a pas de couches à charger : convertissez le modèle de Keras avec --output_format=tfjs_layers_model.",
      en: "A graph model has no layers to load: convert the Keras model with --output_format=tfjs_layers_model.",
    },
  });
}

const doNotFit: Fail = (received: Sentence, mend?: Sentence) =>
  new DataError({
    where: "loadLayersModel",
    argument: "weights",
    received,
    expected: { fr: "les poids du modèle", en: "the weights of the model" },
    mend: mend ?? {
      fr: "Les poids et les couches doivent être du même modèle ; { strict: false } charge ce qui va ensemble.",
      en: "Weights and layers must be of the same model; { strict: false } loads what fits.",
    },
  });

const FAIL = { model: doNotFit, weights: doNotFit };
