/** Examples as programs give them: by the names of inputs and outputs, or as datasets of `tf.data`. */
import { isPlainObject } from "../../errors/known-options.js";
import type { Model as EngineModel } from "../../model/model.js";
import type { Examples } from "../../model/training/examples.js";
import type { BatchLike, Dataset } from "../../model/training/options.js";
import type { Tensor } from "../../tensor/tensor.js";
import { evaluationBatches, isDataset } from "../data/training-data.js";

/** Examples by the names of inputs or outputs, as a list in the order of the model. */
function listed(examples: unknown, names: () => readonly string[]): Examples {
  if (!isPlainObject(examples)) return examples as Examples;
  const named = examples as Readonly<Record<string, Tensor>>;
  const list = names().map((name) => named[name]);
  return list.length === 1 ? list[0] : list;
}

export function inputNames({ graph }: EngineModel): string[] {
  return graph.inputs.map(({ name, from }, i) => name ?? from?.layer.name ?? `input_${i + 1}`);
}

export function outputNames({ graph }: EngineModel): string[] {
  return graph.outputs.map(({ from }, i) => from?.layer.name ?? `output_${i + 1}`);
}

export const inputsOf = (model: EngineModel, x: unknown) => listed(x, () => inputNames(model));
export const targetsOf = (model: EngineModel, y: unknown) => listed(y, () => outputNames(model));

/** A batch whose inputs and targets are in the order of the model. */
export function batchOf(model: EngineModel, batch: unknown): BatchLike {
  if (!isPlainObject(batch) || !("xs" in batch && "ys" in batch)) return batch as BatchLike;
  return { xs: inputsOf(model, batch.xs), ys: targetsOf(model, batch.ys) };
}

/**
 * The batches of a dataset, to evaluate.
 * @param batches how many at most; by default all
 */
export function batchesOf(model: EngineModel, dataset: unknown, batches?: number): Dataset {
  return isDataset(dataset)
    ? evaluationBatches(dataset, batches, (batch) => batchOf(model, batch))
    : (dataset as Dataset);
}
