/**
 * Stochastic gradient descent, w ← w − η g, and its variants with a velocity a.
 *
 * Momentum (Polyak 1964): a ← μ a + g, w ← w − η a: gradients of the same direction add up over the batches,
 * gradients that change their sign cancel. Nesterov (1983) computes the step at the position that the
 * velocity leads to: w ← w − η (g + μ a).
 */
import { fraction, TRUTH } from "../errors/kinds.js";
import { Optimizer, type OptimizerOptions, type Update } from "./optimizer.js";

export interface SgdOptions extends OptimizerOptions {
  /** μ, from 0 (none, the default) to less than 1. */
  readonly momentum?: number;
  readonly nesterov?: boolean;
}

export class SGD extends Optimizer {
  override readonly className = "SGD";
  readonly momentum: number;
  readonly nesterov: boolean;
  protected override readonly initialSlots: readonly number[];

  constructor(options: SgdOptions = {}, where = "sgd") {
    super(options, where, { momentum: fraction(0.9), nesterov: TRUTH }, 0.01);
    this.momentum = options.momentum ?? 0;
    this.nesterov = options.nesterov ?? false;
    this.initialSlots = this.momentum === 0 ? [] : [0];
  }

  protected override update({ weights, gradient, slots: [velocity], rate }: Update): void {
    const { momentum, nesterov } = this;
    for (let i = 0; i < weights.length; i++) {
      if (velocity === undefined) {
        weights[i] -= rate * gradient[i];
        continue;
      }
      velocity[i] = momentum * velocity[i] + gradient[i];
      weights[i] -= rate * (nesterov ? gradient[i] + momentum * velocity[i] : velocity[i]);
    }
  }

  override getConfig(): Record<string, unknown> {
    return { ...super.getConfig(), momentum: this.momentum, nesterov: this.nesterov };
  }
}
