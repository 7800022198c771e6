/** The options of layers as TensorFlow.js takes them. */
import { given } from "../options.js";

/** The options with the names and values of the engine. */
export function layerOptions(
  options: Readonly<Record<string, unknown>> | undefined | null,
): Record<string, unknown> {
  const { inputShape, batchSize, dtype, inputDType, ...others } = given({ ...options });
  void dtype;
  void inputDType;
  if (others.activation === "gelu_new") others.activation = "geluNew";
  // `inputDim` of an embedding is the number of words; elsewhere it is the number of inputs.
  const isEmbedding = others.outputDim !== undefined;
  const shape = inputShape ?? (isEmbedding ? undefined : others.inputDim);
  if (!isEmbedding) delete others.inputDim;
  if (shape === undefined) return others;
  const example: readonly unknown[] = Array.isArray(shape) ? shape : [shape];
  return batchSize === undefined || others.batchInputShape !== undefined
    ? { ...others, inputShape: example }
    : { ...others, batchInputShape: [batchSize, ...example] };
}
