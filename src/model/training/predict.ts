/** Predicts many examples, batch after batch. */
import { concat } from "../../tensor/operations/operations.js";
import type { Tensor } from "../../tensor/tensor.js";
import { takeRows } from "./batches.js";
import { PeriodicYield } from "./periodic-yield.js";
import type { TrainingEngine } from "./training-engine.js";

/** One tensor for each output, [examples, …]. */
export function predictAll(
  engine: TrainingEngine,
  inputs: readonly Tensor[],
  batchSize: number,
): readonly Tensor[] {
  const count = inputs[0].shape[0];
  const yielding = new PeriodicYield();
  const parts: (readonly Tensor[])[] = [];
  for (let from = 0; from < count; from += batchSize) {
    parts.push(
      engine.predictBatch(inputs.map((input) => takeRows(input, from, Math.min(count, from + batchSize)))),
    );
    yielding.checkInterrupt();
  }
  return parts.length === 1
    ? parts[0]
    : parts[0].map((_, output) => concat(parts.map((part) => part[output])));
}
