/** The simplest cell: the next state is hₜ = f(xₜ W + hₜ₋₁ U + b) (Elman 1990). */
import { add, matMul } from "../autograd/operations/operations.js";
import { CELL_OPTIONS, SummingCell, type NextStates } from "./summing-cell.js";

export class SimpleRNNCell extends SummingCell {
  static override readonly className: string = "SimpleRNNCell";
  static override readonly optionNames: readonly string[] = [...CELL_OPTIONS];
  protected override readonly sumCount = 1;

  override get stateSize(): number {
    return this.units;
  }

  protected override prepare(): NextStates {
    return (sums, [h], recall) => [this.activation(add(sums, matMul(recall(h), this.recurrentKernel)))];
  }
}
