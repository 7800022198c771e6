/** `loadLayersModel` with TensorFlow.js' handlers and addresses. */
import { loadLayersModel as loadFolder } from "../../model/saving/load.js";
import { loadHandlerOf } from "../io/handlers.js";
import type { IOHandler, IOHandlerSync, LoadOptions } from "../io/types.js";
import * as tracking from "../memory/tracking.js";
import { given } from "../options.js";
import { modelOf } from "./artifacts.js";
import { readMetadata } from "./metadata.js";
import { shownModel } from "./models.js";
import type { LayersModel } from "./types.js";

/**
 * Loads a model of layers that TensorFlow.js, Keras' converter or `save` has written.
 * @param pathOrIOHandler an address of `model.json` (`file://…`, `https://…`), `indexeddb://name` in a page, or
 *   an object with `load()`
 * @param options `strict`, and options of the request; or, as older programs write it, a function for the progress
 * @throws DataError where there is no model, or its weights do not fit its layers
 */
export async function loadLayersModel(
  pathOrIOHandler: string | IOHandler | IOHandlerSync,
  options?: LoadOptions | ((fraction: number) => void) | null,
): Promise<LayersModel> {
  const settings: LoadOptions =
    typeof options === "function" ? { onProgress: options } : (given(options) ?? {});
  const artifacts = await loadHandlerOf(pathOrIOHandler, settings).load();
  // A folder that `neurones` wrote has its weights in a file of another format.
  const isOurs = typeof pathOrIOHandler === "string" && artifacts.weightData === undefined;
  const model = await tracking.withinLater(() =>
    isOurs ? loadFolder(pathOrIOHandler) : modelOf(artifacts, settings.strict ?? true),
  );
  readMetadata(model, artifacts.userDefinedMetadata);
  return shownModel(model);
}
