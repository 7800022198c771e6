/** The optimizers that kernels know: which kernel takes a step, and with what numbers. */
import { Adagrad, RMSProp, EPSILON } from "../../optimizers/adaptive.js";
import { Adam, AdamW } from "../../optimizers/adam.js";
import type { Optimizer } from "../../optimizers/optimizer.js";
import { SGD } from "../../optimizers/sgd.js";
import type { Kernels } from "../kernels.js";
import type { WeightLayout } from "./weights.js";

/** A step with all trained weights, of the summed gradients; sets these back to 0. */
export interface FastOptimizer {
  /** How many numbers it remembers of each weight: as many, in the same order, as `Optimizer.slotsOf` has. */
  readonly slots: number;
  /** @param step the number of this step; the first one is 1 */
  step(kernels: Kernels, weights: WeightLayout, rate: number, step: number): void;
}

/** The kernel's form of an optimizer; undefined for one of another kind, or that clips gradients. */
export function fastOptimizer(optimizer: Optimizer): FastOptimizer | undefined {
  if (Object.keys(optimizer.clipping).length > 0) return undefined;
  if (optimizer.constructor === Adam) return adam(optimizer as Adam, 0);
  if (optimizer.constructor === AdamW) return adam(optimizer as AdamW, (optimizer as AdamW).weightDecay);
  if (optimizer.constructor === SGD) return sgd(optimizer as SGD);
  if (optimizer.constructor === RMSProp) return rmsProp(optimizer as RMSProp);
  if (optimizer.constructor === Adagrad) return adagrad();
  return undefined;
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
