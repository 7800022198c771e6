/** `tf.models`: models from the JSON of `toJSON`, and the name of the layers' classes. */
import { shownModel } from "./models.js";
import { modelFromTopology } from "./topology.js";
import type { LayersModel } from "./types.js";

/**
 * A model of the layers that a JSON file describes, with new weights.
 * @param modelConfig the JSON of `model.toJSON()` or of Keras' `to_json()`, as an object or a text
 */
export async function modelFromJSON(modelConfig: unknown): Promise<LayersModel> {
  return shownModel(await modelFromTopology(modelConfig));
}
