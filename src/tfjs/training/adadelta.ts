/**
 * Adadelta as TensorFlow.js computes it: a step divides by the mean of squared gradients from before the step,
 * not by the one that includes its own gradient, as the paper (Zeiler 2012), Keras and the engine do.
 */
import type { Adadelta } from "../../optimizers/adaptive.js";
import type { Update } from "../../optimizers/optimizer.js";

/** The rule of a step. */
export function step(
  { rho, epsilon }: Pick<Adadelta, "rho" | "epsilon">,
  { weights, gradient, slots: [squares, changes], rate }: Update,
): void {
  for (let i = 0; i < weights.length; i++) {
    const g = gradient[i];
    const change = Math.sqrt((changes[i] + epsilon) / (squares[i] + epsilon)) * g;
    squares[i] = rho * squares[i] + (1 - rho) * g * g;
    changes[i] = rho * changes[i] + (1 - rho) * change * change;
    weights[i] -= rate * change;
  }
}
