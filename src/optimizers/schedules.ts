/**
 * Learning rates that change from step to step, under Keras' names. A step is one batch.
 *
 * Large steps at first get near a minimum, small ones at the end come to rest in it.
 */
import { ArgumentError } from "../errors/errors.js";

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
  /** After how many steps the rate has changed by `decayRate`. */
  readonly decaySteps: number;
  readonly decayRate: number;
  /** Whether the rate falls by whole stairs only. */
  readonly staircase?: boolean;
}

/** How many times `decaySteps` has passed. */
function elapsed(step: number, { decaySteps, staircase = false }: Decay): number {
  return staircase ? Math.floor(step / decaySteps) : step / decaySteps;
}

/** rate · decayRate^(step / decaySteps). */
export function exponentialDecay(config: Decay): Schedule {
  return { className: "ExponentialDecay", config: { ...config }, at: (step) => config.initialLearningRate * config.decayRate ** elapsed(step, config) };
}

/** rate / (1 + decayRate · step / decaySteps). */
export function inverseTimeDecay(config: Decay): Schedule {
  return { className: "InverseTimeDecay", config: { ...config }, at: (step) => config.initialLearningRate / (1 + config.decayRate * elapsed(step, config)) };
}

/** Half a cosine wave from the initial rate down to `alpha` times it, which stays (Loshchilov and Hutter 2017). */
export function cosineDecay(config: { readonly initialLearningRate: number; readonly decaySteps: number; readonly alpha?: number }): Schedule {
  const { initialLearningRate, decaySteps, alpha = 0 } = config;
  return {
    className: "CosineDecay", config: { ...config },
    at: (step) => initialLearningRate * (alpha + ((1 - alpha) * (1 + Math.cos((Math.PI * Math.min(step, decaySteps)) / decaySteps))) / 2),
  };
}

/** `values[0]` up to step `boundaries[0]`, `values[1]` up to `boundaries[1]`, …, the last one ever after. */
export function piecewiseConstantDecay(config: { readonly boundaries: readonly number[]; readonly values: readonly number[] }): Schedule {
  const { boundaries, values } = config;
  if (values.length !== boundaries.length + 1) {
    throw new ArgumentError({
      where: "piecewiseConstantDecay", argument: "values", received: String(values.length), expected: String(boundaries.length + 1),
      mend: { fr: "Il faut un taux de plus que de frontières.", en: "There must be one rate more than boundaries." },
    });
  }
  return { className: "PiecewiseConstantDecay", config: { ...config }, at: (step) => values[boundaries.filter((boundary) => step > boundary).length] };
}
