/** `model.save` with TensorFlow.js' handlers and addresses. */
import type { Model } from "../../model/model.js";
import { saveHandlerOf } from "../io/handlers.js";
import type { SaveConfig, SaveResult } from "../io/types.js";
import * as tracking from "../memory/tracking.js";
import { given } from "../options.js";
import { artifactsOf } from "./artifacts.js";
import { metadataOf } from "./metadata.js";

/** Saves a model by a handler, or at an address. */
export async function saveModel(
  model: Model,
  handlerOrURL: unknown,
  config?: SaveConfig | null,
): Promise<SaveResult> {
  const handler = saveHandlerOf(handlerOrURL);
  const artifacts = await tracking.withinLater(() => artifactsOf(model, given(config)));
  const userDefinedMetadata = { ...artifacts.userDefinedMetadata, ...metadataOf(model) } as Record<
    string,
    object
  >;
  return handler.save({ ...artifacts, userDefinedMetadata });
}
