/** Models in the database that a page or worker has: `indexeddb://name`. */
import { modelStore } from "#model-store";
import { ArgumentError } from "../../errors/errors.js";
import { binaryTopology, getModelArtifactsInfoForJSON } from "./artifacts.js";
import { concatenateArrayBuffers } from "./bytes.js";
import type { IOHandler, ModelArtifacts } from "./types.js";

export const INDEXED_DB = "indexeddb://";

/** @param name the model's name, without `indexeddb://` */
export function browserIndexedDB(name: string): IOHandler {
  const store = modelStore;
  if (store === undefined) throw onlyInPage();
  return {
    async save(artifacts) {
      if (artifacts.modelTopology instanceof ArrayBuffer) throw binaryTopology("save");
      const whole = { ...artifacts, weightData: concatenateArrayBuffers(artifacts.weightData) };
      const modelArtifactsInfo = getModelArtifactsInfoForJSON(whole);
      await store.put(name, whole, modelArtifactsInfo);
      return { modelArtifactsInfo };
    },
    load: async () => (await store.get(name)) as ModelArtifacts,
  };
}

function onlyInPage(): ArgumentError {
  return new ArgumentError({
    where: "tf.io",
    argument: "url",
    received: "indexeddb://",
    expected: { fr: "une page ou un worker", en: "a page or a worker" },
    mend: {
      fr: "Dans Node, enregistrez dans un dossier : file://modele.",
      en: "In Node, save to a folder: file://model.",
    },
  });
}
