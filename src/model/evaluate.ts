/** Loss and metrics of a model as it is. */
import { JUPYTER_DISPLAY } from "../host/notebook.js";
import { scalar } from "../tensor/create.js";
import type { Tensor } from "../tensor/tensor.js";
import { batches, type Examined } from "./batches.js";
import { EpochTally, writeLogs, type Logs } from "./logs.js";
import type { Ready } from "./ready.js";

/** What came of an evaluation: `const [loss, acc] = model.evaluate(x, y)`, each a tensor of a single number. */
export class Evaluation extends Array<Tensor> {
  static override get [Symbol.species](): ArrayConstructor {
    return Array;
  }

  /** What the numbers are: `loss`, `acc`, … */
  readonly logs: Readonly<Logs>;

  constructor(logs: Readonly<Logs>) {
    super(...Object.values(logs).map((value) => scalar(value)));
    this.logs = logs;
  }

  /** The loss, for code that expects a single tensor where a model has no metrics. */
  dataSync(): Tensor["data"] {
    return this[0].dataSync();
  }

  arraySync(): number {
    return this.logs.loss;
  }

  override toString(): string {
    return writeLogs(this.logs);
  }

  print(): void {
    console.log(this.toString());
  }

  [JUPYTER_DISPLAY](): Readonly<Record<string, string>> {
    return { "text/plain": this.toString() };
  }
}

/** Goes through all examples, batch after batch, stopping after each, so that the caller can let others work in between. */
export function* evaluation(
  { engine, lossNames, metrics }: Ready,
  all: Examined,
  batchSize: number,
): Generator<void, Logs> {
  const tally = new EpochTally(lossNames, metrics);
  for (const batch of batches(all, batchSize)) {
    tally.add(engine.evaluateBatch(batch), batch.targets);
    yield;
  }
  return tally.logs;
}
