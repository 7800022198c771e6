/** A dataset of `tf.data` as the engine's training reads it, with the draws of TensorFlow.js' `fitDataset`. */
import { notebook } from "../../host/notebook.js";
import { say } from "../../language/language.js";
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

const asItIs: Convert = (batch) => batch as BatchLike;

/** What an iterator of TensorFlow.js has; one that a program wrote may have `next` alone. */
type Elements = Pick<AsyncIterator<TensorContainer>, "next" | "return">;

/** A dataset has no batch left for an epoch that has just begun. */
export class NothingLeft extends Error {}

/**
 * The batches of a training. With `batchesPerEpoch` one iterator goes through all epochs; where it ends before the
 * epoch does, the training stops with a warning.
 * @param stop ends the training after this epoch
 */
export async function trainingBatches(
  dataset: Dataset<TensorContainer>,
  batchesPerEpoch: number | undefined,
  convert: Convert = asItIs,
  stop: () => void = () => undefined,
): Promise<Batches> {
  // TensorFlow.js begins this iterator even if it does not read it: a shuffle with a seed draws once more.
  const elements = await dataset.iterator();
  if (batchesPerEpoch === undefined) return evaluationBatches(dataset, undefined, convert);
  const sequence = async function* (): AsyncGenerator<BatchLike> {
    for (let given = 0; given < batchesPerEpoch; given++) {
      const step = await elements.next();
      if (step.done === true) {
        warnOfEnd("fitDataset", "batchesPerEpoch", batchesPerEpoch, given);
        stop();
        if (given === 0) throw new NothingLeft();
        return;
      }
      yield convert(step.value);
    }
  };
  return Object.assign(sequence, { size: batchesPerEpoch });
}

/**
 * The batches of an evaluation.
 * @param batches how many at most; by default all
 */
export function evaluationBatches(
  dataset: Dataset<TensorContainer>,
  batches?: number,
  convert: Convert = asItIs,
): Batches {
  const sequence = async function* (): AsyncGenerator<BatchLike> {
    const elements: Elements = await dataset.iterator();
    try {
      for (let given = 0; given < (batches ?? Infinity); given++) {
        const step = await elements.next();
        if (step.done === true) {
          if (batches !== undefined) warnOfEnd("evaluateDataset", "batches", batches, given);
          return;
        }
        yield convert(step.value);
      }
    } finally {
      // What the dataset has opened, such as a file, is closed.
      await elements.return?.();
    }
  };
  return Object.assign(sequence, { size: batches ?? dataset.size ?? undefined });
}

function warnOfEnd(where: string, option: string, wanted: number, given: number): void {
  notebook().warn(
    say({
      fr: `${where} : ${option} vaut ${wanted}, mais le jeu de données n’avait plus de lots après ${given} ; arrêt. Répétez-le par repeat().`,
      en: `${where}: ${option} is ${wanted}, but the dataset iterator ran out of data after ${given} batches; it stops here. Use repeat().`,
    }),
  );
}
