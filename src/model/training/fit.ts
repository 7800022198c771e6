/** The training loop: epochs of batches, with validation, progress and callbacks. */
import { batches, type ExampleSet } from "./batches.js";
import { CallbackList } from "./callback-list.js";
import { checkedCallbacks } from "./check-callbacks.js";
import { evaluateBatches } from "./evaluate.js";
import { weightsOf } from "./example-weights.js";
import { checkFinite, checkLoss } from "./finite.js";
import { gatherValidation } from "./gather-examples.js";
import { History } from "./history.js";
import { EpochTally, type Logs } from "./logs.js";
import type { FitOptions, TrainingOptions } from "./options.js";
import { PeriodicYield } from "./periodic-yield.js";
import type { PreparedModel } from "./prepared-model.js";
import { progressOf, type Progress } from "./progress.js";
import { shuffleStream } from "./streams.js";
import type { Trainee } from "./trainee.js";
import type { Batch } from "./training-engine.js";
import { beginTraining } from "./under-way.js";
import { splitForValidation } from "./validation-split.js";

/** The batches of each epoch. */
export interface BatchSource {
  /** The number of batches in an epoch; undefined where it is not known. */
  readonly count: number | undefined;
  batches(): Iterable<Batch> | AsyncIterable<Batch>;
}

/** All that a training needs. */
export interface TrainingRun {
  readonly trainee: Trainee;
  readonly prepared: PreparedModel;
  readonly options: TrainingOptions;
  readonly source: BatchSource;
  /** Begins the batches that are evaluated after each epoch. */
  readonly validation: (() => Iterable<Batch> | AsyncIterable<Batch>) | undefined;
}

/** Trains on examples in memory. */
export function fit(
  trainee: Trainee,
  prepared: PreparedModel,
  all: ExampleSet,
  options: FitOptions,
): Promise<History> {
  const { label } = trainee;
  const { batchSize = 32, shuffle = true, seed = trainee.seed } = options;
  const { optimizer, losses } = prepared.training;
  const given = gatherValidation(options.validationData, prepared, label);
  // As in Keras, examples held back for validation count by their own weight alone, not by the weight of
  // their class.
  const weights = () =>
    options.classWeight === undefined
      ? all.weights
      : weightsOf(all.targets, losses, { sampleWeight: options.sampleWeight }, label);
  const { training, validation } =
    given === undefined
      ? splitForValidation(all, options.validationSplit ?? 0, weights)
      : { training: all, validation: given };
  if (given !== undefined) checkFinite(given, `${label}, validationData`);
  else if (validation !== undefined) checkFinite(validation, `${label}, validationSplit`, training.count);
  const order = () =>
    shuffle ? shuffleStream(seed, optimizer.iterations).permutation(training.count) : undefined;
  return train({
    trainee,
    prepared,
    options,
    validation: validation === undefined ? undefined : () => batches(validation, batchSize),
    source: {
      count: Math.ceil(training.count / batchSize),
      batches: () => batches(training, batchSize, order()),
    },
  });
}

/**
 * One step on all these examples together, as one batch; gives the loss, or the list of loss and metrics.
 * @throws NumericError if the loss is NaN or infinite; the weights stay as they were
 */
export async function trainOnBatch(
  { label, seed }: Trainee,
  { engine, lossNames, metrics }: PreparedModel,
  all: ExampleSet,
): Promise<number | number[]> {
  const [batch] = batches(all, all.count);
  const tally = new EpochTally(lossNames, metrics);
  const result = engine.trainBatch(batch, seed);
  engine.lend();
  checkLoss(result.loss, label, { fr: "", en: "" }, batch);
  tally.add(result, batch.targets);
  const values = Object.values(tally.logs);
  const yielding = new PeriodicYield();
  if (yielding.due) await yielding.yield();
  return values.length === 1 ? values[0] : values;
}

