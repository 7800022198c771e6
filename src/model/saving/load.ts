/** Loads a model that `save` has saved. */
import { openFolder } from "#folder";
import { ArgumentError, DataError } from "../../errors/errors.js";
import { written } from "../../errors/written.js";
import type { Folder } from "../../host/folder.js";
import type { Sentence } from "../../language/language.js";
import { formatShape, sameShape } from "../../tensor/shape.js";
import { namedWeights } from "../description.js";
import type { Model } from "../model.js";
import { modelFromArtifacts } from "./from-artifacts.js";
import { fromKeras } from "./key-case.js";
import { checkFolder } from "./location.js";
import { modelFromSaved } from "./rebuild.js";
import { readSafetensors, type Safetensors } from "./safetensors.js";
import { fileNameOf, FORMAT, MODEL_FILE, slotName, WEIGHTS_FILE, type ModelFile } from "./save.js";
import type { SavedLayer } from "../../layers/saved-layer.js";
import { readArtifacts } from "./tensorflow-folder.js";
import { compileOptions, type TrainingConfig } from "./training-config.js";
import type { Fail } from "./weight-specs.js";

/**
 * Loads the model that `model.save(where)` saved, or that TensorFlow.js saved or converted. It is compiled with the same
 * settings, unless a loss or a metric was a function, or does not exist here.
 * @param where the folder, or the path of the `model.json` in it
 * @throws DataError where there is no model, or a file is damaged, incomplete or of another format
 * @example
 * ```ts
 * const net = sequential({ layers: [layers.dense({ units: 1, inputShape: [2] })] });
 * await net.save("models/line");
 * const same = await loadLayersModel("models/line");
 * ```
 */
export async function loadLayersModel(where: string): Promise<Model>;
export async function loadLayersModel(where: string, options?: unknown): Promise<Model> {
  checkFolder(where, "loadLayersModel", "where");
  if (typeof options === "object" && options !== null) throw noOptions(options);
  const folder = openFolder(where.replace(/[/\\]?model\.json$/, "") || ".");
  const fail = (file: string, received: Sentence) => notOurs(`${folder.path}/${file}`, received);
  const text = await folder.read(MODEL_FILE);
  if (text === undefined) throw fail(MODEL_FILE, { fr: "aucun fichier", en: "no file" });
  const content = parse(text, (received) => fail(MODEL_FILE, received));
  if ("weightsManifest" in content) {
    const failFor = (file: string) => (received: Sentence) => notOurs(`${folder.path}/${file}`, received);
    return loadTensorFlow(folder, content, failFor);
  }
  const file = ownFile(content, (received) => fail(MODEL_FILE, received));
  const bytes = await folder.read(file.weightsFile);
  if (bytes === undefined) throw fail(file.weightsFile, { fr: "aucun fichier", en: "no file" });
  if ((await fileNameOf(bytes)) !== file.weightsFile)
    throw fail(file.weightsFile, {
      fr: "des octets qui ont changé depuis l’enregistrement",
      en: "bytes that have changed since it was saved",
    });
  const stored = readSafetensors(bytes, file.weightsFile);
  const model = readDescription(
    () => modelFromSaved(fromKeras(file.modelTopology) as SavedLayer, file.seed),
    (received) => fail(MODEL_FILE, received),
  );
  setWeights(model, stored, (received) => fail(file.weightsFile, received));
  if (file.trainingConfig !== undefined)
    readDescription(
      () => compile(model, file, stored),
      (received) => fail(MODEL_FILE, received),
    );
  return model;
}

