/** A dataset of `tf.data` as the engine's training reads it, with the draws of TensorFlow.js' `fitDataset`. */
import type { BatchLike, Dataset as Batches } from "../../model/training/options.js";
import { Dataset } from "./dataset.js";
import type { TensorContainer } from "./elements.js";

/** Whether a value is a dataset of `tf.data`, or an object written like one. */
export function isDataset(value: unknown): value is Dataset<TensorContainer> {
  return (
    value instanceof Dataset || typeof (value as Partial<Dataset<number>> | null)?.iterator === "function"
  );
}

/** Changes a batch as the program's dataset gives it, such as inputs by their names, to one that the engine takes. */
export type Convert = (batch: unknown) => BatchLike;

/**
 * The batches of a training.
 * @param batchesPerEpoch as the option of `fitDataset`
 */
export async function trainingBatches(
  dataset: Dataset<TensorContainer>,
  batchesPerEpoch: number | undefined,
  convert?: Convert,
): Promise<Batches> {
  // TensorFlow.js begins an iterator that it does not read: a shuffle with a seed draws once more.
  if (batchesPerEpoch === undefined) await dataset.iterator();
  return evaluationBatches(dataset, convert);
}

/** The batches of an evaluation. */
export function evaluationBatches(
  dataset: Dataset<TensorContainer>,
  convert: Convert = (batch) => batch as BatchLike,
): Batches {
  const sequence = async function* (): AsyncGenerator<BatchLike> {
    const elements = await dataset.iterator();
    // A dataset that the program wrote may have an iterator with `next` alone.
    for (let step = await elements.next(); step.done !== true; step = await elements.next())
      yield convert(step.value);
  };
  return Object.assign(sequence, { size: dataset.size ?? undefined });
}
