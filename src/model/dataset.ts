/**
 * Training on batches that come one after the other: from files, from a generator, from what does not fit into memory.
 */
import { ArgumentError } from "../errors/errors.js";
import { written } from "../errors/written.js";
import type { TensorLike } from "../tensor/tensor.js";
import { takeRows } from "./batches.js";
import type { Examples } from "./examples.js";
import type { EpochSource, TrainingOptions } from "./fit.js";
import { gatherExamples } from "./gather-examples.js";
import type { Model } from "./model.js";
import type { Ready } from "./ready.js";
import type { Batch } from "./training-engine.js";

/** Inputs and targets that belong together. */
export type BatchLike =
  | readonly [Examples, Examples]
  | { readonly xs: Examples; readonly ys: Examples }
  | { readonly x: Examples; readonly y: Examples };

type BatchSequence = Iterable<BatchLike> | AsyncIterable<BatchLike>;

/** Batches that can be gone through again in each epoch: an array, what `batches()` gives, or a (generator) function. */
export type Dataset = BatchSequence | (() => BatchSequence);

export interface DatasetOptions extends TrainingOptions {
  /** How many batches make an epoch; by default all there are. With it a sequence may go on without end. */
  readonly batchesPerEpoch?: number;
  /** Examples in memory to evaluate after each epoch, [x, y], or [x, y, weights]. */
  readonly validationData?: readonly [Examples, Examples] | readonly [Examples, Examples, TensorLike];
  /** How many examples are evaluated together; 32 by default. */
  readonly validationBatchSize?: number;
}

/** The batches of each epoch, checked against the model one by one. */
export class DatasetSource implements EpochSource {
  private readonly next: () => Promise<BatchLike | undefined>;
  private readonly convert: (batch: BatchLike) => Batch;
  private readonly batchesPerEpoch: number | undefined;
  readonly count: number | undefined;

  constructor(model: Model, ready: Ready, dataset: Dataset, { batchesPerEpoch }: DatasetOptions) {
    if (typeof dataset !== "function") checkSequence(dataset);
    this.next = reader(dataset);
    this.convert = (batch) => converted(model, ready, batch);
    this.batchesPerEpoch = batchesPerEpoch;
    this.count =
      batchesPerEpoch ??
      (typeof dataset === "object" && "count" in dataset && typeof dataset.count === "number"
        ? dataset.count
        : undefined);
  }

  async *batches(): AsyncGenerator<Batch> {
    const most = this.batchesPerEpoch ?? Infinity;
    let given = 0;
    while (given < most) {
      const batch = await this.next();
      if (batch === undefined) {
        if (this.batchesPerEpoch === undefined) break;
        // An epoch of a fixed length goes on with the sequence's beginning, if it has one.
        const first = await this.next();
        if (first === undefined) throw nothingLeft(given);
        given++;
        yield this.convert(first);
        continue;
      }
      given++;
      yield this.convert(batch);
    }
    if (given === 0) throw nothingLeft(0);
  }
}

/** Reads one batch after the other; undefined at the end, after which the sequence begins again. */
function reader(dataset: Dataset): () => Promise<BatchLike | undefined> {
  let iterator: Iterator<BatchLike> | AsyncIterator<BatchLike> | undefined;
  return async () => {
    if (iterator === undefined) {
      const sequence = typeof dataset === "function" ? dataset() : dataset;
      checkSequence(sequence);
      iterator =
        Symbol.asyncIterator in sequence ? sequence[Symbol.asyncIterator]() : sequence[Symbol.iterator]();
    }
    const step = await iterator.next();
    if (!step.done) return step.value;
    iterator = undefined;
    return undefined;
  };
}

function converted(model: Model, ready: Ready, batch: BatchLike): Batch {
  checkBatch(batch);
  const [x, y] = "xs" in batch ? [batch.xs, batch.ys] : "x" in batch ? [batch.x, batch.y] : batch;
  const { inputs, targets } = gatherExamples(model, ready, x, y, {}, "dataset");
  return {
    inputs: inputs.map((input) => takeRows(input, 0, input.shape[0])),
    targets: targets.map((target) => takeRows(target, 0, target.shape[0])),
  };
}

function checkSequence(sequence: unknown): void {
  if (
    typeof sequence === "object" &&
    sequence !== null &&
    !(sequence instanceof Promise) &&
    (isMethod(sequence, Symbol.iterator) || isMethod(sequence, Symbol.asyncIterator))
  )
    return;
  throw new ArgumentError({
    where: "fitDataset",
    argument: "dataset",
    received: written(sequence),
    expected: {
      fr: "des lots { x, y } : un tableau, ce que donne batches(), ou une fonction qui crée un générateur",
      en: "batches { x, y }: an array, what batches() gives, or a function that makes a generator",
    },
    mend: {
      fr: "Pour des données en mémoire, fit(x, y) suffit.",
      en: "For data in memory fit(x, y) will do.",
    },
  });
}

function isMethod(object: object, name: symbol): boolean {
  return typeof (object as Record<symbol, unknown>)[name] === "function";
}

function checkBatch(batch: unknown): void {
  const isPair = Array.isArray(batch)
    ? batch.length === 2
    : typeof batch === "object" &&
      batch !== null &&
      (("xs" in batch && "ys" in batch) || ("x" in batch && "y" in batch));
  if (isPair) return;
  throw new ArgumentError({
    where: "fitDataset",
    argument: "dataset",
    received: written(batch),
    expected: { fr: "un lot { x, y }, ou [x, y]", en: "a batch { x, y }, or [x, y]" },
    mend: {
      fr: "Chaque lot réunit des entrées et leurs valeurs attendues.",
      en: "Each batch holds inputs and their targets.",
    },
  });
}

function nothingLeft(given: number): ArgumentError {
  return new ArgumentError({
    where: "fitDataset",
    argument: "dataset",
    received: { fr: `${given} lot(s), puis plus rien`, en: `${given} batch(es), then nothing more` },
    expected: { fr: "des lots à chaque époque", en: "batches in every epoch" },
    mend: {
      fr: "Un générateur ne se parcourt qu’une fois : donnez la fonction qui le crée, sans l’appeler.",
      en: "A generator can be gone through only once: give the function that makes it, without calling it.",
    },
  });
}
