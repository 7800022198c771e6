/** `tf.io`: where models are saved and loaded from. */
import { leftOut } from "../left-out.js";

export {
  getModelArtifactsForJSON,
  getModelArtifactsForJSONSync,
  getModelArtifactsInfoForJSON,
  getWeightSpecs,
} from "./artifacts.js";
export { concatenateArrayBuffers } from "./bytes.js";
export { fileHandler as fileSystem } from "./file-handler.js";
export {
  getLoadHandlers,
  getSaveHandlers,
  registerLoadRouter,
  registerSaveRouter,
  type IORouter,
} from "./handlers.js";
export { browserHTTPRequest, http, isHTTPScheme } from "./http-handler.js";
export { browserIndexedDB } from "./indexed-db-handler.js";
export { copyModel, listModels, moveModel, removeModel } from "./management.js";
export { fromMemory, fromMemorySync, withSaveHandler, withSaveHandlerSync } from "./memory-handler.js";
export { decodeWeights, encodeWeights } from "./weights.js";
export type * from "./types.js";

/** Left out: files that a person chooses in a page. */
export const browserFiles = leftOut("tf.io.browserFiles", {
  fr: "Lisez model.json et les poids par file.text() et file.arrayBuffer(), puis tf.io.fromMemory(…).",
  en: "Read model.json and the weights by file.text() and file.arrayBuffer(), then tf.io.fromMemory(…).",
});
/** Left out: models as downloads of a page. */
export const browserDownloads = leftOut("tf.io.browserDownloads", {
  fr: "Prenez les octets par tf.io.withSaveHandler, et proposez-les en téléchargement par un lien.",
  en: "Take the bytes by tf.io.withSaveHandler, and offer them as a download by a link.",
});
/** Left out: models in the local storage of a page. */
export const browserLocalStorage = leftOut("tf.io.browserLocalStorage", {
  fr: "Ce stockage est trop petit pour des poids : tf.io.browserIndexedDB(nom).",
  en: "This storage is too small for weights: tf.io.browserIndexedDB(name).",
});
