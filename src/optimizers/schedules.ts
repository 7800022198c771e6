/**
 * Learning rates that change from step to step, under the names of Keras. A step is one batch.
 *
 * Large steps at the beginning come near a minimum fast; small steps at the end converge to it.
 */
import { ArgumentError } from "../errors/errors.js";
import { numberAbove, numberFrom, TRUTH, type Kind, type Kinds } from "../errors/kinds.js";
import { checkSchedule, RATE, schedule, STEPS, type Schedule } from "./schedule.js";

export { cosineDecay, cosineDecayRestarts } from "./cosine-schedules.js";
export type { Schedule } from "./schedule.js";

interface Decay {
  readonly initialLearningRate: number;
  /** The number of steps after which the rate has changed by the factor `decayRate`. */
  readonly decaySteps: number;
  readonly decayRate: number;
  /** Whether the rate changes only every `decaySteps` steps, not at each step. */
  readonly staircase?: boolean;
}

const DECAY_KINDS: Kinds<keyof Decay> = {
  initialLearningRate: RATE,
  decaySteps: STEPS,
  decayRate: numberFrom(0, 0.96),
  staircase: TRUTH,
};

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
 * (rate − end) (1 − step / decaySteps)^power + end, then constant; with `cycle`, the rate rises again and falls over two,
 * three … times `decaySteps`.
 * @param config `initialLearningRate`, `decaySteps`, `endLearningRate` (0.0001 by default), `power` (1 by default: a
 *               straight line), and `cycle` (false by default)
 * @example
 * ```ts
 * train.sgd(schedules.polynomialDecay({ initialLearningRate: 0.1, decaySteps: 1000, power: 2 }));
 * ```
 */
export function polynomialDecay(config: {
  readonly initialLearningRate: number;
  readonly decaySteps: number;
  readonly endLearningRate?: number;
  readonly power?: number;
  readonly cycle?: boolean;
}): Schedule {
  checkSchedule(
    config,
    {
      initialLearningRate: RATE,
      decaySteps: STEPS,
      endLearningRate: numberFrom(0, 0.001),
      power: numberAbove(0, 2),
      cycle: TRUTH,
    },
    "polynomialDecay",
    "endLearningRate",
    "power",
    "cycle",
  );
  const { initialLearningRate, decaySteps, endLearningRate = 0.0001, power = 1, cycle = false } = config;
  return schedule("PolynomialDecay", { ...config }, (step) => {
    const length = cycle ? decaySteps * Math.max(1, Math.ceil(step / decaySteps)) : decaySteps;
    const left = 1 - Math.min(step, length) / length;
    return (initialLearningRate - endLearningRate) * left ** power + endLearningRate;
  });
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
  checkSchedule(config, { boundaries: BOUNDARIES, values: RATES }, "piecewiseConstantDecay");
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
