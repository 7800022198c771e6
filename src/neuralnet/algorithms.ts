/**
 * The five algorithms of R's `neuralnet`, which change the weights by their gradients.
 *
 * Resilient propagation (Riedmiller and Braun 1993) has a step size for each weight: it grows while the
 * gradient keeps its sign, and shrinks when the sign changes. The weight moves by this step against the sign,
 * however large the gradient is. rprop+ takes its last step back where the sign has changed; rprop− does not.
 * sag and slr are rprop− with one step size chosen so that the steps of all weights together do not increase
 * the error (globally convergent, Anastasiadis et al. 2005): that of the smallest absolute gradient, or of
 * the smallest learning rate. backprop is plain gradient descent.
 */
import { extendedSum } from "../arithmetic/extended-sum.js";
import type { Network } from "./propagation.js";

/** Bounds and factors of the step sizes. */
export interface StepSizes {
  readonly minus: number;
  readonly plus: number;
  readonly min: number;
  readonly max: number;
}

/** The initial step size of every weight. */
const FIRST_STEP = 0.1;
/** Added to the sum in sag and slr, which may be zero. */
const TINY = 1e-6;

/** Changes the weights by their gradients, once. */
export type Move = (network: Network) => void;

function rpropPlus(count: number, { minus, plus, min, max }: StepSizes): Move {
  const steps = new Float64Array(count).fill(FIRST_STEP);
  const signs = new Float64Array(count);
  return ({ weights, gradients }) => {
    for (let i = 0; i < count; i++) {
      const sign = Math.sign(gradients[i]);
      const turn = signs[i] * sign;
      if (turn < 0) {
        weights[i] += signs[i] * steps[i];
        steps[i] = Math.max(steps[i] * minus, min);
        signs[i] = 0;
      } else {
        if (turn > 0) steps[i] = Math.min(steps[i] * plus, max);
        weights[i] -= sign * steps[i];
        signs[i] = sign;
      }
    }
  };
}

/**
 * @param special a measure: the step size of the weight where it is smallest is computed from the others;
 *   none for rprop−
 */
function rpropMinus(
  count: number,
  { minus, plus, min, max }: StepSizes,
  special?: (gradient: number, step: number) => number,
): Move {
  const steps = new Float64Array(count).fill(FIRST_STEP);
  const before = new Float64Array(count);
  return ({ weights, gradients }) => {
    for (let i = 0; i < count; i++) {
      const turn = before[i] * gradients[i];
      if (turn > 0) steps[i] = Math.min(steps[i] * plus, max);
      else if (turn < 0) steps[i] = Math.max(steps[i] * minus, min);
    }
    if (special !== undefined) setSpecialStep(gradients, steps, special, min, max);
    for (let i = 0; i < count; i++) weights[i] -= Math.sign(gradients[i]) * steps[i];
    before.set(gradients);
  };
}

function setSpecialStep(
  gradients: Float64Array,
  steps: Float64Array,
  special: (gradient: number, step: number) => number,
  min: number,
  max: number,
): void {
  let chosen = -1;
  let smallest = Infinity;
  for (let i = 0; i < gradients.length; i++) {
    if (gradients[i] === 0) continue;
    const measure = special(gradients[i], steps[i]);
    if (measure < smallest) {
      smallest = measure;
      chosen = i;
    }
  }
  if (chosen < 0) return;
  // The sum almost cancels, so rounding errors decide the step: it must be R's sum, bit for bit.
  const sum = extendedSum(gradients.length, (i) => (i === chosen ? 0 : steps[i] * gradients[i]));
  steps[chosen] = Math.min(Math.max(-(sum + TINY) / gradients[chosen], min), max);
}

export function backprop(rate: number): Move {
  return ({ weights, gradients }) => {
    for (let i = 0; i < weights.length; i++) weights[i] -= gradients[i] * rate;
  };
}

export const ALGORITHMS = {
  "rprop+": (count: number, sizes: StepSizes) => rpropPlus(count, sizes),
  "rprop-": (count: number, sizes: StepSizes) => rpropMinus(count, sizes),
  sag: (count: number, sizes: StepSizes) => rpropMinus(count, sizes, (gradient) => Math.abs(gradient)),
  slr: (count: number, sizes: StepSizes) => rpropMinus(count, sizes, (_, step) => step),
  backprop: (_: number, __: StepSizes, rate: number) => backprop(rate),
} as const;

export type Algorithm = keyof typeof ALGORITHMS;
