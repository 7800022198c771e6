/** The optimizers that have kernels: which kernel computes a step, and with which arguments. */
import { Adadelta, Adagrad, RMSProp, EPSILON } from "../../optimizers/adaptive.js";
import { Adam, AdamW } from "../../optimizers/adam.js";
import { Adamax } from "../../optimizers/adamax.js";
import type { Clipping } from "../../optimizers/clipping.js";
import type { Optimizer } from "../../optimizers/optimizer.js";
import { SGD } from "../../optimizers/sgd.js";
import type { Kernels } from "../kernels.js";
import type { WeightLayout } from "./weights.js";

/** Updates all trained weights by the sums of their gradients, and sets the gradients to 0. */
export interface FastOptimizer {
  /** How many numbers it keeps for each weight: the same, in the same order, as `Optimizer.slotsOf`. */
  readonly slots: number;
  /** @param step the number of this step, from 1 */
  step(kernels: Kernels, weights: WeightLayout, rate: number, step: number): void;
}

/** A class of optimizers with a kernel, the options that the kernel knows, and the rule that calls it. */
interface Known {
  readonly kind: new (...options: never[]) => Optimizer;
  readonly options: readonly string[];
  readonly rule: (optimizer: never) => FastOptimizer;
}

const ADAM_OPTIONS = ["beta1", "beta2", "epsilon"];
const KNOWN: readonly Known[] = [
  { kind: Adam, options: ADAM_OPTIONS, rule: (each: Adam) => adam(each, 0) },
  {
    kind: AdamW,
    options: [...ADAM_OPTIONS, "weightDecay"],
    rule: (each: AdamW) => adam(each, each.weightDecay),
  },
  { kind: SGD, options: ["momentum", "nesterov"], rule: sgd },
  { kind: RMSProp, options: ["decay", "momentum", "epsilon", "centered"], rule: rmsProp },
  { kind: Adagrad, options: ["initialAccumulatorValue"], rule: adagrad },
  { kind: Adadelta, options: ["rho", "epsilon"], rule: adadelta },
  { kind: Adamax, options: ADAM_OPTIONS, rule: adamax },
];

/**
 * The kernel of an optimizer. Undefined for other classes (a subclass may compute something else), for an
 * optimizer that was given a rule of its own in the place of its class', and for one with an option that its
 * kernel does not know: they compute their steps on the variables.
 */
export function fastOptimizer(optimizer: Optimizer): FastOptimizer | undefined {
  const known = KNOWN.find(({ kind }) => optimizer.constructor === kind);
  if (Object.hasOwn(optimizer, "update")) return undefined;
  if (known === undefined || !optimizer.optionNames.every((name) => known.options.includes(name)))
    return undefined;
  const rule = known.rule(optimizer as never);
  const { clipping } = optimizer;
  if (Object.keys(clipping).length === 0) return rule;
  return {
    slots: rule.slots,
    step(kernels, weights, rate, step) {
      clipGradients(kernels, weights, clipping);
      rule.step(kernels, weights, rate, step);
    },
  };
}

/** Clips the sums of the gradients, as `clip` of `optimizers/clipping.ts` does. */
function clipGradients(
  kernels: Kernels,
  { gradients: [all], trainedCount, trainedGradients }: WeightLayout,
  { clipValue, clipNorm, globalClipNorm }: Clipping,
): void {
  const shorten = (at: number, count: number, most: number) => {
    const length = Math.sqrt(kernels.sumOfSquares(at, count));
    if (length > most) kernels.addScaled(at, most / length, at, count, false);
  };
  if (clipValue !== undefined) kernels.clipNumbers(all, trainedCount, clipValue);
  if (clipNorm !== undefined) for (const { at, count } of trainedGradients) shorten(at, count, clipNorm);
  if (globalClipNorm !== undefined) shorten(all, trainedCount, globalClipNorm);
}

function adam({ beta1, beta2, epsilon }: Adam, decay: number): FastOptimizer {
  return {
    slots: 2,
    step(kernels, { trained, gradients: [gradient], slots: [means, squares], trainedCount }, rate, step) {
      kernels.adam(
        trained,
        gradient,
        means,
        squares,
        trainedCount,
        rate / (1 - beta1 ** step),
        beta1,
        beta2,
        epsilon,
        1 / (1 - beta2 ** step),
        1 - rate * decay,
      );
    },
  };
}

function sgd({ momentum, nesterov }: SGD): FastOptimizer {
  if (momentum === 0)
    return {
      slots: 0,
      step: (kernels, { trained, gradients: [gradient], trainedCount }, rate) =>
        kernels.sgd(trained, gradient, trainedCount, rate),
    };
  return {
    slots: 1,
    step: (kernels, { trained, gradients: [gradient], slots: [velocity], trainedCount }, rate) =>
      kernels.momentum(trained, gradient, velocity, trainedCount, rate, momentum, nesterov),
  };
}

function rmsProp({ decay, momentum, epsilon, centered }: RMSProp): FastOptimizer {
  return {
    slots: 3,
    step(kernels, { trained, gradients: [gradient], slots: [squares, velocity, means], trainedCount }, rate) {
      kernels.rmsProp(
        trained,
        gradient,
        squares,
        velocity,
        means,
        trainedCount,
        rate,
        decay,
        momentum,
        epsilon,
        centered,
      );
    },
  };
}

function adagrad(): FastOptimizer {
  return {
    slots: 1,
    step: (kernels, { trained, gradients: [gradient], slots: [squares], trainedCount }, rate) =>
      kernels.adagrad(trained, gradient, squares, trainedCount, rate, EPSILON),
  };
}

function adadelta({ rho, epsilon }: Adadelta): FastOptimizer {
  return {
    slots: 2,
    step: (kernels, { trained, gradients: [gradient], slots: [squares, changes], trainedCount }, rate) =>
      kernels.adadelta(trained, gradient, squares, changes, trainedCount, rate, rho, epsilon),
  };
}

function adamax({ beta1, beta2, epsilon }: Adamax): FastOptimizer {
  return {
    slots: 2,
    step(kernels, { trained, gradients: [gradient], slots: [means, largest], trainedCount }, rate, step) {
      const corrected = rate / (1 - beta1 ** step);
      kernels.adamax(trained, gradient, means, largest, trainedCount, corrected, beta1, beta2, epsilon);
    },
  };
}
