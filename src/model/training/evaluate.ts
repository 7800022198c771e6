/** Loss and metrics of a model with its present weights. */
import { JUPYTER_DISPLAY } from "../../host/notebook.js";
import { scalar } from "../../tensor/create.js";
import type { Tensor } from "../../tensor/tensor.js";
import { batches, type ExampleSet } from "./batches.js";
import { checkFinite } from "./finite.js";
import { EpochTally, writeLogs, type Logs } from "./logs.js";
import { PeriodicYield } from "./periodic-yield.js";
import type { PreparedModel } from "./prepared-model.js";
import type { Batch } from "./training-engine.js";

/**
 * The results of an evaluation, each a tensor of a single number: `const [loss, acc] = model.evaluate(x, y)`.
 * @example
 * ```ts
 * const net = sequential({ layers: [layers.dense({ units: 1, inputShape: [1] })] });
 * net.compile({ optimizer: "sgd", loss: "meanSquaredError" });
 * const result: Evaluation = net.evaluate([[1], [2]], [[1], [2]]);
 * result.logs.loss;
 * ```
 */
export class Evaluation extends Array<Tensor> {
  static override get [Symbol.species](): ArrayConstructor {
    return Array;
  }

  /** The same numbers by their names: `loss`, `acc`, … */
  readonly logs: Readonly<Logs>;

  constructor(logs: Readonly<Logs>) {
    super(...Object.values(logs).map((value) => scalar(value)));
    this.logs = logs;
  }

  /**
   * The loss: TensorFlow.js returns a single tensor where a model has no metrics, and code for it reads that
   * tensor.
   */
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

/**
 * @param label names the model in errors
 * @throws NumericError if the loss is NaN or infinite and the examples contain such a number
 */
export function evaluate(
  prepared: PreparedModel,
  examples: ExampleSet,
  batchSize: number,
  label: string,
): Evaluation {
  const steps = evaluation(prepared, batches(examples, batchSize));
  const yielding = new PeriodicYield();
  for (;;) {
    const step = steps.next();
    if (step.done) {
      if (!Number.isFinite(step.value.loss)) checkFinite(examples, label);
      return new Evaluation(step.value);
    }
    yielding.checkInterrupt();
  }
}

/**
 * Evaluates batch after batch; yields after each, so that the caller can check for interrupts or yield to the
 * event loop.
 */
function* evaluation(
  { engine, lossNames, metrics }: PreparedModel,
  sequence: Iterable<Batch>,
): Generator<void, Logs> {
  const tally = new EpochTally(lossNames, metrics);
  for (const batch of sequence) {
    tally.add(engine.evaluateBatch(batch), batch.targets);
    yield;
  }
  return tally.logs;
}

/** As `evaluate`, on batches that may arrive one after the other; it lets the event loop turn meanwhile. */
export async function evaluateBatches(
  { engine, lossNames, metrics }: PreparedModel,
  sequence: Iterable<Batch> | AsyncIterable<Batch>,
  yielding: PeriodicYield,
): Promise<Logs> {
  const tally = new EpochTally(lossNames, metrics);
  for await (const batch of sequence) {
    tally.add(engine.evaluateBatch(batch), batch.targets);
    if (yielding.due) await yielding.yield();
  }
  return tally.logs;
}
