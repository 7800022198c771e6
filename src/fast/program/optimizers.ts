/** The optimizers that have kernels: which kernel computes a step, and with which arguments. */
import { Adagrad, RMSProp, EPSILON } from "../../optimizers/adaptive.js";
import { Adam, AdamW } from "../../optimizers/adam.js";
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
];

/**
 * The kernel of an optimizer. Undefined for other classes (a subclass may compute something else), for an
 * optimizer that clips gradients, and for one with an option that its kernel does not know: they train on
 * autograd.
 */
export function fastOptimizer(optimizer: Optimizer): FastOptimizer | undefined {
  if (Object.keys(optimizer.clipping).length > 0) return undefined;
  const known = KNOWN.find(({ kind }) => optimizer.constructor === kind);
  if (known === undefined || !optimizer.optionNames.every((name) => known.options.includes(name)))
    return undefined;
  return known.rule(optimizer as never);
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
