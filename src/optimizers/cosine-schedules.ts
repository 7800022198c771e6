/**
 * Learning rates that follow half a cosine wave (Loshchilov and Hutter 2017): they fall slowly at first, fast
 * in the middle, and slowly at the end.
 */
import { ArgumentError } from "../errors/errors.js";
import { numberAbove, numberBetween, numberFrom } from "../errors/kinds.js";
import { checkSchedule, RATE, schedule, STEPS, type Schedule } from "./schedule.js";

const ALPHA = numberBetween(0, 1, 0.1);

/** From 1 down to `alpha` as the elapsed share of the wave goes from 0 to 1. */
function wave(elapsed: number, alpha: number): number {
  return alpha + ((1 - alpha) * (1 + Math.cos(Math.PI * elapsed))) / 2;
}

/**
 * Half a cosine wave from the initial rate down to `alpha` times that rate, then constant (Loshchilov and Hutter 2017).
 * With a warm-up, the rate first rises in a straight line from `initialLearningRate` to `warmupTarget`, where the wave
 * then begins.
 * @param config `initialLearningRate`, `decaySteps`, `alpha`, the final share of the rate (0 by default), and for a
 *               warm-up `warmupTarget` and `warmupSteps`
 * @example
 * ```ts
 * train.adam(schedules.cosineDecay({ initialLearningRate: 0.001, decaySteps: 5000 }));
 * train.adam(
 *   schedules.cosineDecay({
 *     initialLearningRate: 0,
 *     warmupTarget: 0.001,
 *     warmupSteps: 500,
 *     decaySteps: 5000,
 *   }),
 * );
 * ```
 */
export function cosineDecay(config: {
  readonly initialLearningRate: number;
  readonly decaySteps: number;
  readonly alpha?: number;
  readonly warmupTarget?: number;
  readonly warmupSteps?: number;
}): Schedule {
  checkSchedule(
    config,
    {
      initialLearningRate: RATE,
      decaySteps: STEPS,
      alpha: ALPHA,
      warmupTarget: RATE,
      warmupSteps: numberAbove(0, 500),
    },
    "cosineDecay",
    "alpha",
    "warmupTarget",
    "warmupSteps",
  );
  const { initialLearningRate, decaySteps, alpha = 0, warmupTarget, warmupSteps } = config;
  if ((warmupTarget === undefined) !== (warmupSteps === undefined))
    throw halfWarmUp(warmupTarget === undefined);
  const [top, rise] = [warmupTarget ?? initialLearningRate, warmupSteps ?? 0];
  return schedule("CosineDecay", { ...config }, (step) =>
    step < rise
      ? initialLearningRate + ((top - initialLearningRate) * step) / rise
      : top * wave(Math.min(step - rise, decaySteps) / decaySteps, alpha),
  );
}

function halfWarmUp(withoutTarget: boolean): ArgumentError {
  const [missing, given] = withoutTarget ? ["warmupTarget", "warmupSteps"] : ["warmupSteps", "warmupTarget"];
  return new ArgumentError({
    where: "cosineDecay",
    argument: missing,
    received: { fr: `${given} seul`, en: `${given} alone` },
    expected: {
      fr: "warmupTarget et warmupSteps, ou aucun des deux",
      en: "warmupTarget and warmupSteps, or neither",
    },
    mend: {
      fr: "Le taux monte de initialLearningRate à warmupTarget en warmupSteps étapes.",
      en: "The rate rises from initialLearningRate to warmupTarget in warmupSteps steps.",
    },
  });
}

/**
 * Half cosine waves one after the other: each begins again at the top, is `tMul` times as long as the one before, and
 * `mMul` times as high (Loshchilov and Hutter 2017).
 * @param config `initialLearningRate`, `firstDecaySteps`, `tMul` (2 by default), `mMul` (1 by default), and `alpha`, the
 *               share of the initial rate that each wave falls to (0 by default)
 * @example
 * ```ts
 * train.sgd(schedules.cosineDecayRestarts({ initialLearningRate: 0.1, firstDecaySteps: 100 }));
 * ```
 */
export function cosineDecayRestarts(config: {
  readonly initialLearningRate: number;
  readonly firstDecaySteps: number;
  readonly tMul?: number;
  readonly mMul?: number;
  readonly alpha?: number;
}): Schedule {
  checkSchedule(
    config,
    {
      initialLearningRate: RATE,
      firstDecaySteps: STEPS,
      tMul: numberFrom(1, 2),
      mMul: numberFrom(0, 0.8),
      alpha: ALPHA,
    },
    "cosineDecayRestarts",
    "tMul",
    "mMul",
    "alpha",
  );
  const { initialLearningRate, firstDecaySteps, tMul = 2, mMul = 1, alpha = 0 } = config;
  return schedule("CosineDecayRestarts", { ...config }, (step) => {
    const { restarts, elapsed } = waveAt(step, firstDecaySteps, tMul);
    const height = mMul ** restarts * wave(elapsed, 0);
    return initialLearningRate * (alpha + (1 - alpha) * height);
  });
}

/** How many waves have ended before a step, and the share of the present one that has elapsed. */
function waveAt(step: number, first: number, growth: number): { restarts: number; elapsed: number } {
  if (growth === 1) {
    const restarts = Math.floor(step / first);
    return { restarts, elapsed: step / first - restarts };
  }
  let [restarts, start, length] = [0, 0, first];
  while (step >= start + length) {
    restarts++;
    start += length;
    length *= growth;
  }
  return { restarts, elapsed: (step - start) / length };
}