/**
 * The training loop itself. However it ends, the model's weights are those that were learned so far.
 * @throws StateError where another training changes the same model, optimizer or weights; NumericError if the
 *         loss becomes NaN or infinite: the weights stay as they were before that step
 */
export async function train(run: TrainingRun): Promise<History> {
  const callbacks = new CallbackList(checkedCallbacks(run.options.callbacks));
  const { trainee, prepared } = run;
  const { optimizer, trainable } = prepared.training;
  const end = beginTraining([trainee, optimizer, ...trainable], trainee.label);
  try {
    return await trainEpochs(run, callbacks);
  } finally {
    end();
  }
}

async function trainEpochs(run: TrainingRun, callbacks: CallbackList): Promise<History> {
  const { trainee, prepared, options, validation } = run;
  const { epochs = 1, initialEpoch = 0, verbose = 1 } = options;
  const history = new History();
  const progress = progressOf(epochs, verbose);
  const yielding = new PeriodicYield();
  trainee.history = history;
  trainee.stopTraining = false;
  callbacks.setModel(trainee);
  await callbacks.trainBegin();
  try {
    for (let epoch = initialEpoch; epoch < epochs && !trainee.stopTraining; epoch++) {
      await callbacks.epochBegin(epoch);
      progress.epochBegin(epoch, run.source.count);
      const logs = await trainEpoch(run, epoch, callbacks, progress, yielding);
      prepared.engine.lend();
      if (validation !== undefined) Object.assign(logs, await validate(prepared, validation(), yielding));
      history.add(epoch, logs);
      progress.epochEnd(logs);
      await callbacks.epochEnd(epoch, logs);
    }
  } finally {
    prepared.engine.synchronize();
    progress.end();
    await callbacks.trainEnd();
  }
  return history;
}

async function trainEpoch(
  { trainee, prepared, source, options }: TrainingRun,
  epoch: number,
  callbacks: CallbackList,
  progress: Progress,
  yielding: PeriodicYield,
): Promise<Logs> {
  const { engine, lossNames, metrics } = prepared;
  const seed = options.seed ?? trainee.seed;
  const tally = new EpochTally(lossNames, metrics);
  let done = 0;
  const sequence = source.batches();
  const iterator =
    Symbol.asyncIterator in sequence ? sequence[Symbol.asyncIterator]() : sequence[Symbol.iterator]();
  try {
    for (;;) {
      // `for await` would wait for each batch of a synchronous sequence too, which takes as long as computing
      // a small batch.
      const next = iterator.next();
      const { done: over, value: batch } = "then" in next ? await next : next;
      if (over) return tally.logs;
      const place = { batch: done, size: batch.targets[0].shape[0] };
      if (callbacks.watchesBatches) await callbacks.batchBegin(place);
      const result = engine.trainBatch(batch, seed);
      if (!Number.isFinite(result.loss))
        checkLoss(
          result.loss,
          trainee.label,
          {
            fr: ` à l’époque ${epoch + 1}, lot ${done + 1}`,
            en: ` in epoch ${epoch + 1}, batch ${done + 1}`,
          },
          batch,
        );
      tally.add(result, batch.targets);
      if (callbacks.watchesBatches) {
        engine.lend();
        const own = new EpochTally(lossNames, metrics);
        own.add(result, batch.targets);
        await callbacks.batchEnd(place, own.logs);
      }
      done++;
      if (yielding.due) {
        progress.batchEnd(done, () => tally.logs);
        await yielding.yield();
      }
    }
  } finally {
    // Lets a generator close what it has opened, such as a file, when the epoch ends before the generator
    // does.
    await iterator.return?.();
  }
}

async function validate(
  prepared: PreparedModel,
  validation: Iterable<Batch> | AsyncIterable<Batch>,
  yielding: PeriodicYield,
): Promise<Logs> {
  const logs = await evaluateBatches(prepared, validation, yielding);
  return Object.fromEntries(Object.entries(logs).map(([name, value]) => [`val_${name}`, value]));
}
