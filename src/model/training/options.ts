/**
 * The options of `fit`, `fitDataset`, `evaluate`, `predict` and `trainOnBatch`: their types, and the one
 * check of their values.
 */
import { checkOptions } from "../../errors/check-options.js";
import { ArgumentError } from "../../errors/errors.js";
import {
  ANYTHING,
  fraction,
  oneOf,
  TRUTH,
  wholeNumber,
  WHOLE_NUMBER,
  type Kind,
  type Kinds,
} from "../../errors/kinds.js";
import type { TensorLike } from "../../tensor/tensor.js";
import type { Callbacks } from "./callback-list.js";
import type { ClassWeight } from "./example-weights.js";
import type { Examples } from "./examples.js";

/** Options of every training. */
export interface TrainingOptions {
  /** How often the training goes through all examples; 1 by default. */
  readonly epochs?: number;
  /** The number of the first epoch, counted from 0: to continue an earlier training up to `epochs`. */
  readonly initialEpoch?: number;
  readonly callbacks?: Callbacks;
  /** 1 (the default) shows a progress line for each epoch, 0 shows nothing. */
  readonly verbose?: 0 | 1 | 2;
  /** The seed of the shuffles and of dropout; the model's own by default. */
  readonly seed?: number;
}

/** Examples in memory to evaluate after each epoch: [x, y], or [x, y, sampleWeight]. */
export type ValidationData = readonly [Examples, Examples] | readonly [Examples, Examples, TensorLike];

/** The options of `model.fit`. */
export interface FitOptions extends TrainingOptions {
  /** How many examples are computed together, 32 by default; the weights change after each batch. */
  readonly batchSize?: number;
  /**
   * The share of the examples to evaluate instead of to train on; they are the last ones, before any
   * shuffling.
   */
  readonly validationSplit?: number;
  /** Other examples to evaluate after each epoch; instead of `validationSplit`. */
  readonly validationData?: ValidationData;
  /** Whether the order of the examples changes in each epoch; true by default. */
  readonly shuffle?: boolean;
  /**
   * How much the examples of a class count: `{ 0: 1, 1: 5 }`; a list of such objects, one for each output,
   * where the model has several outputs.
   */
  readonly classWeight?: ClassWeight;
  /** How much each example counts, [examples]. */
  readonly sampleWeight?: TensorLike;
}

export interface DatasetOptions extends TrainingOptions {
  /**
   * How many batches make an epoch; by default all there are. With this option the sequence may be endless.
   */
  readonly batchesPerEpoch?: number;
  /** Examples in memory, or batches as of the training, to evaluate after each epoch. */
  readonly validationData?: ValidationData | Dataset;
  /** How many examples in memory are evaluated together; 32 by default. */
  readonly validationBatchSize?: number;
  /** How many batches of `validationData` are evaluated; by default all there are. */
  readonly validationBatches?: number;
}

/** Options of `evaluateDataset`. */
export interface EvaluateDatasetOptions {
  /** How many batches are evaluated; by default all there are. With this option the sequence may be endless. */
  readonly batches?: number;
  /** Only 0 or false: an evaluation does not show its progress. */
  readonly verbose?: 0 | false;
}

/** Options of `evaluate` and `predict`. */
export interface BatchOptions {
  /**
   * How many examples are computed together: more are faster up to a point and need more memory; 32 by
   * default.
   */
  readonly batchSize?: number;
  /** Only 0 or false: neither function shows its progress. */
  readonly verbose?: 0 | false;
}

export interface EvaluateOptions extends BatchOptions {
  readonly sampleWeight?: TensorLike;
}

/** Inputs and targets that belong together. */
export type BatchLike =
  | readonly [Examples, Examples]
  | { readonly xs: Examples; readonly ys: Examples }
  | { readonly x: Examples; readonly y: Examples };

export type BatchSequence = Iterable<BatchLike> | AsyncIterable<BatchLike>;

/**
 * Batches for every epoch: an array, the result of `batches()`, or a function (also a generator function)
 * that makes a sequence.
 */
