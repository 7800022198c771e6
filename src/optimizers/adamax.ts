/**
 * Adamax (Kingma and Ba 2015): Adam with the largest gradient in place of the mean square.
 *
 * m ← β₁ m + (1 − β₁) g, u ← max(β₂ u, |g|), w ← w − η / (1 − β₁ᵗ) · m / (u + ε). The maximum needs no correction for
 * its start at 0.
 */
import { fraction, numberAbove } from "../errors/kinds.js";
import { EPSILON } from "./adaptive.js";
import type { AdamOptions } from "./adam.js";
import { Optimizer, type Update } from "./optimizer.js";

export class Adamax extends Optimizer {
  override readonly className = "Adamax";
  readonly beta1: number;
  readonly beta2: number;
  readonly epsilon: number;
  /** m and u. */
  protected override readonly initialSlots: readonly number[] = [0, 0];

  constructor(options: AdamOptions = {}) {
    const kinds = { beta1: fraction(0.9), beta2: fraction(0.999), epsilon: numberAbove(0, EPSILON) };
    super(options, "adamax", kinds, 0.002);
    this.beta1 = options.beta1 ?? 0.9;
    this.beta2 = options.beta2 ?? 0.999;
    this.epsilon = options.epsilon ?? EPSILON;
  }

  protected override update({ weights, gradient, slots: [means, largest], rate, step }: Update): void {
    const { beta1, beta2, epsilon } = this;
    const corrected = rate / (1 - beta1 ** step);
    for (let i = 0; i < weights.length; i++) {
      means[i] = beta1 * means[i] + (1 - beta1) * gradient[i];
      largest[i] = Math.max(beta2 * largest[i], Math.abs(gradient[i]));
      weights[i] -= (corrected * means[i]) / (largest[i] + epsilon);
    }
  }

  override getConfig(): Record<string, unknown> {
    return { ...super.getConfig(), beta1: this.beta1, beta2: this.beta2, epsilon: this.epsilon };
  }
}
