/**
 * Adam (Kingma and Ba 2015): momentum, and a step size for every weight.
 *
 * m ← β₁ m + (1 − β₁) g and v ← β₂ v + (1 − β₂) g² are running means of the gradient and of its square. They
 * start at 0, so they are too small by the factors 1 − β₁ᵗ and 1 − β₂ᵗ in the first steps; hence the
 * corrected means m̂ = m / (1 − β₁ᵗ), v̂ = v / (1 − β₂ᵗ), and w ← w − η m̂ / (√v̂ + ε).
 *
 * AdamW (Loshchilov and Hutter 2019) also subtracts η λ w from the weights at each step. An L2 penalty in the
 * loss would be divided by √v̂, and so have little effect where gradients are large.
 */
import { fraction, numberAbove, numberFrom, type Kinds } from "../errors/kinds.js";
import { EPSILON } from "./adaptive.js";
import { Optimizer, type OptimizerOptions, type Update } from "./optimizer.js";

export interface AdamOptions extends OptimizerOptions {
  readonly beta1?: number;
  readonly beta2?: number;
  readonly epsilon?: number;
}

const KINDS: Kinds<"beta1" | "beta2" | "epsilon"> = {
  beta1: fraction(0.9),
  beta2: fraction(0.999),
  epsilon: numberAbove(0, EPSILON),
};

export class Adam extends Optimizer {
  override readonly className: string = "Adam";
  readonly beta1: number;
  readonly beta2: number;
  readonly epsilon: number;
  /** m and v. */
  protected override readonly initialSlots: readonly number[] = [0, 0];

  constructor(options: AdamOptions = {}, where = "adam", kinds: Kinds = KINDS) {
    super(options, where, kinds);
    this.beta1 = options.beta1 ?? 0.9;
    this.beta2 = options.beta2 ?? 0.999;
    this.epsilon = options.epsilon ?? EPSILON;
  }

  protected override update({ weights, gradient, slots: [means, squares], rate, step }: Update): void {
    const { beta1, beta2, epsilon } = this;
    const meanScale = 1 / (1 - beta1 ** step);
    const squareScale = 1 / (1 - beta2 ** step);
    for (let i = 0; i < weights.length; i++) {
      const g = gradient[i];
      means[i] = beta1 * means[i] + (1 - beta1) * g;
      squares[i] = beta2 * squares[i] + (1 - beta2) * g * g;
      weights[i] -= (rate * means[i] * meanScale) / (Math.sqrt(squares[i] * squareScale) + epsilon);
    }
  }

  override getConfig(): Record<string, unknown> {
    return { ...super.getConfig(), beta1: this.beta1, beta2: this.beta2, epsilon: this.epsilon };
  }
}

export interface AdamWOptions extends AdamOptions {
  /** λ, the decay rate of the weights. */
  readonly weightDecay?: number;
}

export class AdamW extends Adam {
  override readonly className = "AdamW";
  readonly weightDecay: number;

  constructor(options: AdamWOptions = {}) {
    super(options, "adamW", { ...KINDS, weightDecay: numberFrom(0, 0.004) });
    this.weightDecay = options.weightDecay ?? 0.004;
  }

  protected override update(update: Update): void {
    const { weights, rate } = update;
    for (let i = 0; i < weights.length; i++) weights[i] *= 1 - rate * this.weightDecay;
    super.update(update);
  }

  override getConfig(): Record<string, unknown> {
    return { ...super.getConfig(), weightDecay: this.weightDecay };
  }
}
