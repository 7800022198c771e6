/** The training loop: epochs of batches, with validation, progress and callbacks. */
import { ArgumentError } from "../errors/errors.js";
import type { TensorLike } from "../tensor/tensor.js";
import { batches, countOf, part, type Examined } from "./batches.js";
import { Breath } from "./breath.js";
import { CallbackList, type Callbacks } from "./callbacks/callback.js";
import { evaluation } from "./evaluate.js";
import { weightsOf, type ClassWeight } from "./example-weights.js";
import type { Examples } from "./examples.js";
import { checkFinite, checkLoss } from "./finite.js";
import { History } from "./history.js";
import { EpochTally, type Logs } from "./logs.js";
import type { Model } from "./model.js";
import type { Ready } from "./ready.js";
import { progressOf, type Progress } from "./progress.js";
import { shuffleStream } from "./streams.js";
import { beginTraining } from "./under-way.js";
import type { Batch } from "./training-engine.js";

/** Options of every training. */
export interface TrainingOptions {
  /** How often all examples are gone through; 1 by default. */
  readonly epochs?: number;
  /** The number of the first epoch, counted from 0: to go on with a training up to `epochs`. */
  readonly initialEpoch?: number;
  readonly callbacks?: Callbacks;
  /** 1 (the default) shows a progress line an epoch, 0 nothing. */
  readonly verbose?: 0 | 1 | 2;
  /** Of the shuffles and of dropout; the model's own by default. */
  readonly seed?: number;
}

export interface FitOptions extends TrainingOptions {
  /** How many examples are computed together, 32 by default; the weights change after each batch. */
  readonly batchSize?: number;
  /** The share of the examples, taken from the end before any shuffling, that is not learned from but only evaluated. */
  readonly validationSplit?: number;
  /** Other examples to evaluate after each epoch, [x, y]; instead of `validationSplit`. */
  readonly validationData?: readonly [Examples, Examples] | readonly [Examples, Examples, TensorLike];
  /** Whether the order of the examples changes in each epoch; true by default. */
  readonly shuffle?: boolean;
  /** How much the examples of a class count: `{ 0: 1, 1: 5 }`; a list of such objects where the model has several outputs, one for each. */
  readonly classWeight?: ClassWeight;
  /** How much each example counts, [examples]. */
  readonly sampleWeight?: TensorLike;
}

/** What an epoch goes through. */
export interface EpochSource {
  /** How many batches there are, where that is known. */
  readonly count: number | undefined;
  batches(): Iterable<Batch> | AsyncIterable<Batch>;
}

/** One training, ready to go. */
export interface Training {
  readonly model: Model;
  readonly ready: Ready;
  readonly options: TrainingOptions;
  readonly source: EpochSource;
  readonly validation: Examined | undefined;
  readonly validationBatchSize: number;
}

/** Trains on examples in memory. */
export function fitArrays(
  model: Model,
  ready: Ready,
  all: Examined,
  validationData: Examined | undefined,
  options: FitOptions,
): Promise<History> {
  const { batchSize = 32, validationSplit = 0, shuffle = true, seed = model.seed } = options;
  const count = countOf(all);
  const kept =
    validationData === undefined && validationSplit > 0 ? Math.floor(count * (1 - validationSplit)) : count;
  if (kept === 0) throw splitTakesAll(validationSplit, count);
  const learned = kept === count ? all : part(all, 0, kept);
  const validation =
    validationData ??
    (kept === count ? undefined : part(forValidation(all, ready, options, model), kept, count));
  if (validation !== undefined)
    checkFinite(
      validation,
      `${model.label}, ${validationData === undefined ? "validationSplit" : "validationData"}`,
      validationData === undefined ? kept : 0,
    );
  return train({
    model,
    ready,
    options,
    validation,
    validationBatchSize: batchSize,
    source: {
      count: Math.ceil(kept / batchSize),
      batches: () =>
        batches(
          learned,
          batchSize,
          shuffle ? shuffleStream(seed, ready.training.optimizer.iterations).permutation(kept) : undefined,
        ),
    },
  });
}

/** Examples held out count as those of `validationData` do: each by its own weight, not by that of its class, as Keras has it. */
function forValidation(
  { inputs, targets, weights }: Examined,
  { training }: Ready,
  { classWeight, sampleWeight }: FitOptions,
  { label }: Model,
): Examined {
  const own =
    classWeight === undefined ? weights : weightsOf(targets, training.losses, { sampleWeight }, label);
  return { inputs, targets, ...(own === undefined ? {} : { weights: own }) };
}

