/** The simplest recurrent layer: the next state is hₜ = f(xₜ W + hₜ₋₁ U + b) (Elman 1990). */
import { add, matMul } from "../autograd/operations/operations.js";
import { Recurrent, RECURRENT_OPTIONS, type RecurrentCell, type RecurrentOptions } from "./recurrent.js";

export class SimpleRNN extends Recurrent {
  static override readonly className = "SimpleRNN";
  static override readonly optionNames: readonly string[] = [...RECURRENT_OPTIONS];
  protected override readonly sumCount = 1;
  protected override readonly stateCount = 1;

  constructor(options: RecurrentOptions) {
    super(options, { activation: "tanh" });
  }

  protected override makeCell(): RecurrentCell {
    return (sums, [h], recall) => [this.activation(add(sums, matMul(recall(h), this.recurrentKernel)))];
  }
}
