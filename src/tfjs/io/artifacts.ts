/** A saved model between its two forms: `model.json` with files of weights, and plain data in memory. */
import { DataError } from "../../errors/errors.js";
import { byteLength, concatenateArrayBuffers } from "./bytes.js";
import type {
  ModelArtifacts,
  ModelArtifactsInfo,
  ModelJSON,
  WeightData,
  WeightsManifestConfig,
  WeightsManifestEntry,
} from "./types.js";

/** What is in `model.json` beside the layers and the weights; each is left out where it is not given. */
const FURTHER = [
  ...(["trainingConfig", "signature", "userDefinedMetadata"] as const),
  ...(["modelInitializer", "initializerSignature"] as const),
] as const;

function further(from: Pick<ModelArtifacts, (typeof FURTHER)[number]>): Partial<ModelArtifacts> {
  return Object.fromEntries(FURTHER.flatMap((name) => (from[name] == null ? [] : [[name, from[name]]])));
}

/** The content of `model.json` for a model whose weights are in these files. */
export function modelJSONFor(artifacts: ModelArtifacts, weightsManifest: WeightsManifestConfig): ModelJSON {
  const { modelTopology, format, generatedBy, convertedBy } = artifacts;
  return {
    modelTopology: modelTopology as object,
    format,
    generatedBy,
    convertedBy,
    weightsManifest,
    ...further(artifacts),
  };
}

/** The weights of all files, in their order. */
export function getWeightSpecs(weightsManifest: WeightsManifestConfig): WeightsManifestEntry[] {
  return weightsManifest.flatMap(({ weights }) => weights);
}

/**
 * A saved model from `model.json` and its weights.
 * @param modelJSON the content of `model.json`
 * @param loadWeights reads the files that the manifest names
 */
export async function getModelArtifactsForJSON(
  modelJSON: ModelJSON,
  loadWeights: (weightsManifest: WeightsManifestConfig) => Promise<[WeightsManifestEntry[], WeightData]>,
): Promise<ModelArtifacts> {
  const { weightsManifest } = modelJSON;
  const [specs, data] = weightsManifest == null ? [] : await loadWeights(weightsManifest);
  return getModelArtifactsForJSONSync(modelJSON, specs, data);
}

/** As `getModelArtifactsForJSON`, with the weights at hand. */
export function getModelArtifactsForJSONSync(
  modelJSON: ModelJSON,
  weightSpecs?: WeightsManifestEntry[],
  weightData?: WeightData,
): ModelArtifacts {
  const { modelTopology, format, generatedBy, convertedBy, weightsManifest } = modelJSON;
  if (weightsManifest != null && (weightSpecs === undefined || weightData === undefined))
    throw new DataError({
      where: "getModelArtifactsForJSON",
      argument: weightSpecs === undefined ? "weightSpecs" : "weightData",
      received: String(undefined),
      expected: { fr: "les poids que weightsManifest annonce", en: "the weights that weightsManifest names" },
      mend: {
        fr: "Lisez les fichiers de poids et donnez-les.",
        en: "Read the files of weights and give them.",
      },
    });
  return {
    modelTopology,
    format,
    generatedBy,
    convertedBy,
    ...further(modelJSON),
    ...(weightsManifest == null ? {} : { weightSpecs, weightData }),
  };
}

/** When this model is saved, and how many bytes it has. */
export function getModelArtifactsInfoForJSON(artifacts: ModelArtifacts): ModelArtifactsInfo {
  const { modelTopology, weightSpecs, weightData } = artifacts;
  if (modelTopology instanceof ArrayBuffer) throw binaryTopology("getModelArtifactsInfoForJSON");
  const sizeOf = (value: unknown): number => (value == null ? 0 : byteLength(JSON.stringify(value)));
  return {
    dateSaved: new Date(),
    modelTopologyType: "JSON",
    modelTopologyBytes: sizeOf(modelTopology),
    weightSpecsBytes: sizeOf(weightSpecs),
    weightDataBytes: concatenateArrayBuffers(weightData).byteLength,
  };
}

/** The error for layers in a binary form, which graph models have. */
export function binaryTopology(where: string): DataError {
  return new DataError({
    where,
    argument: "modelTopology",
    received: "ArrayBuffer",
    expected: { fr: "la description de couches, en JSON", en: "a description of layers, in JSON" },
    mend: {
      fr: "Les modèles en graphe (GraphDef) ne sont pas lus ici : convertissez-les en modèle de couches.",
      en: "Graph models (GraphDef) are not read here: convert them to a model of layers.",
    },
  });
}
