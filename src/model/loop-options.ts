/** The options of everything that goes through examples: `fit`, `fitDataset`, `evaluate`, `predict` and `trainOnBatch`, each with some of them. */
import { checkOptions } from "../errors/check-options.js";
import { ArgumentError } from "../errors/errors.js";
import {
  ANYTHING,
  fraction,
  oneOf,
  TRUTH,
  wholeNumber,
  WHOLE_NUMBER,
  type Kind,
  type Kinds,
} from "../errors/kinds.js";

/** Options that stand here because each function looks at them with its data. */
const LOOKED_AT_LATER = { callbacks: ANYTHING, classWeight: ANYTHING, sampleWeight: ANYTHING };

/** x and y of a validation; what is in them is checked as other examples are. */
const PAIR: Kind = {
  fits: (value) => Array.isArray(value) && (value.length === 2 || value.length === 3),
  example: "[xTest, yTest]",
  expected: { fr: "[x, y], ou [x, y, poids]", en: "[x, y], or [x, y, weights]" },
};

const COUNT = wholeNumber(1, 32);
/** Nothing is shown but by a training. */
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
  callbacks: LOOKED_AT_LATER.callbacks,
  verbose: oneOf(0, 1, 2),
  seed: WHOLE_NUMBER,
};

const KINDS = {
  fit: {
    batchSize: COUNT,
    ...TRAINING,
    validationSplit: fraction(0.2),
    validationData: PAIR,
    shuffle: TRUTH,
    classWeight: LOOKED_AT_LATER.classWeight,
    sampleWeight: LOOKED_AT_LATER.sampleWeight,
  },
  fitDataset: {
    batchesPerEpoch: wholeNumber(1, 100),
    ...TRAINING,
    validationData: PAIR,
    validationBatchSize: COUNT,
  },
  evaluate: { batchSize: COUNT, sampleWeight: LOOKED_AT_LATER.sampleWeight, verbose: SILENCE },
  predict: { batchSize: COUNT, verbose: SILENCE },
  trainOnBatch: { classWeight: LOOKED_AT_LATER.classWeight, sampleWeight: LOOKED_AT_LATER.sampleWeight },
} as const satisfies Readonly<Record<string, Kinds>>;

/**
 * Returns if these options can be used.
 * @param options as the caller gave them; undefined for none
 * @param where   the function they were given to
 * @throws ArgumentError that names the first option that is unknown, or whose value makes no sense
 */
export function checkLoopOptions(options: unknown, where: keyof typeof KINDS): void {
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
      en: "epochs is the number of the last epoch, not how many are added.",
    },
  });
}
