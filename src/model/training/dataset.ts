/**
 * Training on batches that arrive one after the other: from files, from a generator, from data too large for
 * the memory.
 */
import { ArgumentError } from "../../errors/errors.js";
import { written } from "../../errors/written.js";
import { takeRows } from "./batches.js";
import { inputsOf, type Examples } from "./examples.js";
import { checkFinite } from "./finite.js";
import { train, type BatchSource } from "./fit.js";
import { gatherExamples, gatherValidation } from "./gather-examples.js";
import type { History } from "./history.js";
import type { DatasetOptions } from "./options.js";
import type { PreparedModel } from "./prepared-model.js";
import type { Trainee } from "./trainee.js";
import type { Batch } from "./training-engine.js";

/** Inputs and targets that belong together. */
export type BatchLike =
  | readonly [Examples, Examples]
  | { readonly xs: Examples; readonly ys: Examples }
  | { readonly x: Examples; readonly y: Examples };

type BatchSequence = Iterable<BatchLike> | AsyncIterable<BatchLike>;

/**
 * Batches for every epoch: an array, the result of `batches()`, or a function (also a generator function)
 * that makes a sequence.
 */
export type Dataset = BatchSequence | (() => BatchSequence);

/** Trains on the batches of a dataset. */
export function fitDataset(
  trainee: Trainee,
  prepared: PreparedModel,
  dataset: Dataset,
  options: DatasetOptions,
): Promise<History> {
  const { label } = trainee;
  const validation = gatherValidation(options.validationData, prepared, label);
  if (validation !== undefined) checkFinite(validation, `${label}, validationData`);
  return train({
    trainee,
    prepared,
    options,
    source: new DatasetSource(label, prepared, dataset, options),
    validation,
    validationBatchSize: options.validationBatchSize ?? 32,
  });
}

/** The batches of each epoch, each checked against the model when it arrives. */
class DatasetSource implements BatchSource {
  private readonly next: () => Promise<BatchLike | undefined>;
  private readonly convert: (batch: BatchLike) => Batch;
  private readonly batchesPerEpoch: number | undefined;
  readonly count: number | undefined;

  constructor(label: string, prepared: PreparedModel, dataset: Dataset, { batchesPerEpoch }: DatasetOptions) {
    if (typeof dataset !== "function") checkSequence(dataset);
    this.next = reader(dataset);
    this.convert = (batch) => converted(label, prepared, batch);
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
        // The sequence has ended before the epoch: the epoch continues with the first batch, unless the
        // sequence is empty.
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

/**
 * Reads one batch at each call; gives undefined at the end of the sequence, and starts it again at the next
 * call.
 */
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

function converted(label: string, prepared: PreparedModel, batch: BatchLike): Batch {
  checkBatch(batch);
  const [x, y] = "xs" in batch ? [batch.xs, batch.ys] : "x" in batch ? [batch.x, batch.y] : batch;
  const where = `${label}, dataset`;
  const { inputs, targets } = gatherExamples(inputsOf(prepared.graph, x, where), y, prepared, where);
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
      en: "For data in memory, use fit(x, y).",
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
      en: "A generator can be read only once: give the function that makes it, without calling it.",
    },
  });
}
