/** A folder of Node's file system, or of a page's own: `model.json`, and the weights beside it. */
import { openFolder } from "#folder";
import { DataError } from "../../errors/errors.js";
import {
  binaryTopology,
  getModelArtifactsForJSON,
  getModelArtifactsInfoForJSON,
  getWeightSpecs,
  modelJSONFor,
} from "./artifacts.js";
import { concatenateArrayBuffers } from "./bytes.js";
import { parseModelJSON } from "./model-json.js";
import type { IOHandler } from "./types.js";

const MODEL_FILE = "model.json";
const WEIGHTS_FILE = "weights.bin";

/** @param address the folder, or to load also the path of the `model.json` in it; "file://" may stand before it */
export function fileHandler(address: string): IOHandler {
  const [folderName, file] =
    /[/\\]?([^/\\]*\.json)$/.exec(address)?.[1] === undefined
      ? [address, MODEL_FILE]
      : [address.replace(/[/\\]?[^/\\]*\.json$/, "") || ".", /[^/\\]*\.json$/.exec(address)![0]];
  const folder = openFolder(folderName);
  const read = async (name: string): Promise<Uint8Array> => {
    const content = await folder.read(name);
    if (content !== undefined) return content;
    throw new DataError({
      where: "loadLayersModel",
      argument: `${folder.path}/${name}`,
      received: { fr: "aucun fichier", en: "no file" },
      expected: { fr: "un modèle enregistré", en: "a saved model" },
      mend: { fr: "Vérifiez le chemin.", en: "Check the path." },
    });
  };
  return {
    async save(artifacts) {
      if (artifacts.modelTopology instanceof ArrayBuffer) throw binaryTopology("save");
      const manifest = [{ paths: [WEIGHTS_FILE], weights: artifacts.weightSpecs ?? [] }];
      const text = JSON.stringify(modelJSONFor(artifacts, manifest));
      await folder.write(WEIGHTS_FILE, new Uint8Array(concatenateArrayBuffers(artifacts.weightData)));
      await folder.write(MODEL_FILE, new TextEncoder().encode(text));
      return { modelArtifactsInfo: getModelArtifactsInfoForJSON(artifacts) };
    },
    async load() {
      const json = parseModelJSON(new TextDecoder().decode(await read(file)), `${folder.path}/${file}`);
      return getModelArtifactsForJSON(json, async (manifest) => {
        const shards: ArrayBuffer[] = [];
        for (const { paths } of manifest)
          for (const path of paths) shards.push(new Uint8Array(await read(path.replace(/^\.\//, ""))).buffer);
        return [getWeightSpecs(manifest), shards];
      });
    },
  };
}