export type Dataset = BatchSequence | (() => BatchSequence);

/** Options whose values are checked later, together with the examples. */
const CHECKED_LATER = { callbacks: ANYTHING, classWeight: ANYTHING, sampleWeight: ANYTHING };

/** Only the length of the list is checked here; x and y are checked as other examples are. */
const VALIDATION_DATA: Kind = {
  fits: (value) => Array.isArray(value) && (value.length === 2 || value.length === 3),
  example: "[xTest, yTest]",
  expected: { fr: "[x, y], ou [x, y, poids]", en: "[x, y], or [x, y, weights]" },
};

/** Batches are checked one by one as they arrive. */
const VALIDATION_SET: Kind = {
  ...VALIDATION_DATA,
  fits: (value) => VALIDATION_DATA.fits(value) || isSequence(value),
  expected: { fr: "[x, y], [x, y, poids], ou des lots", en: "[x, y], [x, y, weights], or batches" },
};

/** Whether validation data are batches: an array would be examples. */
export function isSequence(value: unknown): value is Dataset {
  if (typeof value === "function") return true;
  return (
    typeof value === "object" &&
    value !== null &&
    !Array.isArray(value) &&
    (Symbol.iterator in value || Symbol.asyncIterator in value)
  );
}

const COUNT = wholeNumber(1, 32);
/** Only a training shows its progress. */
const SILENCE: Kind = {
  fits: (value) => value === 0 || value === false,
  example: "0",
  expected: { fr: "0 ou false", en: "0 or false" },
  mend: {
    fr: "Ici rien ne s’affiche pendant le calcul : enlevez l’option.",
    en: "Nothing is shown here while it computes: remove the option.",
  },
};

const TRAINING: Kinds = {
  epochs: wholeNumber(0, 10),
  initialEpoch: wholeNumber(0, 0),
  callbacks: CHECKED_LATER.callbacks,
  verbose: oneOf(0, 1, 2),
  seed: WHOLE_NUMBER,
};

const KINDS = {
  fit: {
    batchSize: COUNT,
    ...TRAINING,
    validationSplit: fraction(0.2),
    validationData: VALIDATION_DATA,
    shuffle: TRUTH,
    classWeight: CHECKED_LATER.classWeight,
    sampleWeight: CHECKED_LATER.sampleWeight,
  },
  fitDataset: {
    batchesPerEpoch: wholeNumber(1, 100),
    ...TRAINING,
    validationData: VALIDATION_SET,
    validationBatchSize: COUNT,
    validationBatches: wholeNumber(1, 100),
  },
  evaluateDataset: { batches: wholeNumber(1, 100), verbose: SILENCE },
  evaluate: { batchSize: COUNT, sampleWeight: CHECKED_LATER.sampleWeight, verbose: SILENCE },
  predict: { batchSize: COUNT, verbose: SILENCE },
  trainOnBatch: { classWeight: CHECKED_LATER.classWeight, sampleWeight: CHECKED_LATER.sampleWeight },
} as const satisfies Readonly<Record<string, Kinds>>;

/**
 * @param options as the caller gave them; undefined for none
 * @param where   the function that the caller gave them to
 * @throws ArgumentError for the first option that is unknown or whose value is not allowed
 */
export function checkTrainingOptions(options: unknown, where: keyof typeof KINDS): void {
  if (options === undefined) return;
  checkOptions(options, KINDS[where], where);
  const { epochs = 1, initialEpoch = 0 } = options as {
    readonly epochs?: number;
    readonly initialEpoch?: number;
  };
  if (initialEpoch <= epochs) return;
  throw new ArgumentError({
    where,
    argument: "initialEpoch",
    received: String(initialEpoch),
    expected: {
      fr: `un entier de 0 à epochs, ici ${epochs}`,
      en: `an integer from 0 to epochs, here ${epochs}`,
    },
    mend: {
      fr: "epochs est le numéro de la dernière époque, pas le nombre d’époques à ajouter.",
      en: "epochs is the number of the last epoch, not the number of epochs to add.",
    },
  });
}
