/**
 * Folders of TensorFlow.js: `model.json`, and files with the bytes of the weights, which `model.json` lists.
 *
 *     weightsManifest: [{ paths: ["group1-shard1of2.bin", …], weights: [{ name, shape, dtype }, …] }, …]
 *
 * The bytes of all files, one after the other, are those of all weights.
 */
import type { Folder } from "../../host/folder.js";
import type { ModelArtifacts } from "./artifacts.js";
import type { Fail } from "./weight-specs.js";

interface Group {
  readonly paths: readonly string[];
  readonly weights: readonly unknown[];
}

/** What a folder has of a model; `modelTopology` is undefined where it has weights alone. */
export async function readArtifacts(
  folder: Folder,
  file: Readonly<Record<string, unknown>>,
  failFor: (file: string) => Fail,
  modelFile: string,
): Promise<ModelArtifacts> {
  const groups = manifestOf(file.weightsManifest, failFor(modelFile));
  const parts: Uint8Array[] = [];
  for (const path of groups.flatMap(({ paths }) => paths)) {
    const bytes = await folder.read(path);
    if (bytes === undefined) throw failFor(path)({ fr: "aucun fichier", en: "no file" });
    parts.push(bytes);
  }
  const weightData = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let position = 0;
  for (const part of parts) {
    weightData.set(part, position);
    position += part.length;
  }
  return {
    modelTopology: file.modelTopology,
    trainingConfig: file.trainingConfig,
    userDefinedMetadata: file.userDefinedMetadata,
    weightSpecs: groups.flatMap(({ weights }) => weights) as ModelArtifacts["weightSpecs"],
    weightData,
  };
}

/** @throws DataError for a manifest of another form, or with a path out of the folder */
function manifestOf(given: unknown, fail: Fail): readonly Group[] {
  const isGroup = (group: unknown): group is Group => {
    const { paths, weights } = (typeof group === "object" && group !== null ? group : {}) as Partial<Group>;
    return Array.isArray(paths) && paths.every((path) => typeof path === "string") && Array.isArray(weights);
  };
  if (!Array.isArray(given) || !given.every(isGroup))
    throw fail({
      fr: "une liste de poids (weightsManifest) d’une autre forme",
      en: "a list of weights (weightsManifest) of another form",
    });
  const outside = given.flatMap(({ paths }) => paths).find((path) => !isFileName(path));
  if (outside === undefined) return given;
  throw fail({
    fr: `« ${outside} », qui n’est pas le nom d’un fichier du même dossier`,
    en: `“${outside}”, which is not the name of a file in the same folder`,
  });
}

/** Whether a path of a manifest is the name of a file beside it: a file from elsewhere is never read. */
function isFileName(path: string): boolean {
  return path !== "" && !/[/\\:\0]|^\.{1,2}$/.test(path);
}

/** The content of `model.json` for these artifacts, whose weights are in one file. */
export function tensorFlowFile(
  { weightSpecs, weightData, ...rest }: ModelArtifacts,
  weightsFile: string,
): object {
  void weightData;
  return { ...rest, weightsManifest: [{ paths: [weightsFile], weights: weightSpecs }] };
}