/** A single step on all these examples together. @throws NumericError for a loss that is no number; the weights stay as they were */
export function trainOnce(
  { engine, lossNames, metrics }: Ready,
  all: Examined,
  { label, seed }: Model,
): Logs {
  const [batch] = batches(all, countOf(all));
  const tally = new EpochTally(lossNames, metrics);
  const result = engine.trainBatch(batch, seed);
  engine.synchronize();
  checkLoss(result.loss, label, { fr: "", en: "" }, batch);
  tally.add(result, batch.targets);
  return tally.logs;
}

/** The loop itself; one at a time of what it changes. What was learned is in the model's weights however it ends. */
export async function train(training: Training): Promise<History> {
  const callbacks = new CallbackList(training.options.callbacks);
  const {
    model,
    ready: {
      training: { optimizer, trainable },
    },
  } = training;
  const end = beginTraining([model, optimizer, ...trainable], model.label);
  try {
    return await trainEpochs(training, callbacks);
  } finally {
    end();
  }
}

async function trainEpochs(training: Training, callbacks: CallbackList): Promise<History> {
  const { model, ready, options, validation } = training;
  const { epochs = 1, initialEpoch = 0, verbose = 1 } = options;
  const history = new History();
  const progress = progressOf(epochs, verbose);
  const breath = new Breath();
  model.history = history;
  model.stopTraining = false;
  callbacks.setModel(model);
  await callbacks.trainBegin();
  try {
    for (let epoch = initialEpoch; epoch < epochs && !model.stopTraining; epoch++) {
      await callbacks.epochBegin(epoch);
      progress.epochBegin(epoch, training.source.count);
      const logs = await trainEpoch(training, epoch, callbacks, progress, breath);
      ready.engine.synchronize();
      if (validation !== undefined)
        Object.assign(logs, await validate(ready, validation, training.validationBatchSize, breath));
      history.add(epoch, logs);
      progress.epochEnd(logs);
      await callbacks.epochEnd(epoch, logs);
    }
  } finally {
    ready.engine.synchronize();
    progress.end();
    await callbacks.trainEnd();
  }
  return history;
}

async function trainEpoch(
  { model, ready, source, options }: Training,
  epoch: number,
  callbacks: CallbackList,
  progress: Progress,
  breath: Breath,
): Promise<Logs> {
  const { engine, lossNames, metrics } = ready;
  const seed = options.seed ?? model.seed;
  const tally = new EpochTally(lossNames, metrics);
  let done = 0;
  const sequence = source.batches();
  const steps =
    Symbol.asyncIterator in sequence ? sequence[Symbol.asyncIterator]() : sequence[Symbol.iterator]();
  try {
    for (;;) {
      // Only what is asynchronous is waited for: `for await` would wait for each batch, which takes as long as a small one itself.
      const next = steps.next();
      const { done: over, value: batch } = "then" in next ? await next : next;
      if (over) return tally.logs;
      const place = { batch: done, size: batch.targets[0].shape[0] };
      if (callbacks.watchesBatches) await callbacks.batchBegin(place);
      const result = engine.trainBatch(batch, seed);
      if (!Number.isFinite(result.loss))
        checkLoss(
          result.loss,
          model.label,
          {
            fr: ` à l’époque ${epoch + 1}, lot ${done + 1}`,
            en: ` in epoch ${epoch + 1}, batch ${done + 1}`,
          },
          batch,
        );
      tally.add(result, batch.targets);
      if (callbacks.watchesBatches) {
        engine.synchronize();
        const own = new EpochTally(lossNames, metrics);
        own.add(result, batch.targets);
        await callbacks.batchEnd(place, own.logs);
      }
      done++;
      if (breath.due) {
        progress.batchEnd(done, () => tally.logs);
        await breath.take();
      }
    }
  } finally {
    // A generator that holds something open is told that nothing more is wanted.
    await steps.return?.();
  }
}

async function validate(
  ready: Ready,
  validation: Examined,
  batchSize: number,
  breath: Breath,
): Promise<Logs> {
  const steps = evaluation(ready, validation, batchSize);
  for (;;) {
    const step = steps.next();
    if (step.done)
      return Object.fromEntries(Object.entries(step.value).map(([name, value]) => [`val_${name}`, value]));
    if (breath.due) await breath.take();
  }
}

function splitTakesAll(validationSplit: number, count: number): ArgumentError {
  return new ArgumentError({
    where: "fit",
    argument: "validationSplit",
    received: String(validationSplit),
    expected: {
      fr: `une part qui laisse au moins un des ${count} exemples pour apprendre`,
      en: `a share that leaves at least one of the ${count} examples to learn from`,
    },
    mend: {
      fr: "Donnez plus d’exemples, ou une part plus petite.",
      en: "Give more examples, or a smaller share.",
    },
  });
}
