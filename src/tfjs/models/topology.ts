/** A model from the description of its layers. */
import type { Model } from "../../model/model.js";
import { modelFromSaved } from "../../model/saving/rebuild.js";
import { savedTopology } from "../../model/saving/topology.js";
import { ArgumentError } from "../../errors/errors.js";
import { isPlainObject } from "../../errors/known-options.js";
import { lenient } from "../options.js";
import { written } from "../../errors/written.js";

/** A model of the engine with these layers and new weights. */
export function modelFromTopology(modelConfig: unknown): Promise<Model> {
  return Promise.resolve().then(() => {
    const parsed: unknown = typeof modelConfig === "string" ? JSON.parse(modelConfig) : modelConfig;
    const saved = topology(parsed);
    return lenient(() => modelFromSaved(savedTopology(saved, true)));
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
