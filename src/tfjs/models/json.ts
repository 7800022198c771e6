/** `tf.models`: models from the JSON of `toJSON`, and the name of the layers' classes. */
import { fromKeras } from "../../model/saving/key-case.js";
import { modelFromSaved } from "../../model/saving/rebuild.js";
import { ArgumentError } from "../../errors/errors.js";
import { isPlainObject } from "../../errors/known-options.js";
import { written } from "../../errors/written.js";
import { shownModel } from "./models.js";
import type { LayersModel } from "./types.js";

/**
 * A model of the layers that a JSON file describes, with new weights.
 * @param modelConfig the JSON of `model.toJSON()` or of Keras' `to_json()`, as an object or a text
 */
export function modelFromJSON(modelConfig: unknown): Promise<LayersModel> {
  return Promise.resolve().then(() => {
    const parsed: unknown = typeof modelConfig === "string" ? JSON.parse(modelConfig) : modelConfig;
    const saved = topology(parsed);
    return shownModel(modelFromSaved(fromKeras(saved) as Parameters<typeof modelFromSaved>[0]));
  });
}

/** The description of the layers, which some files hold one level deeper. */
function topology(given: unknown): unknown {
  if (!isPlainObject(given)) throw noModel(given);
  const fields = given as Readonly<Record<string, unknown>>;
  const deeper = fields.modelTopology ?? fields.model_config;
  if (deeper !== undefined) return topology(typeof deeper === "string" ? JSON.parse(deeper) : deeper);
  if (fields.class_name === undefined && fields.className === undefined) throw noModel(given);
  return { className: fields.class_name ?? fields.className, config: fields.config };
}

function noModel(given: unknown): ArgumentError {
  return new ArgumentError({
    where: "modelFromJSON",
    argument: "modelConfig",
    received: written(given),
    expected: {
      fr: "un objet { class_name, config }, ou son texte",
      en: "an object { class_name, config }, or its text",
    },
    mend: {
      fr: "C’est ce que donne model.toJSON().",
      en: "It is what model.toJSON() gives.",
    },
  });
}
