/**
 * Optimizers that adapt the step size of every weight: large where gradients have been small, small where
 * they have been large.
 *
 * Adagrad (Duchi et al. 2011) divides by the root of the sum of all squared gradients, s ← s + g², w ← w − η
 * g / √(s + ε), so that steps become smaller and smaller. RMSprop (Tieleman and Hinton 2012) takes a running
 * mean instead: s ← ρ s + (1 − ρ) g². ε is inside the root, as in TensorFlow.js.
 *
 * Adadelta (Zeiler 2012) multiplies by the root mean square of the last changes Δ too, so that a change has
 * the unit of the weight: Δ = √(d + ε) / √(s + ε) g, d ← ρ d + (1 − ρ) Δ², w ← w − η Δ.
 */
import { fraction, numberAbove, numberFrom, TRUTH } from "../errors/kinds.js";
import { Optimizer, type OptimizerOptions, type Update } from "./optimizer.js";

/** Added so that no update divides by 0. */
export const EPSILON = 1e-7;

export interface AdagradOptions extends OptimizerOptions {
  /** The initial value of the sum of squares. */
  readonly initialAccumulatorValue?: number;
}

export class Adagrad extends Optimizer {
  override readonly className = "Adagrad";
  readonly initialAccumulatorValue: number;
  protected override readonly initialSlots: readonly number[];

  constructor(options: AdagradOptions = {}) {
    super(options, "adagrad", { initialAccumulatorValue: numberFrom(0, 0.1) }, 0.01);
    this.initialAccumulatorValue = options.initialAccumulatorValue ?? 0.1;
    this.initialSlots = [this.initialAccumulatorValue];
  }

  protected override update({ weights, gradient, slots: [squares], rate }: Update): void {
    for (let i = 0; i < weights.length; i++) {
      squares[i] += gradient[i] * gradient[i];
      weights[i] -= (rate * gradient[i]) / Math.sqrt(squares[i] + EPSILON);
    }
  }

  override getConfig(): Record<string, unknown> {
    return { ...super.getConfig(), initialAccumulatorValue: this.initialAccumulatorValue };
  }
}

export interface RmsPropOptions extends OptimizerOptions {
  /** ρ, the decay rate of the running mean of squares. */
  readonly decay?: number;
  /** As in SGD; 0 for none. */
  readonly momentum?: number;
  readonly epsilon?: number;
  /** Whether to subtract the square of the mean gradient (Graves 2013), so that the variance remains. */
  readonly centered?: boolean;
}

export class RMSProp extends Optimizer {
  override readonly className = "RMSProp";
  readonly decay: number;
  readonly momentum: number;
  readonly epsilon: number;
  readonly centered: boolean;
  /** The mean of squares, the velocity, the mean gradient. */
  protected override readonly initialSlots: readonly number[] = [0, 0, 0];

  constructor(options: RmsPropOptions = {}) {
    super(options, "rmsprop", {
      decay: fraction(0.9),
      momentum: fraction(0.9),
      epsilon: numberAbove(0, EPSILON),
      centered: TRUTH,
    });
    this.decay = options.decay ?? 0.9;
    this.momentum = options.momentum ?? 0;
    this.epsilon = options.epsilon ?? EPSILON;
    this.centered = options.centered ?? false;
  }

  protected override update({ weights, gradient, slots: [squares, velocity, means], rate }: Update): void {
    const { decay, momentum, epsilon, centered } = this;
    for (let i = 0; i < weights.length; i++) {
      const g = gradient[i];
      squares[i] = decay * squares[i] + (1 - decay) * g * g;
      if (centered) means[i] = decay * means[i] + (1 - decay) * g;
      const spread = centered ? squares[i] - means[i] * means[i] : squares[i];
      velocity[i] = momentum * velocity[i] + (rate * g) / Math.sqrt(spread + epsilon);
      weights[i] -= velocity[i];
    }
  }

  override getConfig(): Record<string, unknown> {
    return {
      ...super.getConfig(),
      decay: this.decay,
      momentum: this.momentum,
      epsilon: this.epsilon,
      centered: this.centered,
    };
  }
}

export interface AdadeltaOptions extends OptimizerOptions {
  /** ρ, the decay rate of both running means. */
  readonly rho?: number;
  readonly epsilon?: number;
}

export class Adadelta extends Optimizer {
  override readonly className = "Adadelta";
  readonly rho: number;
  readonly epsilon: number;
  /** The means of squared gradients and of squared changes. */
  protected override readonly initialSlots: readonly number[] = [0, 0];

  constructor(options: AdadeltaOptions = {}) {
    super(options, "adadelta", { rho: fraction(0.95), epsilon: numberAbove(0, EPSILON) });
    this.rho = options.rho ?? 0.95;
    this.epsilon = options.epsilon ?? EPSILON;
  }

  protected override update({ weights, gradient, slots: [squares, changes], rate }: Update): void {
    const { rho, epsilon } = this;
    for (let i = 0; i < weights.length; i++) {
      const g = gradient[i];
      squares[i] = rho * squares[i] + (1 - rho) * g * g;
      const change = Math.sqrt((changes[i] + epsilon) / (squares[i] + epsilon)) * g;
      changes[i] = rho * changes[i] + (1 - rho) * change * change;
      weights[i] -= rate * change;
    }
  }

  override getConfig(): Record<string, unknown> {
    return { ...super.getConfig(), rho: this.rho, epsilon: this.epsilon };
  }
}
