/** The simple recurrent layer: hₜ = f(xₜ W + hₜ₋₁ U + b). */
import type { SimpleRNN } from "../../layers/simple-rnn.js";
import type { Lowering, OperationContext } from "./operation.js";
import { PackedMatrix } from "./packed.js";
import { RecurrentOperation, recurrentSpec, type RecurrentSpec } from "./recurrent.js";

export const lowerSimpleRnn: Lowering<SimpleRNN, RecurrentSpec> = (context) =>
  recurrentSpec("simpleRnn", context, "linear");

export class SimpleRnnOperation extends RecurrentOperation {
  private readonly forwardMatrix: PackedMatrix;
  private readonly backwardMatrix: PackedMatrix;

  constructor(spec: RecurrentSpec, context: OperationContext) {
    super(spec, context, 1);
    this.forwardMatrix = new PackedMatrix(context, spec.units, spec.units);
    this.backwardMatrix = new PackedMatrix(context, spec.units, spec.units);
  }

  protected override begin(): void {
    this.forwardMatrix.pack(this.context.weights[1].at, this.spec.units, false);
  }

  protected override step(step: number, rows: number): void {
    const { units, activation } = this.spec;
    const sums = this.sumsOf(step, rows);
    if (step > 0) this.forwardMatrix.multiply(this.stateBefore(step, rows), units, sums, units, rows, true);
    this.context.kernels.activate(
      activation,
      sums,
      this.bias,
      this.stateBefore(step + 1, rows),
      rows,
      units,
      0,
    );
  }

  protected override beginBack(): void {
    this.backwardMatrix.pack(this.context.weights[1].at, this.spec.units, true);
  }

  protected override stepBack(step: number, rows: number): void {
    const { units, activation } = this.spec;
    const sums = this.sumsOf(step, rows);
    this.context.kernels.activateBackward(
      activation,
      this.stateBefore(step + 1, rows),
      this.gradientBefore(step + 1, rows),
      sums,
      rows * units,
      0,
    );
    if (step > 0)
      this.backwardMatrix.multiply(sums, units, this.gradientBefore(step, rows), units, rows, true);
  }

  protected override addRecurrentGradient(rows: number): void {
    const {
      kernels,
      weights: [, recurrent],
      scratch,
    } = this.context;
    const { units, steps } = this.spec;
    kernels.gemm(
      this.states,
      units,
      true,
      this.sums,
      units,
      false,
      recurrent.gradient,
      units,
      units,
      units,
      steps * rows,
      true,
      scratch,
    );
  }
}
