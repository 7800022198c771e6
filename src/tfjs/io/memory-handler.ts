/** Models that a program keeps or sends itself: plain data in, plain data out. */
import type {
  IOHandler,
  IOHandlerSync,
  ModelArtifacts,
  SaveResult,
  TrainingConfig,
  WeightData,
  WeightsManifestEntry,
} from "./types.js";

/**
 * Loads a model from plain data.
 * @param artifacts what `save` of a handler was given; or, as older programs write it, the layers alone with the
 *   weights in the arguments that follow
 * @param weightSpecs names and shapes of the weights, in the older form
 * @param weightData their bytes, in the older form
 * @param trainingConfig the settings of `compile`, in the older form
 */
export function fromMemory(
  artifacts: ModelArtifacts | object,
  weightSpecs?: WeightsManifestEntry[],
  weightData?: WeightData,
  trainingConfig?: TrainingConfig,
): IOHandler {
  const { load } = fromMemorySync(artifacts, weightSpecs, weightData, trainingConfig);
  return { load: () => Promise.resolve(load!()) };
}

/** As `fromMemory`, without a promise. */
export function fromMemorySync(
  artifacts: ModelArtifacts | object,
  weightSpecs?: WeightsManifestEntry[],
  weightData?: WeightData,
  trainingConfig?: TrainingConfig,
): IOHandlerSync {
  const isWhole = "modelTopology" in artifacts || "weightSpecs" in artifacts;
  const whole: ModelArtifacts = isWhole
    ? artifacts
    : { modelTopology: artifacts, weightSpecs, weightData, trainingConfig };
  return { load: () => whole };
}

/**
 * Hands a saved model to a function.
 * @param saveHandler gets the layers and the weights as plain data
 */
export function withSaveHandler(saveHandler: (artifacts: ModelArtifacts) => Promise<SaveResult>): IOHandler {
  return { save: saveHandler };
}

/** As `withSaveHandler`, for a function that returns no promise. */
export function withSaveHandlerSync(saveHandler: (artifacts: ModelArtifacts) => SaveResult): IOHandlerSync {
  return { save: saveHandler };
}
