/** The simple recurrent layer: hₜ = f(xₜ W + hₜ₋₁ U + b). */
import type { Kernels } from "../kernels.js";
import type { SimpleRNN } from "../../layers/simple-rnn.js";
import type { OperationContext } from "./operation.js";
import { PackedMatrix } from "./packed.js";
import { RecurrentOperation } from "./recurrent.js";
import { recurrentSpec, type RecurrentSpec, type RecurrentUse } from "./recurrent-spec.js";

export const lowerSimpleRnn = (use: RecurrentUse<SimpleRNN>): RecurrentSpec | undefined =>
  recurrentSpec("simpleRnn", use, "linear");

export class SimpleRnnOperation extends RecurrentOperation {
  private readonly forwardMatrix: PackedMatrix;
  private readonly backwardMatrix: PackedMatrix;

  constructor(spec: RecurrentSpec, context: OperationContext) {
    super(spec, context, 1);
    this.forwardMatrix = new PackedMatrix(context, spec.units, spec.units);
    this.backwardMatrix = new PackedMatrix(context, spec.units, spec.units);
  }

  protected override begin(kernels: Kernels): void {
    this.forwardMatrix.pack(kernels, this.context.weights[1].at, this.spec.units, false);
  }

  protected override step(kernels: Kernels, step: number, rows: number, recalled: number): void {
    const { units, activation } = this.spec;
    const sums = this.sumsOf(step, rows);
    if (this.hasStateBefore(step))
      this.forwardMatrix.multiply(kernels, {
        a: recalled,
        strideA: units,
        c: sums,
        strideC: units,
        rows,
        accumulate: true,
      });
    kernels.activate(activation, sums, this.bias, this.stateBefore(step + 1, rows), rows, units, 0);
  }

  protected override beginBack(kernels: Kernels): void {
    this.backwardMatrix.pack(kernels, this.context.weights[1].at, this.spec.units, true);
  }

  protected override stepBack(kernels: Kernels, step: number, rows: number): void {
    const { units, activation } = this.spec;
    const sums = this.sumsOf(step, rows);
    kernels.activateBackward(
      activation,
      this.stateBefore(step + 1, rows),
      this.gradientBefore(step + 1, rows),
      sums,
      rows * units,
      0,
    );
    const counts = this.countsOf(step, rows);
    if (counts !== 0) kernels.clearRepeated(counts, sums, rows, units);
    this.addStateGradient(kernels, this.backwardMatrix, step, rows);
  }
}
