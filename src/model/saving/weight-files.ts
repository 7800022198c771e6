/** Files that have weights alone: safetensors, as Python writes them too, and folders of TensorFlow.js. */
import { openFolder } from "#folder";
import { DataError } from "../../errors/errors.js";
import { written } from "../../errors/written.js";
import type { Folder } from "../../host/folder.js";
import type { Sentence } from "../../language/language.js";
import type { Tensor } from "../../tensor/tensor.js";
import { adviceByContent } from "./foreign-formats.js";
import { checkFolder } from "./location.js";
import { readSafetensors, writeSafetensors } from "./safetensors.js";
import { MODEL_FILE, WEIGHTS_FILE } from "./save.js";
import { readArtifacts } from "./tensorflow-folder.js";
import { decodeWeights, type Fail } from "./weight-specs.js";

/**
 * Reads the weights in a file of safetensors, which Python writes too, or in a folder of TensorFlow.js or of `model.save`.
 * Half-precision numbers become float32; whole numbers of other types become int32, or float64 where they are too large.
 * @param where the file `*.safetensors`; a folder with `model.json`; or the path of a `.json` file that lists weights
 * @returns the tensors by their names in the file
 * @throws DataError where there is no such file, or it is damaged, incomplete or of another format
 * @example
 * ```ts
 * const net = sequential({ layers: [layers.dense({ units: 1, inputShape: [2] })] });
 * await net.saveWeights("weights/line.safetensors");
 * const weights = await readWeights("weights/line.safetensors");
 * weights["dense_1/kernel"].shape; // [2, 1]
 * ```
 */
export async function readWeights(where: string): Promise<Record<string, Tensor>> {
  return Object.fromEntries(await weightsIn(where, "readWeights"));
}

/** The weights by their names in the file. */
export async function weightsIn(where: unknown, caller: string): Promise<ReadonlyMap<string, Tensor>> {
  checkFolder(where, caller, "where");
  const isFile = /\.(safetensors|json)$/i.test(where);
  const { folder, name } = isFile ? splitPath(where) : { folder: openFolder(where), name: MODEL_FILE };
  const failFor =
    (file: string): Fail =>
    (received, mend?: Sentence) =>
      noWeights(caller, `${folder.path}/${file}`, received, mend);
  const bytes = await folder.read(name);
  if (bytes === undefined) throw failFor(name)({ fr: "aucun fichier", en: "no file" });
  if (name.toLowerCase().endsWith(".safetensors")) return safetensorsOf(bytes, name, caller);
  return listedWeights(folder, bytes, name, failFor, caller);
}

/**
 * Writes the weights as safetensors. @throws DataError for another file name, or where it cannot be written
 */
export async function writeWeights(where: unknown, weights: ReadonlyMap<string, Tensor>): Promise<void> {
  checkFolder(where, "saveWeights", "file");
  if (!where.endsWith(".safetensors"))
    throw new DataError({
      where: "saveWeights",
      argument: "file",
      received: written(where),
      expected: { fr: "un nom qui finit par .safetensors", en: "a name that ends in .safetensors" },
      mend: {
        fr: 'Écrivez model.saveWeights("poids.safetensors") ; model.save("dossier") garde le modèle entier.',
        en: 'Write model.saveWeights("weights.safetensors"); model.save("folder") keeps the whole model.',
      },
    });
  const { folder, name } = splitPath(where);
  await folder.write(name, writeSafetensors(weights, { format: "neurones" }));
}

function splitPath(where: string): { readonly folder: Folder; readonly name: string } {
  const cut = Math.max(where.lastIndexOf("/"), where.lastIndexOf("\\"));
  return { folder: openFolder(cut < 0 ? "." : where.slice(0, cut + 1)), name: where.slice(cut + 1) };
}

function safetensorsOf(bytes: Uint8Array, name: string, caller: string): ReadonlyMap<string, Tensor> {
  const advice = adviceByContent(bytes, name);
  if (advice !== undefined)
    throw noWeights(
      caller,
      name,
      { fr: "un fichier d’un autre format", en: "a file of another format" },
      advice,
    );
  return readSafetensors(bytes, name).tensors;
}

/** The weights that a JSON file lists: a model of TensorFlow.js or of this project, or weights alone. */
async function listedWeights(
  folder: Folder,
  bytes: Uint8Array,
  name: string,
  failFor: (file: string) => Fail,
  caller: string,
): Promise<ReadonlyMap<string, Tensor>> {
  const fail = failFor(name);
  const content = parsed(bytes, fail);
  const { weightsFile } = content;
  if (typeof weightsFile === "string" && WEIGHTS_FILE.test(weightsFile)) {
    const stored = await folder.read(weightsFile);
    if (stored === undefined) throw failFor(weightsFile)({ fr: "aucun fichier", en: "no file" });
    return safetensorsOf(stored, weightsFile, caller);
  }
  const artifacts = await readArtifacts(folder, content, failFor, name);
  const weights = decodeWeights(artifacts.weightSpecs, artifacts.weightData, fail);
  return new Map(
    weights
      .filter(({ ofOptimizer }) => ofOptimizer !== true)
      .map(({ name: weight, tensor }) => [weight, tensor]),
  );
}

function parsed(bytes: Uint8Array, fail: Fail): Readonly<Record<string, unknown>> {
  let content: unknown;
  try {
    content = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    throw fail({ fr: "un texte qui n’est pas du JSON", en: "a text that is not JSON" });
  }
  // A list of weights alone is the manifest itself.
  if (Array.isArray(content)) return { weightsManifest: content };
  return typeof content === "object" && content !== null
    ? (content as Readonly<Record<string, unknown>>)
    : {};
}

function noWeights(caller: string, file: string, received: Sentence, mend?: Sentence): DataError {
  return new DataError({
    where: caller,
    argument: file,
    received,
    expected: {
      fr: "des poids : *.safetensors, ou un dossier de TensorFlow.js",
      en: "weights: *.safetensors, or a folder of TensorFlow.js",
    },
    mend: mend ?? {
      fr: "Vérifiez le chemin ; sinon, copiez ou enregistrez le fichier de nouveau.",
      en: "Check the path; otherwise copy or save the file again.",
    },
  });
}
