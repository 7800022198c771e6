/** Loads a model that `save` has saved. */
import { openFolder } from "#folder";
import { ArgumentError, DataError } from "../../errors/errors.js";
import { written } from "../../errors/written.js";
import type { Sentence } from "../../language/language.js";
import type { CompileOptions } from "../compile.js";
import { optimizerFromSaved } from "../../optimizers/optimizer-from.js";
import { formatShape, sameShape } from "../../tensor/shape.js";
import { namedWeights } from "../description.js";
import type { Model } from "../model.js";
import { fromKeras } from "./key-case.js";
import { checkFolder } from "./location.js";
import { modelFromSaved } from "./rebuild.js";
import { readSafetensors, type Safetensors } from "./safetensors.js";
import { fileNameOf, FORMAT, MODEL_FILE, slotName, WEIGHTS_FILE, type ModelFile } from "./save.js";
import type { SavedLayer } from "../../layers/saved-layer.js";

interface TrainingConfig {
  readonly optimizerConfig: { readonly className: string; readonly config: unknown };
  readonly loss: CompileOptions["loss"];
  readonly metrics: CompileOptions["metrics"];
  readonly deterministic?: boolean;
}

/**
 * Loads the model that `model.save(where)` saved. It is compiled with the same settings, unless a loss or a
 * metric was a function.
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
  const file = parse(text, (received) => fail(MODEL_FILE, received));
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

type Fail = (received: Sentence) => DataError;

function parse(text: Uint8Array, fail: Fail): ModelFile {
  let file: Partial<ModelFile> | null;
  try {
    file = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(text)) as Partial<ModelFile> | null;
  } catch {
    throw fail({ fr: "un texte qui n’est pas du JSON", en: "a text that is not JSON" });
  }
  const { format, modelTopology, weightsFile, seed } = file ?? {};
  if (typeof file === "object" && file !== null && "weightsManifest" in file) {
    throw fail({
      fr: "un modèle de TensorFlow.js, dont les poids ont un autre format",
      en: "a model of TensorFlow.js, whose weights are in another format",
    });
  }
  if (
    format === FORMAT &&
    typeof modelTopology === "object" &&
    modelTopology !== null &&
    typeof weightsFile === "string" &&
    WEIGHTS_FILE.test(weightsFile) &&
    typeof seed === "number"
  ) {
    return file as ModelFile;
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
  const { optimizerConfig, loss, metrics, deterministic } = fromKeras(trainingConfig) as TrainingConfig;
  const optimizer = optimizerFromSaved(optimizerConfig, "loadLayersModel");
  optimizer.iterations = iterations ?? 0;
  for (const [name, variable] of namedWeights(model)) {
    if (tensors.has(slotName(name, 0)))
      optimizer
        .slotsOf(variable)
        .forEach((slot, i) => slot.set(tensors.get(slotName(name, i))?.data ?? slot));
  }
  model.compile({ optimizer, loss, metrics, deterministic });
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
    expected: { fr: "ce que model.save(dossier) a écrit", en: "what model.save(folder) wrote" },
    mend: {
      fr: "Vérifiez le chemin ; sinon, enregistrez le modèle de nouveau.",
      en: "Check the path; otherwise save the model again.",
    },
  });
}
