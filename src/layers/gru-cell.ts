/**
 * The gated recurrent unit (Cho et al. 2014): fewer weights than an LSTM, and no memory besides the output.
 *
 *     z = σ(xₜ W_z + hₜ₋₁ U_z + b_z)             update gate: how much of the state stays
 *     r = σ(xₜ W_r + hₜ₋₁ U_r + b_r)             reset gate: how much of the state enters the candidate
 *     g = tanh(xₜ W_g + (r hₜ₋₁) U_g + b_g)      the candidate
 *     hₜ = z hₜ₋₁ + (1 − z) g
 *
 * The reset gate is applied before the product with U_g, as in the paper and in TensorFlow.js; newer versions
 * of Keras apply it after the product (`resetAfter`), so their weights do not fit here.
 */
import { add, matMul, mul, split, sub } from "../autograd/operations/operations.js";
import { GATED_CELL_OPTIONS, GatedCell, type NextStates } from "./summing-cell.js";

export class GRUCell extends GatedCell {
  static override readonly className: string = "GRUCell";
  static override readonly optionNames: readonly string[] = [...GATED_CELL_OPTIONS];
  protected override readonly sumCount = 3;

  override get stateSize(): number {
    return this.units;
  }

  protected override prepare(): NextStates {
    const [gateKernel, candidateKernel] = split(this.recurrentKernel, [2 * this.units, this.units], 1);
    return (sums, [h], recall) => {
      const seen = recall(h);
      const [ofGates, ofCandidate] = split(sums, [2 * this.units, this.units], 1);
      const [update, reset] = split(this.gate(add(ofGates, matMul(seen, gateKernel))), 2, 1);
      const candidate = this.activation(add(ofCandidate, matMul(mul(reset, seen), candidateKernel)));
      return [add(mul(update, h), mul(sub(1, update), candidate))];
    };
  }
}
