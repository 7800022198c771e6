/** Reads `model.json` as far as handlers need it: where the weights are. */
import { DataError } from "../../errors/errors.js";
import type { ModelJSON } from "./types.js";

/** @throws DataError for a text that is no `model.json` of a model of layers */
export function parseModelJSON(text: string, name: string): ModelJSON {
  let json: Partial<ModelJSON> | null;
  try {
    json = JSON.parse(text) as Partial<ModelJSON> | null;
  } catch {
    json = null;
  }
  if (
    typeof json === "object" &&
    json !== null &&
    (json.modelTopology != null || json.weightsManifest != null)
  )
    return json as ModelJSON;
  throw new DataError({
    where: "loadLayersModel",
    argument: name,
    received: { fr: `autre chose : ${text.slice(0, 40)}`, en: `something else: ${text.slice(0, 40)}` },
    expected: { fr: "le model.json d’un modèle enregistré", en: "the model.json of a saved model" },
    mend: {
      fr: "Vérifiez l’adresse : c’est celle de model.json, et non celle de son dossier ou de ses poids.",
      en: "Check the address: it is that of model.json, not that of its folder or its weights.",
    },
  });
}