/** Loads a folder of TensorFlow.js. */
async function loadTensorFlow(
  folder: Folder,
  content: Readonly<Record<string, unknown>>,
  failFor: (file: string) => Fail,
): Promise<Model> {
  const model = failFor(MODEL_FILE);
  const { format, modelTopology } = content;
  if (format === "graph-model")
    throw model({
      fr: "un graphe de TensorFlow (graph-model), sans couches",
      en: "a graph of TensorFlow (graph-model), without layers",
    });
  if (typeof modelTopology !== "object" || modelTopology === null)
    throw model({
      fr: "des poids seuls, sans les couches d’un modèle",
      en: "weights alone, without the layers of a model",
    });
  const artifacts = await readArtifacts(folder, content, failFor, MODEL_FILE);
  return readDescription(
    () => modelFromArtifacts(artifacts, { model, weights: model }),
    (received) => model(received),
  );
}

function parse(text: Uint8Array, fail: Fail): Readonly<Record<string, unknown>> {
  try {
    const file: unknown = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(text));
    return typeof file === "object" && file !== null ? (file as Readonly<Record<string, unknown>>) : {};
  } catch {
    throw fail({ fr: "un texte qui n’est pas du JSON", en: "a text that is not JSON" });
  }
}

function ownFile(file: Readonly<Record<string, unknown>>, fail: Fail): ModelFile {
  const { format, modelTopology, weightsFile, seed } = file;
  if (
    format === FORMAT &&
    typeof modelTopology === "object" &&
    modelTopology !== null &&
    typeof weightsFile === "string" &&
    WEIGHTS_FILE.test(weightsFile) &&
    typeof seed === "number"
  ) {
    return file as unknown as ModelFile;
  }
  throw fail({
    fr: "un JSON qui ne décrit pas un modèle enregistré ici",
    en: "JSON that does not describe a model saved by model.save",
  });
}

/**
 * Missing or wrong data in the file cause a TypeError inside `read`, and an impossible size a RangeError:
 * both become a DataError.
 */
function readDescription<Result>(read: () => Result, fail: Fail): Result {
  try {
    return read();
  } catch (error) {
    if (error instanceof TypeError || error instanceof RangeError)
      throw fail({
        fr: `une description incomplète (${error.message})`,
        en: `an incomplete description (${error.message})`,
      });
    throw error;
  }
}

function setWeights(model: Model, { tensors }: Safetensors, fail: Fail): void {
  for (const [name, variable] of namedWeights(model)) {
    const stored = tensors.get(name);
    if (stored === undefined || !sameShape(stored.shape, variable.shape)) {
      const found = stored === undefined ? "–" : formatShape(stored.shape);
      throw fail({
        fr: `${found} pour « ${name} » de forme ${formatShape(variable.shape)}`,
        en: `${found} for “${name}” of shape ${formatShape(variable.shape)}`,
      });
    }
    variable.assign(stored);
  }
}

function compile(model: Model, { trainingConfig, iterations }: ModelFile, { tensors }: Safetensors): void {
  const options = compileOptions(fromKeras(trainingConfig) as TrainingConfig, "loadLayersModel");
  const { optimizer } = options;
  optimizer.iterations = iterations ?? 0;
  for (const [name, variable] of namedWeights(model)) {
    if (tensors.has(slotName(name, 0)))
      optimizer
        .slotsOf(variable)
        .forEach((slot, i) => slot.set(tensors.get(slotName(name, i))?.storage ?? slot));
  }
  model.compile(options);
}

/** The error for a second argument, which TensorFlow.js has here. */
function noOptions(received: unknown): ArgumentError {
  return new ArgumentError({
    where: "loadLayersModel",
    argument: "options",
    received: written(received),
    expected: { fr: "le dossier seul", en: "only the folder" },
    mend: { fr: 'Écrivez await loadLayersModel("modele").', en: 'Write await loadLayersModel("model").' },
  });
}

function notOurs(file: string, received: Sentence): DataError {
  return new DataError({
    where: "loadLayersModel",
    argument: file,
    received,
    expected: {
      fr: "ce que model.save(dossier) ou TensorFlow.js a écrit",
      en: "what model.save(folder) or TensorFlow.js wrote",
    },
    mend: {
      fr: "Vérifiez le chemin ; sinon, enregistrez le modèle de nouveau.",
      en: "Check the path; otherwise save the model again.",
    },
  });
}
