/**
 * Learning rates that change from step to step, under the names of Keras. A step is one batch.
 *
 * Large steps at the beginning come near a minimum fast; small steps at the end converge to it.
 */
import { checkKind, checkOptions } from "../errors/check-options.js";
import { ArgumentError } from "../errors/errors.js";
import { numberAbove, numberBetween, numberFrom, TRUTH, type Kind, type Kinds } from "../errors/kinds.js";

/** A learning rate that depends on the step; a step is one batch. */
export interface Schedule {
  /** The name under which it is saved, such as `ExponentialDecay`. */
  readonly className: string;
  /** Its options, as they are saved. */
  readonly config: Readonly<Record<string, unknown>>;
  /** The learning rate of a step; the first one is step 0. */
  at(step: number): number;
}

interface Decay {
  readonly initialLearningRate: number;
  /** The number of steps after which the rate has changed by the factor `decayRate`. */
  readonly decaySteps: number;
  readonly decayRate: number;
  /** Whether the rate changes only every `decaySteps` steps, not at each step. */
  readonly staircase?: boolean;
}

const RATE = numberFrom(0, 0.1);
const STEPS = numberAbove(0, 1000);
const DECAY_KINDS: Kinds<keyof Decay> = {
  initialLearningRate: RATE,
  decaySteps: STEPS,
  decayRate: numberFrom(0, 0.96),
  staircase: TRUTH,
};

/**
 * Checks the options of a schedule: all must be given, except the one named `optional`, which has a default.
 */
function checkSchedule(config: unknown, kinds: Kinds, where: string, optional: string): void {
  checkOptions(
    config ?? {},
    kinds,
    where,
    Object.keys(kinds).filter((name) => name !== optional),
  );
}

const STEP = numberFrom(0, 100);

/** Makes a schedule that checks the step it is asked for. */
function schedule(
  className: string,
  config: Readonly<Record<string, unknown>>,
  at: (step: number) => number,
): Schedule {
  return {
    className,
    config,
    at(step) {
      checkKind(step, STEP, "at", "step");
      return at(step);
    },
  };
}

/** How many times `decaySteps` has passed. */
function elapsed(step: number, { decaySteps, staircase = false }: Decay): number {
  return staircase ? Math.floor(step / decaySteps) : step / decaySteps;
}

/**
 * rate · decayRate^(step / decaySteps).
 * @param config `initialLearningRate`, `decaySteps`, `decayRate`, and `staircase` (false by default)
 * @example
 * ```ts
 * train.adam(
 *   schedules.exponentialDecay({ initialLearningRate: 0.01, decaySteps: 1000, decayRate: 0.5 }),
 * );
 * ```
 */
export function exponentialDecay(config: Decay): Schedule {
  checkSchedule(config, DECAY_KINDS, "exponentialDecay", "staircase");
  return schedule(
    "ExponentialDecay",
    { ...config },
    (step) => config.initialLearningRate * config.decayRate ** elapsed(step, config),
  );
}

/**
 * rate / (1 + decayRate · step / decaySteps).
 * @param config `initialLearningRate`, `decaySteps`, `decayRate`, and `staircase` (false by default)
 * @example
 * ```ts
 * train.sgd(
 *   schedules.inverseTimeDecay({ initialLearningRate: 0.1, decaySteps: 100, decayRate: 1 }),
 * );
 * ```
 */
export function inverseTimeDecay(config: Decay): Schedule {
  checkSchedule(config, DECAY_KINDS, "inverseTimeDecay", "staircase");
  return schedule(
    "InverseTimeDecay",
    { ...config },
    (step) => config.initialLearningRate / (1 + config.decayRate * elapsed(step, config)),
  );
}

/**
 * Half a cosine wave from the initial rate down to `alpha` times that rate, then constant (Loshchilov and
 * Hutter 2017).
 * @param config `initialLearningRate`, `decaySteps`, and `alpha`, the final share of the rate (0 by default)
 * @example
 * ```ts
 * train.adam(schedules.cosineDecay({ initialLearningRate: 0.001, decaySteps: 5000 }));
 * ```
 */
export function cosineDecay(config: {
  readonly initialLearningRate: number;
  readonly decaySteps: number;
  readonly alpha?: number;
}): Schedule {
  checkSchedule(
    config,
    { initialLearningRate: RATE, decaySteps: STEPS, alpha: numberBetween(0, 1, 0.1) },
    "cosineDecay",
    "alpha",
  );
  const { initialLearningRate, decaySteps, alpha = 0 } = config;
  return schedule(
    "CosineDecay",
    { ...config },
    (step) =>
      initialLearningRate *
      (alpha + ((1 - alpha) * (1 + Math.cos((Math.PI * Math.min(step, decaySteps)) / decaySteps))) / 2),
  );
}

const isNumbers = (value: unknown): value is readonly number[] =>
  Array.isArray(value) && value.every((each) => typeof each === "number" && Number.isFinite(each));
const BOUNDARIES: Kind = {
  fits: (value) => isNumbers(value) && value.every((each, i) => i === 0 || each > value[i - 1]),
  example: "[1000, 5000]",
  expected: { fr: "une liste de numéros d’étapes croissants", en: "a list of increasing numbers of steps" },
};
const RATES: Kind = {
  fits: (value) => isNumbers(value) && value.every((each) => each >= 0),
  example: "[0.1, 0.01, 0.001]",
  expected: { fr: "une liste de taux ≥ 0", en: "a list of rates ≥ 0" },
};

/**
 * `values[0]` up to step `boundaries[0]`, `values[1]` up to `boundaries[1]`, …, the last value after the last
 * boundary.
 * @param config `boundaries`, increasing numbers of steps, and `values`, one rate more than boundaries
 * @example
 * ```ts
 * train.sgd(
 *   schedules.piecewiseConstantDecay({ boundaries: [1000, 5000], values: [0.1, 0.01, 0.001] }),
 * );
 * ```
 */
export function piecewiseConstantDecay(config: {
  readonly boundaries: readonly number[];
  readonly values: readonly number[];
}): Schedule {
  checkSchedule(config, { boundaries: BOUNDARIES, values: RATES }, "piecewiseConstantDecay", "");
  const { boundaries, values } = config;
  if (values.length !== boundaries.length + 1) {
    throw new ArgumentError({
      where: "piecewiseConstantDecay",
      argument: "values",
      received: String(values.length),
      expected: String(boundaries.length + 1),
      mend: {
        fr: "Il faut un taux de plus que de frontières.",
        en: "There must be one more rate than there are boundaries.",
      },
    });
  }
  return schedule(
    "PiecewiseConstantDecay",
    { ...config },
    (step) => values[boundaries.filter((boundary) => step > boundary).length],
  );
}
