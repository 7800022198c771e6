/**
 * Training on batches that arrive one after the other: from files, from a generator, from data too large for
 * the memory.
 */
import { ArgumentError } from "../../errors/errors.js";
import { written } from "../../errors/written.js";
import { batches, takeRows } from "./batches.js";
import { Evaluation, evaluateBatches } from "./evaluate.js";
import { inputsOf } from "./examples.js";
import { checkFinite } from "./finite.js";
import { train, type BatchSource, type TrainingRun } from "./fit.js";
import { gatherExamples, gatherValidation } from "./gather-examples.js";
import type { History } from "./history.js";
import {
  isSequence,
  type BatchLike,
  type Dataset,
  type DatasetOptions,
  type EvaluateDatasetOptions,
} from "./options.js";
import { PeriodicYield } from "./periodic-yield.js";
import type { PreparedModel } from "./prepared-model.js";
import type { Trainee } from "./trainee.js";
import type { Batch } from "./training-engine.js";

/** Trains on the batches of a dataset. */
export function fitDataset(
  trainee: Trainee,
  prepared: PreparedModel,
  dataset: Dataset,
  options: DatasetOptions,
): Promise<History> {
  const { label } = trainee;
  return train({
    trainee,
    prepared,
    options,
    source: new DatasetSource("fitDataset", label, prepared, dataset, options.batchesPerEpoch),
    validation: validationOf(label, prepared, options),
  });
}

/** Loss and metrics on the batches of a dataset. */
export async function evaluateDataset(
  label: string,
  prepared: PreparedModel,
  dataset: Dataset,
  options: EvaluateDatasetOptions,
): Promise<Evaluation> {
  const source = new DatasetSource("evaluateDataset", label, prepared, dataset, options.batches);
  return new Evaluation(await evaluateBatches(prepared, source.batches(), new PeriodicYield()));
}

function validationOf(
  label: string,
  prepared: PreparedModel,
  { validationData, validationBatches, validationBatchSize = 32 }: DatasetOptions,
): TrainingRun["validation"] {
  // Each epoch evaluates the same batches, so each begins the dataset anew.
  if (isSequence(validationData))
    return () =>
      new DatasetSource("fitDataset", label, prepared, validationData, validationBatches).batches();
  const examples = gatherValidation(validationData, prepared, label);
  if (examples === undefined) return undefined;
  checkFinite(examples, `${label}, validationData`);
  return () => batches(examples, validationBatchSize);
}

/** The batches of each epoch, each checked against the model when it arrives. */
class DatasetSource implements BatchSource {
  private readonly next: () => Promise<BatchLike | undefined>;
  private readonly convert: (batch: BatchLike) => Batch;
  private readonly where: string;
  private readonly batchesPerEpoch: number | undefined;
  readonly count: number | undefined;

  /**
   * @param where           the function that reads the batches, for errors
   * @param batchesPerEpoch how many batches `batches` gives; by default all there are
   */
  constructor(
    where: string,
    label: string,
    prepared: PreparedModel,
    dataset: Dataset,
    batchesPerEpoch: number | undefined,
  ) {
    if (typeof dataset !== "function") checkSequence(dataset, where);
    this.where = where;
    this.next = reader(dataset, where);
    this.convert = (batch) => converted(label, prepared, batch);
    this.batchesPerEpoch = batchesPerEpoch;
    this.count = batchesPerEpoch ?? countOf(dataset);
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
        if (first === undefined) throw nothingLeft(given, this.where);
        given++;
        yield this.convert(first);
        continue;
      }
      given++;
      yield this.convert(batch);
    }
    if (given === 0) throw nothingLeft(0, this.where);
  }
}

/** How many batches a dataset says it has, as `batches()` does by `count` and `tf.data` by `size`. */
function countOf(dataset: Dataset): number | undefined {
  const { count, size } = dataset as { readonly count?: unknown; readonly size?: unknown };
  return [count, size].find((value): value is number => Number.isFinite(value));
}

/**
 * Reads one batch at each call; gives undefined at the end of the sequence, and starts it again at the next
 * call.
 */
function reader(dataset: Dataset, where: string): () => Promise<BatchLike | undefined> {
  let iterator: Iterator<BatchLike> | AsyncIterator<BatchLike> | undefined;
  return async () => {
    if (iterator === undefined) {
      const sequence = typeof dataset === "function" ? dataset() : dataset;
      checkSequence(sequence, where);
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

function checkSequence(sequence: unknown, where: string): void {
  if (
    typeof sequence === "object" &&
    sequence !== null &&
    !(sequence instanceof Promise) &&
    (isMethod(sequence, Symbol.iterator) || isMethod(sequence, Symbol.asyncIterator))
  )
    return;
  throw new ArgumentError({
    where,
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

function nothingLeft(given: number, where: string): ArgumentError {
  return new ArgumentError({
    where,
    argument: "dataset",
    received: { fr: `${given} lot(s), puis plus rien`, en: `${given} batch(es), then nothing more` },
    expected: { fr: "des lots à chaque époque", en: "batches in every epoch" },
    mend: {
      fr: "Un générateur ne se parcourt qu’une fois : donnez la fonction qui le crée, sans l’appeler.",
      en: "A generator can be read only once: give the function that makes it, without calling it.",
    },
  });
}
